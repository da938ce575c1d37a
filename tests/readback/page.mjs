// Uses the pages of a folder in Chromium as a reader does, and prints what it measured as JSON. Usage: node page.mjs FOLDER
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(join(process.env.NISBA_NODE_MODULES, "package.json"))("playwright-core");
const folder = process.argv[2];
const profile = mkdtempSync(join(tmpdir(), "nisba-page-"));
const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.NISBA_CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet],
  offline: true,
  viewport: { width: 1400, height: 900 },
  colorScheme: "light",
});

// A page of the folder, with what it complains of and what it asks for.
async function open(name) {
  const page = await browser.newPage();
  const [errors, requests, failures] = [[], [], []];
  page.on("console", (message) => errors.push(`${message.type()} ${message.text()}`));
  page.on("pageerror", (error) => errors.push(error.stack));
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => failures.push(request.failure().errorText));
  page.on("dialog", (dialog) => { errors.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  const address = pathToFileURL(join(folder, name)).href;
  await page.goto(address);
  await page.waitForFunction(() => document.getElementById("status").textContent !== "");
  const close = async () => {
    assert.deepEqual(errors, [], name);
    assert.deepEqual(requests.filter((url) => url !== address && url !== "data:,"), [], name);
    await page.close();
  };
  return { page, errors, requests, failures, close };
}

// What is evaluated runs in the file, where `page` is what its modules share.

const text = (page, selector) => page.textContent(selector);
// The numbers of the line of counts: entities drawn, all entities, statements drawn, all statements.
const counts = async (page) => (await text(page, "#status")).replace(/,/g, "").match(/\d+/g).slice(0, 4).map(Number);
// Where an entity or the middle of a line is in the window.
const nodePlace = (page, id) => page.evaluate((id) => {
  const node = page.data.nodes.find((one) => one.iri.endsWith(id));
  const box = document.getElementById("picture").getBoundingClientRect();
  const [x, y] = page.camera.toScreen(node.x, node.y);
  return [box.left + x, box.top + y];
}, id);
const settled = (page) => page.waitForTimeout(300);

async function seed() {
  const { page, close } = await open("seed.html");
  assert.deepEqual(await counts(page), [35, 35, 31, 31]);
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");

  // Search, in both scripts and in other spellings.
  for (const [query, expected] of [["\u062f\u0627\u0639\u0634", "Islamic State"], ["islamic st", "Islamic State"], ["\u0627\u0644\u0627\u0645\u0645 \u0627\u0644\u0645\u062a\u062d\u062f\u0647", "United Nations"],
    ["\u0623\u0645\u0645", "United Nations"], ["\u0641\u0631\u0640\u0646\u0652\u0633\u064e\u0627", "France"], ["TWITTER", "Twitter"]]) {
    await page.fill("#find", query);
    const found = await page.locator("#results button").allTextContents();
    assert.ok(found[0].includes(expected), `${query}: ${found}`);
  }
  await page.fill("#find", "zzzz");
  assert.equal(await page.locator("#results button").count(), 0);
  await page.locator("#results .note").waitFor();
  await page.fill("#find", "paris");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("#results") !== null), true, "arrows walk the results");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, "#panel h2"), "\u0628\u0627\u0631\u064a\u0633");

  // A click on an entity shows its facts in both directions.
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("#panel"), false);
  await page.keyboard.press("0");
  await settled(page);
  await page.mouse.click(...await nodePlace(page, "/islamic-state"));
  assert.equal(await page.locator("#panel .other").textContent(), "Islamic State");
  const facts = await page.locator("#panel details.fact").count();
  assert.equal(facts, 9);
  const first = page.locator("#panel details.fact").first();
  await first.locator("summary").click({ position: { x: 4, y: 8 } });
  assert.ok((await first.locator("mark").textContent()).length > 5);
  await page.mouse.click(...await nodePlace(page, "/twitter"));
  assert.equal(await page.locator("#panel .other").textContent(), "Twitter");

  // A click on a line shows the sentence in context, from right to left, with source and claimant.
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await settled(page);
  const middle = await page.evaluate(() => {
    const { lines } = page;
    const box = document.getElementById("picture").getBoundingClientRect();
    const line = lines.all().find((one) => one.status === "denied");
    const [x, y] = lines.pointOf(lines.curve(line), 0.5);
    return [box.left + x, box.top + y];
  });
  await page.mouse.click(...middle);
  const quote = page.locator("#panel blockquote");
  assert.equal(await quote.getAttribute("dir"), "auto");
  assert.equal(await quote.evaluate((element) => getComputedStyle(element).direction), "rtl");
  assert.equal(await quote.locator("mark").textContent(), "\u0645\u0639\u0631\u0648\u0641\u064a\u0646 \u0644\u062f\u0649 \u0623\u062c\u0647\u0632\u0629 \u0627\u0644\u0627\u0633\u062a\u062e\u0628\u0627\u0631\u0627\u062a");
  assert.ok((await quote.textContent()).length > 60, "the sentence, not the words alone");
  const about = await text(page, "#panel article dl");
  assert.ok(about.includes("seed 1246\u20131275") && about.includes("ar/groups#known-to") && about.includes("\u0645\u0635\u062f\u0631 \u0641\u064a \u0627\u0644\u0634\u0631\u0637\u0629 \u0627\u0644\u0641\u0631\u0646\u0633\u064a\u0629"), about);

  // Filters change what is counted, and back.
  const box = (section, at) => page.locator("#choices details.choice").nth(section).locator("input").nth(at);
  await box(0, 0).uncheck();
  assert.deepEqual((await counts(page))[2], 7, "all but the facts");
  await box(0, 0).check();
  await box(1, 0).uncheck();
  assert.ok((await counts(page))[0] < 35);
  await page.locator("#choices .heading button").click();
  assert.deepEqual(await counts(page), [35, 35, 31, 31]);
  for (const at of [2, 3, 4, 5]) await page.locator("#choices details.choice").nth(at).locator("summary").click();
  await page.fill("#time-from", "2014-09-15");
  const dated = async () => (await counts(page))[2];
  assert.equal(await dated(), 31, "what has no date stays where that is wanted");
  await page.locator("#choices details.choice").nth(3).locator("input[type=checkbox]").uncheck();
  const from = await dated();
  assert.ok(from > 0 && from < 31, `from 2014-09-15: ${from}`);
  await page.fill("#time-from", "2015-01-01");
  assert.equal(await dated(), 0);
  await page.locator("#choices .heading button").click();
  await page.locator("#least-confidence").fill("0.9");
  assert.ok(await dated() < 31);
  await page.locator("#choices .heading button").click();
  await page.selectOption("#one-document", { index: 1 });
  assert.equal(await dated(), 31, "one document says all");
  await page.locator("#choices .heading button").click();

  // Only a neighbourhood, hide, expand, back.
  await page.fill("#find", "twitter");
  await page.keyboard.press("Enter");
  const actions = page.locator("#panel .actions button");
  await actions.nth(0).click();
  assert.equal((await counts(page))[0], 3);
  await page.keyboard.press("Escape");
  await page.mouse.click(...await nodePlace(page, "/us-government"));
  await page.keyboard.press("e");
  const expanded = (await counts(page))[0];
  assert.ok(expanded > 3, `expanded: ${expanded}`);
  await page.keyboard.press("h");
  assert.equal((await counts(page))[0], expanded - 1);
  await page.keyboard.press("u");
  assert.equal((await counts(page))[0], expanded);
  await page.keyboard.press("a");
  assert.deepEqual(await counts(page), [35, 35, 31, 31]);

  // A path.
  await page.fill("#find", "paris");
  await page.keyboard.press("Enter");
  await page.keyboard.press("p");
  assert.ok(await page.isVisible("#ask"));
  await page.fill("#find", "twitter");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#panel .path > li").count(), 4);
  await page.keyboard.press("Escape");
  await page.fill("#find", "paris");
  await page.keyboard.press("Enter");
  await page.keyboard.press("p");
  await page.fill("#find", "french police");
  await page.keyboard.press("Enter");
  assert.ok(await page.isVisible("#ask"), "it says that there is none");
  assert.equal(await page.locator("#panel .path").count(), 0);

  // Keys: neighbours, list, help, theme, language.
  await page.keyboard.press("Escape");
  await page.fill("#find", "twitter");
  await page.keyboard.press("Enter");
  const walked = new Set();
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
    await page.keyboard.press(key);
    walked.add(await text(page, "#panel h2"));
  }
  assert.ok(walked.size > 1, "arrows walk among neighbours");
  await page.keyboard.press("l");
  assert.equal(await page.locator("#list tbody tr").count(), 35);
  await page.locator("#list tbody tr button").first().click();
  assert.ok(await page.isVisible("#panel"));
  await page.keyboard.press("l");
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#help"));
  await page.keyboard.press("Escape");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const pixel = () => page.evaluate(() => {
    const copy = document.createElement("canvas").getContext("2d");
    copy.drawImage(document.getElementById("picture"), 0, 0);
    return copy.getImageData(3, 3, 1, 1).data.join();
  });
  const light = [await ground(), await pixel()];
  await page.keyboard.press("d");
  await settled(page);
  assert.notDeepEqual([await ground(), await pixel()], light);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.emulateMedia({ colorScheme: "light" });
  await settled(page);
  assert.deepEqual([await ground(), await pixel()], light, "it follows the system");
  await page.keyboard.press("g");
  assert.equal(await page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`), "en ltr");
  assert.equal(await text(page, "#choices h2"), "Filters");
  assert.ok((await text(page, "#choices")).includes("armed group"), "labels of the ontology");

  // Every button has a name, every field a label.
  const silent = await page.evaluate(() => [...document.querySelectorAll("button, input, select")]
    .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length)).map((one) => one.outerHTML));
  assert.deepEqual(silent, []);

  // On paper: the picture and the facts.
  await page.keyboard.press("Escape");
  const printed = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    const print = document.getElementById("print");
    const found = { image: print.querySelector("img").src.length, facts: print.querySelectorAll("ol > li").length, quotes: print.querySelectorAll("q").length };
    window.dispatchEvent(new Event("afterprint"));
    return found;
  });
  assert.ok(printed.image > 5000 && printed.facts >= 28 && printed.quotes >= printed.facts, JSON.stringify(printed));
  assert.ok((await page.pdf()).length > 20000);
  await close();
}

// Zoom, pan and drag with the mouse.
async function pointer() {
  const { page, close } = await open("sample.html");
  const camera = () => page.evaluate(() => ({ ...page.camera.camera }));
  const before = await camera();
  await page.mouse.move(500, 450);
  await page.mouse.wheel(0, -300);
  await settled(page);
  const zoomed = await camera();
  assert.ok(zoomed.k > before.k * 1.2);
  await page.keyboard.press("0");
  await settled(page);
  const start = await camera();
  await page.mouse.move(60, 850);
  await page.mouse.down();
  await page.mouse.move(160, 800, { steps: 5 });
  await page.mouse.up();
  const panned = await camera();
  assert.ok(Math.abs(start.x - panned.x - 100 / start.k) < 1 && Math.abs(panned.y - start.y - 50 / start.k) < 1);
  const [x, y] = await nodePlace(page, "/jordan");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 4 });
  await page.mouse.up();
  const [nx, ny] = await nodePlace(page, "/jordan");
  assert.ok(Math.hypot(nx - x - 40, ny - y - 30) < 2, "the entity was dragged");
  assert.equal(await page.isVisible("#panel"), false, "a drag is no click");

  // What is inferred leads to the words of its premises.
  await page.evaluate(() => page.actions.chooseLine(page.lines.all().find((line) => line.status === "inferred")));
  const premise = page.locator("#panel article details.fact");
  await premise.locator("summary").click({ position: { x: 4, y: 8 } });
  assert.ok((await premise.locator("mark").textContent()).length > 3);
  await page.waitForTimeout(50);
  await close();
}

// Nothing of the data runs, whatever is opened.
async function hostile() {
  const { page, errors, requests, failures, close } = await open("hostile.html");
  const nodes = await page.evaluate(() => page.data.nodes.length);
  for (const language of ["ar", "en"]) {
    for (let at = 0; at < nodes; at += 1) {
      await page.evaluate((at) => { page.actions.choose(page.data.nodes[at], { show: true }); for (const one of document.querySelectorAll("#panel details")) one.open = true; }, at);
      await page.waitForTimeout(30);
    }
    await page.evaluate(() => { for (const line of page.lines.all()) page.actions.chooseLine(line); });
    for (const query of ["script", "javascript", "img", "exe"]) await page.fill("#find", query);
    await page.evaluate(() => { for (const one of document.querySelectorAll("#choices details")) one.open = true; });
    await page.evaluate(() => { page.list.toggle(); window.dispatchEvent(new Event("beforeprint")); });
    const state = await page.evaluate(() => ({
      hit: window.hit ?? null,
      scripts: document.scripts.length,
      links: [...document.querySelectorAll("[href]")].map((one) => one.getAttribute("href")).filter((href) => !/^(https?:|data:,$|#)/.test(href)),
      images: [...document.images].map((one) => one.src).filter((src) => !src.startsWith("data:image/png")),
      markup: document.querySelectorAll("svg, iframe, object, embed, b").length,
      handlers: [...document.querySelectorAll("*")].filter((one) => one.getAttributeNames().some((name) => name.startsWith("on"))).length,
      title: document.getElementById("title").textContent,
      loose: [...document.querySelectorAll("main *, #print *")].filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.includes("\u202e")) && !one.closest("bdi, blockquote, q, option")).length,
    }));
    assert.deepEqual(state, { hit: null, scripts: 2, links: [], images: [], markup: 0, handlers: 0, title: "</script><script>window.hit = 1</script>", loose: 0 }, language);
    await page.evaluate(() => { window.dispatchEvent(new Event("afterprint")); page.list.toggle(); page.actions.toggleLanguage(); });
  }
  assert.deepEqual(errors, []);
  // What got in by another way could not run or send anything either.
  const blocked = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.hit = 2";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://example.org/x.png";
    document.body.append(image);
    const sent = await fetch("https://example.org/").then(() => true, () => false);
    return { hit: window.hit ?? null, sent };
  });
  assert.deepEqual(blocked, { hit: null, sent: false });
  assert.ok(errors.length >= 2 && errors.every((error) => error.includes("Content Security Policy")), errors.join("\n"));
  assert.ok(failures.every((failure) => failure === "csp"), failures.join());
  errors.length = 0;
  requests.length = 0;
  await close();
}

async function small() {
  for (const [name, entities] of [["empty.html", 0], ["one.html", 1]]) {
    const { page, close } = await open(name);
    assert.deepEqual((await counts(page)).slice(0, 2), [entities, entities]);
    for (const key of ["0", "a", "l", "l", "ArrowUp", "u", "d"]) await page.keyboard.press(key);
    await page.fill("#find", "\u0648\u062d\u064a\u062f");
    assert.equal(await page.locator("#results button").count(), entities);
    await close();
  }
}

// A place in a column of the window where no entity is.
const emptyPlace = (page, x) => page.evaluate((x) => {
  const box = document.getElementById("picture").getBoundingClientRect();
  for (let y = 400; y < 800; y += 3) if (!page.picture.nodeAt(x - box.left, y - box.top)) return y;
  throw new Error("entities everywhere");
}, x);

// The times of the frames while something is done.
async function frames(page, act) {
  await page.evaluate(() => {
    window.stamps = [];
    window.counting = true;
    const count = (now) => { window.stamps.push(now); if (window.counting) requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  await act();
  const stamps = await page.evaluate(() => { window.counting = false; return window.stamps; });
  return stamps.slice(1).map((stamp, at) => stamp - stamps[at]);
}

// Frames a second, and the longest in milliseconds.
const figures = (times) => ({
  fps: Math.round((10000 * times.length) / times.reduce((sum, time) => sum + time, 0)) / 10,
  longest: Math.round(Math.max(...times)),
});

// The largest graph is panned by mouse, seen whole and from nearer.
async function pan(page) {
  const times = [];
  for (const zoom of [1, 3]) {
    await page.evaluate((zoom) => { page.camera.zoomAt(zoom); page.picture.moved(); }, zoom);
    await page.waitForTimeout(1200);
    // Further than what was drawn beyond the window's borders, and back.
    const start = await page.evaluate(() => page.camera.camera.x * page.camera.camera.k);
    times.push(...await frames(page, async () => {
      for (const way of [-1, -1, 1, 1]) {
        const x = way < 0 ? 1000 : 100;
        const y = await emptyPlace(page, x);
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (let step = 1; step <= 100; step += 1) await page.mouse.move(x + way * step * 9, y + step / 2);
        if (way < 0) assert.ok(await page.evaluate(() => page.camera.camera.x * page.camera.camera.k) > start + 800, "it is panned");
        await page.mouse.up();
      }
    }));
  }
  return figures(times);
}

// The entity with the most lines is dragged while it is chosen, so that all of its lines stand out.
async function dragHub(page) {
  const times = [];
  for (const zoom of [1, 3]) {
    await page.evaluate((zoom) => {
      const hub = page.data.nodes.reduce((a, b) => (b.edges.length > a.edges.length ? b : a));
      window.hub = hub.iri;
      page.camera.fit(page.data.nodes);
      if (zoom > 1) { Object.assign(page.camera.camera, { x: hub.x, y: hub.y }); page.camera.zoomAt(zoom); }
      page.actions.choose(hub);
    }, zoom);
    await page.waitForTimeout(1500);
    const [iri, lines] = await page.evaluate(() => [window.hub, page.lines.of(page.data.nodes.find((one) => one.iri === window.hub)).length]);
    assert.ok(lines >= 500, `a hub: ${lines} lines`);
    const [x, y] = await nodePlace(page, iri);
    times.push(...await frames(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let step = 1; step <= 100; step += 1) await page.mouse.move(x + step * 2, y - step);
      await page.mouse.up();
    }));
    const [nx, ny] = await nodePlace(page, iri);
    assert.ok(Math.hypot(nx - x - 200, ny - y + 100) < 3, "the hub was dragged");
  }
  await page.keyboard.press("Escape");
  return figures(times);
}

// How fluid the largest graph is.
async function speed() {
  const { page, close } = await open("large.html");
  assert.equal((await counts(page))[1], 5000);
  assert.equal((await counts(page))[3], 20000);
  await page.waitForTimeout(1500);
  const panned = await pan(page);
  await page.keyboard.press("Escape");
  const dragged = await dragHub(page);
  await page.fill("#find", "Entity 7");
  await page.keyboard.press("Enter");
  assert.ok(await page.isVisible("#panel"));
  await close();
  return { panned, dragged };
}

try {
  await seed();
  await pointer();
  await hostile();
  await small();
  console.log(JSON.stringify({ checks: "done", ...(await speed()) }));
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
