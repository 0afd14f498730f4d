// Which of the pages that Material's worker found are shown, and in what order.
//
// Material shows every page that has any word of the query, by how rare the words are. Here:
//
// * Only what has the most words of the query stays: "Ain al-Asad" finds no page that has "al"
//   alone. A place has the words of its page's title too. Common words (the, of) don't count.
// * A page whose name is the query comes first: an entity has its names in every language, and its
//   other spellings. Then names that the query is a part of, then what has the words of the query
//   one after another, then what has all of them in its title, then the rest.
// * Within these, whole words come before beginnings of words, then what weighs more: of names, the
//   one that more claims are about; of other pages, the claim that matters more. Material's order
//   decides last.
//
// Needs fold.js.

"use strict";

const NAMED = 4;
const PART_OF_NAME = 3;
const PHRASE = 2;
const TITLED = 1;

// `items` as Material's worker gives them: pages, each a list of its places, that of the page
// itself without a fragment in its location. `common` says whether a word is too common to count.
function ranked(items, query, common) {
  const asked = queryTokens(query);
  const terms = asked.map((word, at) => ({
    word,
    whole: isShort(word) && at < asked.length - 1,
  }));
  const counted = terms.filter(({ word }) => !common(word));
  const needed = counted.length > 0 ? counted : terms;
  const long = needed.filter(({ word }) => !isShort(word));
  const pages = items.map((places, order) => weighed(places, order, needed, long));
  const most = Math.max(...pages.map((page) => page.most));
  return pages
    .filter((page) => page.most === most && most > 0)
    .map((page) => ({ ...page, tier: tierOf(page, asked, terms) }))
    .sort(
      (a, b) =>
        b.tier - a.tier || b.whole - a.whole || weight(b) - weight(a) || a.order - b.order,
    )
    .map((page) => page.places);
}

function weight({ own, tier }) {
  return own.names === undefined || tier >= PART_OF_NAME ? (own.weight ?? 0) : 0;
}

function isShort(word) {
  return [...word].length < 3;
}

// A page with those of its places that have the most words of the query; its own place stays.
function weighed(places, order, needed, long) {
  const own = places.find((place) => !place.location.includes("#"));
  const title = wordsOf(own.head);
  const seen = places.map((place) => {
    const words = [...wordsOf(place.head), ...wordsOf(place.norm), ...title];
    const found = needed.filter((term) => isIn(words, term));
    const counts = long.length === 0 || found.some((term) => long.includes(term));
    return {
      place,
      found: counts ? found.length : 0,
      whole: found.filter(({ word }) => words.includes(word)).length,
    };
  });
  const most = Math.max(...seen.map(({ found }) => found));
  const best = seen.filter(({ found, place }) => found === most && holds(place, needed));
  const shown = best.map(({ place }) => place);
  return {
    own,
    title,
    order,
    needed,
    most: shown.length > 0 ? most : 0,
    whole: Math.max(0, ...best.map(({ whole }) => whole)),
    places: shown.includes(own) ? shown : [...shown, { ...own, score: 0 }],
  };
}

function holds(place, needed) {
  const words = [...wordsOf(place.head), ...wordsOf(place.norm)];
  return needed.some((term) => isIn(words, term));
}

function wordsOf(marked) {
  return marked.replace(/<\/?mark>/g, "").split(" ");
}

function isIn(words, { word, whole }) {
  return words.some((each) => (whole ? each === word : each.startsWith(word)));
}

function tierOf(page, asked, terms) {
  const names = (page.own.names ?? []).map((name) => queryTokens(plain(name)));
  if (names.some((name) => name.join(" ") === asked.join(" "))) return NAMED;
  if (names.some((name) => follows(name.map((word) => [word]), terms))) return PART_OF_NAME;
  const texts = page.places.flatMap((place) => [place.title, place.text]);
  if (terms.length > 1 && texts.some((text) => follows(readings(text), terms))) return PHRASE;
  return page.needed.every((term) => isIn(page.title, term)) ? TITLED : 0;
}

// The words of a text in its order, each with the forms that a query may have.
function readings(markup) {
  return words(plain(markup)).map((word) => indexTokens(word));
}

function plain(markup) {
  return markup.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt);/g, " ");
}

// Whether the words of the query stand one after another; the last may be unfinished.
function follows(text, terms) {
  const last = terms.length - 1;
  return text.some((_, start) =>
    terms.every(({ word }, at) =>
      (text[start + at] ?? []).some((form) =>
        at === last ? form.startsWith(word) : form === word,
      ),
    ),
  );
}
