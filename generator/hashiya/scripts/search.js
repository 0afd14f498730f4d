// The search worker: Material's, with a folded query going in and folded matches coming out marked.
//
// Material is told that this file is its worker, with the name of its own as the fragment, which
// is loaded below. Messages are Material's: {type: 2, data: query} in, {type: 3, data: {items}} out,
// where items are the pages found, each a list of its places.

"use strict";

importScripts("../../hashiya/fold.js");

const QUERY = 2;
const RESULT = 3;
const SHOWN = 260; // characters of a text that a result shows, about four lines
let terms = [];

// First among the listeners, because Material's script comes after it. The event it sends on in its
// place is no trusted one, which is how the two are told apart.
addEventListener("message", (event) => {
  if (!event.isTrusted || event.data.type !== QUERY) return;
  event.stopImmediatePropagation();
  terms = queryTokens(event.data.data);
  const data = { type: QUERY, data: foldQuery(event.data.data) };
  dispatchEvent(new MessageEvent("message", { data }));
});

const send = self.postMessage.bind(self);
self.postMessage = (message) => send(message.type === RESULT ? marked(message) : message);

function marked(message) {
  const items = message.data.items.map((places) =>
    places.map(({ head, norm, ...place }) => ({
      ...place,
      title: mark(place.title),
      text: excerpt(mark(place.text)),
    })),
  );
  return { ...message, data: { ...message.data, items } };
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
