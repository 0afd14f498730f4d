// The search worker: Material's, with a folded query going in, and coming out the pages that stay
// (rank.js), with the words of the query marked, with what each is and how a claim stands.
//
// Material is told that this file is its worker, with the name of its own as the fragment, which
// is loaded below. Messages are Material's: {type: 0, data: {config, docs}} and {type: 2, data: query}
// in, {type: 3, data: {items}} out, where items are the pages found, each a list of its places.
// Title and text of a place are HTML, escaped where the index is written (search_index.py).

"use strict";

importScripts("../../hashiya/fold.js", "../../hashiya/rank.js");

const SETUP = 0;
const QUERY = 2;
const RESULT = 3;
const SHOWN = 260; // characters of a text that a result shows, about four lines
let badges = [];
let query = "";
let terms = [];

// First among the listeners, because Material's script comes after it. The event it sends on in its
// place is no trusted one, which is how the two are told apart.
addEventListener("message", (event) => {
  if (!event.isTrusted) return;
  if (event.data.type === SETUP) badges = event.data.data.config.badges ?? [];
  if (event.data.type !== QUERY) return;
  event.stopImmediatePropagation();
  query = event.data.data;
  terms = queryTokens(query);
  const data = { type: QUERY, data: foldQuery(query, isCommon) };
  dispatchEvent(new MessageEvent("message", { data }));
});

// The words that Material's index leaves out: its filter answers to them with nothing.
function isCommon(word) {
  return self.lunr?.stopWordFilter(word) === undefined;
}

const send = self.postMessage.bind(self);
self.postMessage = (message) => send(message.type === RESULT ? shown(message) : message);

function shown(message) {
  const items = ranked(message.data.items, query, isCommon).map((places) => places.map(result));
  return { ...message, data: { ...message.data, items } };
}

// A place as Material shows it. Of a page's places the first alone is open, the others follow below.
function result({ location, title, text, terms, kind, badge, names }, at) {
  const what = kind === undefined ? "" : `<span class="hy-found__kind">${kind}</span>`;
  const status = badge === undefined ? "" : badges[badge];
  const head = what || status ? `<span class="hy-found">${what} ${status}</span> ` : "";
  const marked = mark(title);
  return {
    location,
    title: head + marked,
    text: (isMarked(marked) ? "" : otherName(names ?? [])) + lines(text),
    terms,
    score: at === 0 ? 1 : 0,
  };
}

function isMarked(markup) {
  return markup.includes("<mark>");
}

// The name that was found, where the title is another one.
function otherName(names) {
  const found = names.map(mark).find(isMarked);
  return found === undefined ? "" : `<span class="hy-found__name"><bdi>${found}</bdi></span>`;
}

// A text line by line, each in its own direction: those with a word of the query, or else all.
function lines(text) {
  const all = text.split("\n").map(mark);
  const shown = all.some(isMarked) ? all.filter(isMarked) : all;
  if (shown.length === 1 && all.length === 1) return excerpt(shown[0]);
  return shown.map((line) => `<bdi class="hy-found__line">${excerpt(line)}</bdi>`).join("");
}

// Marks the words that begin with a word of the query. Entities and tags are not words; Material's
// own marks, which miss folded words, are taken out.
function mark(markup) {
  return markup
    .replace(/<\/?mark>/g, "")
    .replace(/<[^>]*>|&#?\w+;|[\p{L}\p{N}_][\p{L}\p{N}\p{M}\p{Cf}\u0640_]*(?:[,٬]\d{3}(?!\d))*/gu, (word) => {
      if (word[0] === "<" || word[0] === "&") return word;
      const found = indexTokens(word).some((token) => terms.some((term) => begins(token, term)));
      return found ? `<mark>${word}</mark>` : word;
    });
}

function begins(token, term) {
  return term.length < 3 && terms.length > 1 ? token === term : token.startsWith(term);
}

// The part of a long text that holds its first mark, cut at spaces.
function excerpt(markup) {
  if (markup.length <= SHOWN) return markup;
  const first = Math.max(markup.indexOf("<mark>"), 0);
  let start = first < SHOWN / 2 ? 0 : markup.lastIndexOf(" ", first - SHOWN / 4) + 1;
  let end = markup.indexOf(" ", start + SHOWN);
  if (end < 0) end = markup.length;
  let part = markup.slice(start, end);
  // A cut never falls into a tag, because <mark> has no space in it; it may fall between two.
  if (part.lastIndexOf("<mark>") > part.lastIndexOf("</mark>")) part += "</mark>";
  return (start > 0 ? "… " : "") + part + (end < markup.length ? " …" : "");
}

importScripts(location.hash.slice(1));
