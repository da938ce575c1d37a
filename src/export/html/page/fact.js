// Statements as elements: a line that says the fact, and below it the words that show it, their source and who says it.

const { make, isolated, link } = page.dom;
const { say, label, documentLabel } = page.words;
const { claimsOf, isShown } = page.filter;

const percent = (confidence) => `${Math.round(confidence * 100)}%`;

// How a statement stands, in words.
function statusLabel(status) {
  const factuality = page.data.factualities.find((one) => one.id === status);
  return factuality ? label(factuality) : say(`status-${status}`);
}

const badge = (status) => make("span", { class: `badge ${status}` }, statusLabel(status));

// A button that chooses an entity; one that is not drawn is brought in.
function entityButton(entity) {
  if (entity.index === undefined) return isolated(label(entity), { class: "beside", title: say("not-in-file") });
  const attributes = { type: "button", class: isShown(entity) ? "entity" : "entity unseen-node", onclick: () => page.actions.choose(entity, { show: true }) };
  return make("button", attributes, isolated(label(entity)));
}

const days = ([first, last]) => (first === last ? first : `${first} \u2013 ${last}`);

// The passage with the words marked.
function passage(claim) {
  const letters = [...claim.passage.text];
  const [start, end] = [claim.start - claim.passage.start, claim.end - claim.passage.start];
  const part = (from, to) => letters.slice(from, to).join("");
  const [before, after] = [claim.passage.cut & 1, claim.passage.cut & 2].map((cut) => (cut ? "\u2026" : ""));
  return make("blockquote", { dir: "auto" }, before, part(0, start), make("mark", {}, part(start, end)), part(end, letters.length), after);
}

const line = (name, ...content) => [make("dt", {}, say(name)), make("dd", {}, ...content)];

// A premise, which opens to its own evidence where the page has it.
function premiseOf(subject, predicate, object) {
  const edge = subject.edges?.find((one) => one.subject === subject && one.predicate === predicate && one.object === object);
  const self = isolated(label(subject));
  return edge ? fact(edge, subject, self) : [self, " ", isolated(label(predicate)), " ", isolated(label(object))];
}

// Everything that is known of one statement.
function evidence(claim) {
  const { document } = claim;
  const place = claim.passage ? ` ${claim.start}\u2013${claim.end}` : "";
  const premises = claim.premises.map((premise) => make("li", {}, premiseOf(...premise)));
  return make("article", { class: `evidence ${claim.status}` },
    claim.passage && passage(claim),
    make("dl", {},
      premises.length > 0 && line("follows-from", make("ul", {}, premises)),
      claim.rule && line("rule", isolated(label(claim.rule))),
      !claim.rule && line("document", isolated(documentLabel(document)), make("span", { class: "place" }, make("bdi", { dir: "ltr" }, `${document.id}${place}`))),
      document.date && line("reported-on", make("bdi", {}, document.date)),
      document.source && line("source", link(document.source, document.source)),
      line("claimant", claim.claimant ? entityButton(claim.claimant) : say(claim.rule ? "nobody" : "author")),
      claim.valid && line("so-when", make("bdi", {}, days(claim.valid))),
      line("status", badge(claim.status)),
      line("confidence", make("bdi", {}, percent(claim.confidence)), make("meter", { min: 0, max: 1, value: claim.confidence, "aria-label": say("confidence") })),
      claim.pattern && line("pattern", make("bdi", { dir: "ltr", class: "code" }, claim.pattern)),
    ),
  );
}

// The statuses of a fact's statements, each once; nothing for what is simply a fact.
function badges(claims) {
  const statuses = new Set(claims.map((claim) => claim.status));
  if (statuses.size === 1 && statuses.has("fact")) return [];
  return page.filter.STATUSES.filter((status) => statuses.has(status)).map(badge);
}

// A fact that opens to its evidence. `from` is the entity on whose card it stands, `lead` what stands before it.
function fact(one, from, lead = null) {
  const claims = claimsOf(one);
  const incoming = one.object && one.object === from && one.subject !== from && !one.undirected;
  const far = one.object ? entityButton(one.object === from ? one.subject : one.object) : isolated(one.value, { class: "value" });
  const predicate = isolated(label(one.predicate), { class: "predicate" });
  const self = isolated(label(from), { class: "self" });
  // Each reads as a sentence: subject, predicate, object.
  const summary = make("summary", {}, lead, lead && " ",
    incoming ? [far, " ", predicate, " ", self] : [predicate, " ", far], " ", badges(claims),
    claims.length > 1 && make("span", { class: "count" }, `\u00d7${claims.length}`),
  );
  const details = make("details", { class: "fact" }, summary);
  // Only what is opened is made: a hub has thousands of passages.
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...claims.map(evidence));
  });
  return details;
}

page.fact = { fact, evidence, badge, badges, entityButton, statusLabel, percent, days };
