// On paper: the picture as it stands, on white, and below it the facts that are shown, with their words.

const { state } = page;
const { make, isolated, byId } = page.dom;
const { say, label, count, documentLabel } = page.words;
const { shown, claimsOf } = page.filter;
// A list that is longer than this is cut, and says so.
const MOST = 400;

function row(fact) {
  const claims = claimsOf(fact);
  const places = claims.slice(0, 3).map((claim) => make("li", {},
    claim.passage && make("q", { dir: "auto" }, [...claim.passage.text].slice(claim.start - claim.passage.start, claim.end - claim.passage.start).join("")), " \u2013 ",
    isolated(claim.rule ? label(claim.rule) : documentLabel(claim.document)), claim.document.date && `, ${claim.document.date}`,
    claim.claimant && [", ", say("claimant"), ": ", isolated(label(claim.claimant))]));
  return make("li", {}, isolated(label(fact.subject)), " \u2013 ", isolated(label(fact.predicate)), " \u2013 ",
    isolated(fact.object ? label(fact.object) : fact.value), " ", page.fact.badges(claims), make("ul", {}, places));
}

// The facts of what is chosen, or else all that are shown.
function facts() {
  const { chosen } = state;
  if (chosen?.kind === "node") return page.panel.factsOf(chosen.node);
  if (chosen?.kind === "line") return page.panel.together([...chosen.facts.keys()]);
  if (chosen?.kind === "path") return page.panel.together(chosen.steps.flatMap((step) => step.edges));
  return [...page.panel.together(shown.edges), ...shown.nodes.flatMap(page.filter.shownFacts)];
}

let dark = false;
function before() {
  dark = state.dark;
  state.dark = false;
  document.documentElement.dataset.theme = "light";
  const all = facts();
  const image = make("img", { alt: say("picture") });
  page.picture.drawNow();
  image.src = page.picture.canvas.toDataURL("image/png");
  byId("print").replaceChildren(
    make("h1", {}, isolated(page.data.title)),
    make("p", {}, byId("status").textContent),
    image,
    make("ul", { class: "key" }, page.legend.lines(), page.legend.classes()),
    make("h2", {}, say("facts", { n: count(all.length) })),
    make("ol", {}, all.slice(0, MOST).map(row)),
    all.length > MOST ? make("p", {}, say("print-cut", { n: count(all.length - MOST) })) : "",
  );
}

function after() {
  state.dark = dark;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("print").replaceChildren();
  page.picture.redraw();
}

window.addEventListener("beforeprint", before);
window.addEventListener("afterprint", after);

page.print = { open: () => window.print() };
