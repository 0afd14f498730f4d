// Folding and words for the search, as fold.py and search_index.py do them in Python.
//
// The specification is the docstring of fold.py; tests/fold_cases.json holds cases that both sides
// pass. What is decided here is what a query becomes:
//
// * The index holds each word folded and in lower case, and an Arabic word once more without the
//   article and the proclitics before it: [وف]?[بكل]?ال or [وف]?لل where two letters or more
//   remain, otherwise one of و ف ب ك ل where three or more remain.
// * Of a word in a query only the article is taken off, with what stands before it. So التحالف,
//   تحالف, والتحالف and للتحالف find one another. A single و or ب at the beginning of a word may
//   belong to it, so a query keeps it; and the word finds the text all the same, because the index
//   has both readings.
// * Digits that a comma groups are one number: 2,500 and ٢٬٥٠٠ are 2500.
// * Everything else cuts words: al-Asad is two. Quotation marks and a + or - before a word keep the
//   meaning that Material gives them.
// * Of several words, one that is shorter than three letters, or common, has to stand in the text as
//   it is, unless it comes last: "al" would find every word that begins with it.

"use strict";

const MARKS =
  /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff]/gu;
const INVISIBLE =
  /[\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
// A base character with what composes with it; Hangul vowels and finals are no marks, but compose.
const CLUSTER =
  /[^]([\p{M}\u1160-\u11ff\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])*/gu;
const LETTERS = new Map(
  [
    ["أإآٱٲٳٵ", "ا"],
    ["ؤئٶٸ", "ء"],
    ["ىی", "ي"],
    ["ةہەۃۀ", "ه"],
    ["ک", "ك"],
    ["٪", "%"],
    ["“”„‟«»″〝〞", '"'],
    ["‘’‚‛‹›′`´", "'"],
    ["\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u2e3b", "-"],
  ].flatMap(([forms, plain]) => [...forms].map((form) => [form, plain])),
);
// What NFKC would take apart before it is looked up, and seats of ئ that it doesn't know.
const BEFORE_NFKC = /[ٵٶٸ″´ىی]/gu;
const DIGIT = /\p{Nd}/u;
const WORD = /[\p{L}\p{N}_]+/gu;
const ARTICLE = /^[وف]?(?:[بكل]?ال|لل)(?=.{2,})/u;
const PROCLITIC = /^[وفبكل](?=.{3,})/u;

function foldText(text) {
  return (text.match(CLUSTER) ?? [])
    .map(foldCluster)
    .join("")
    .replace(/ {2,}/g, " ")
    .replace(/(?<=\p{Nd})٫(?=\p{Nd})/gu, ".")
    .replace(/(?<=\p{Nd})٬(?=\p{Nd})/gu, ",");
}

function foldCluster(cluster) {
  const visible = cluster.replace(INVISIBLE, "").replace(BEFORE_NFKC, (c) => LETTERS.get(c));
  if (visible === "") return "";
  const composed = visible.normalize("NFKC");
  // ² must not become 2, or 10² would be the same as 102.
  if (DIGIT.test(composed) && !DIGIT.test(String.fromCodePoint(visible.codePointAt(0)))) {
    return visible.replace(MARKS, "").normalize("NFC");
  }
  return [...composed.replace(MARKS, "").normalize("NFKC").replace(INVISIBLE, "")]
    .map(foldCharacter)
    .join("");
}

function foldCharacter(character) {
  // U+001C-001F are white space in Python.
  if (/[\s\u001c-\u001f\u0085]/u.test(character)) return " ";
  if (DIGIT.test(character)) return String(decimal(character.codePointAt(0)));
  return LETTERS.get(character) ?? character;
}

// The value of a decimal digit: each script's ten digits follow one another from zero to nine.
function decimal(codePoint) {
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}

function words(text) {
  return foldText(text)
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .toLowerCase()
    .match(WORD) ?? [];
}

function isArabic(word) {
  return word[0] >= "\u0621" && word[0] <= "\u064a";
}

// The forms of a word of the text that a query may begin with.
function indexTokens(text) {
  return words(text).flatMap((word) => {
    if (!isArabic(word)) return [word];
    const article = word.replace(ARTICLE, "");
    const bare = article === word ? word.replace(PROCLITIC, "") : article;
    return bare === word ? [word] : [word, bare];
  });
}

// The words of a query, without its operators.
function queryTokens(text) {
  return words(text).map((word) => (isArabic(word) ? word.replace(ARTICLE, "") : word));
}

// A query as the reader typed it → the query that Material's worker gets. `common` says whether a
// word is one that the index leaves out.
function foldQuery(query, common = () => false) {
  const parts = foldText(query).split(/(")/);
  const folded = parts.map((part, index) => {
    if (part === '"') return part;
    const quoted = parts.slice(0, index).filter((each) => each === '"').length % 2 === 1;
    const open = index === parts.length - 1;
    return part
      .split(" ")
      .map((chunk, at, chunks) => {
        const operator = quoted ? "" : (/^[+-](?=[\p{L}\p{N}])/u.exec(chunk)?.[0] ?? "");
        const tokens = queryTokens(chunk);
        const last = open && at === chunks.length - 1;
        return tokens
          .map((token, place) => {
            const least = [...token].length < 3 || common(token);
            const whole = least && !quoted && !(last && place === tokens.length - 1);
            // A boost of one changes nothing, but keeps Material from looking for beginnings.
            return operator + token + (whole ? "^1" : "");
          })
          .join(" ");
      })
      .filter((chunk) => chunk !== "")
      .join(" ");
  });
  return folded.join(" ").replace(/" (.*?) "/g, '"$1"').trim();
}
