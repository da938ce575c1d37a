// Search keys: letters without what spelling varies in, in Arabic and in Latin script.

const IGNORED = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const SAME = new Map([
  ["\u0622", "\u0627"], ["\u0623", "\u0627"], ["\u0625", "\u0627"], ["\u0671", "\u0627"],
  ["\u0624", "\u0648"], ["\u0626", "\u064a"], ["\u0649", "\u064a"], ["\u0629", "\u0647"],
  ["\u06a9", "\u0643"], ["\u06cc", "\u064a"], ["\u0621", ""],
]);
const ARTICLE = /^\u0627\u0644(?=..)/;
const digit = (c) => String.fromCharCode(48 + ((c.charCodeAt(0) & 0xf) % 10));

// The letters that count, in small letters.
function key(text) {
  const letters = text.normalize("NFKC").replace(/[\u0621-\u0626\u0629\u0649\u0671\u06a9\u06cc]/g, (c) => SAME.get(c) ?? c);
  const plain = letters.normalize("NFD").replace(IGNORED, "").toLowerCase();
  return plain.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit);
}

// The words of a text, each without the article.
function words(text) {
  const found = key(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return found.map((word) => word.replace(ARTICLE, ""));
}

// How well names fit the words of a query: 0 not at all, else the higher the better.
function fit(query, names) {
  let best = 0;
  for (const name of names) {
    let score = 0;
    for (const word of query) {
      let one = 0;
      for (const part of name) {
        if (part === word) one = 3;
        else if (part.startsWith(word)) one = Math.max(one, 2);
        else if (word.length > 2 && part.includes(word)) one = Math.max(one, 1);
      }
      if (one === 0) { score = 0; break; }
      score += one;
    }
    if (score > 0) best = Math.max(best, score / query.length + query.length / (query.length + name.length));
  }
  return best;
}

page.fold = { key, words, fit };
