// What the page says, in Arabic or in English: its own words and the labels of what it shows.

const { data } = page;
let language = data.language;

// The page's own words for a key, with values put in for {names}.
function say(key, values = {}) {
  const pair = data.words[key];
  const text = pair ? pair[language === "ar" ? 0 : 1] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

const count = (number) => number.toLocaleString("en");

// The last part of an IRI.
function localName(iri) {
  const end = iri.replace(/[/#]+$/, "");
  return end.slice(Math.max(end.lastIndexOf("/"), end.lastIndexOf("#")) + 1) || iri;
}

// The name of an entity or a term in the language of the page, or else in another one.
function label(thing) {
  const [first, second] = language === "ar" ? [thing.ar, thing.en] : [thing.en, thing.ar];
  if (data.both && first && second && first !== second) return `\u2068${first}\u2069 / \u2068${second}\u2069`;
  return first || second || thing.other || (thing.iri ? localName(thing.iri) : thing.id) || say("no-class");
}

// Its name in the other language, where it has both.
function otherLabel(thing) {
  if (data.both) return null;
  const own = label(thing);
  return [thing.ar, thing.en, thing.other].find((name) => name && name !== own) ?? null;
}

// What a line says: the event that it stands for, or else its predicate.
const lineLabel = (line) => label(line.event ?? line.predicate);

const documentLabel = (document) => document.title || document.id;

// Says everything that the template says, in the language.
function apply() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
  for (const element of document.querySelectorAll("[data-say-placeholder]")) element.placeholder = say(element.dataset.sayPlaceholder);
}

function setLanguage(next) {
  language = next;
  apply();
}

page.words = { say, count, label, otherLabel, lineLabel, documentLabel, apply, setLanguage, language: () => language };
