// The way back from a source. A reader who follows a note, or a claim's ¶, to a paragraph finds a link
// there to the very number that they came from. Without this script the paragraph still names every
// claim that rests on it, and the browser's own way back works.

"use strict";

(() => {
  const KEY = "hashiya:from"; // one for the window: where the last such link was followed
  const LINKS = "a.hy-locator, a.hy-chain__paragraph";

  const here = () => location.href.replace(/#.*$/, "");

  // A browser may refuse to remember: then there is only the page that they came from.
  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function remember(from) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(from));
    } catch {
      return;
    }
  }

  // The call whose note is open, or that of the note or the claim in which the link stands.
  function callOf(link) {
    if (link.closest("#hy-popup")) return document.querySelector('a.footnote-ref[aria-expanded="true"]');
    const back = link.closest(".hy-note")?.querySelector("a.footnote-backref");
    if (back) return document.getElementById(decodeURIComponent(back.hash.slice(1)));
    return link.closest("article, section, figure")?.querySelector("a.footnote-ref");
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(LINKS);
      if (!link) return;
      const call = callOf(link);
      remember({
        to: link.href.replace(/#.*$/, ""),
        back: here() + (call?.id ? `#${call.id}` : ""),
      });
    },
    { capture: true },
  );

  // Where the reader was, if that was a page of this site and another one than this.
  function before() {
    const from = remembered();
    if (from && from.to === here() && from.back.startsWith(`${location.origin}/`)) return from.back;
    const page = document.referrer;
    return page.startsWith(`${location.origin}/`) && page.replace(/#.*$/, "") !== here() ? page : "";
  }

  const way = document.getElementById("hy-back");
  if (!way) return;
  const link = way.querySelector("a");

  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const words = target?.closest(".hy-paragraph")?.querySelector(".hy-paragraph__words");
    const back = before();
    way.hidden = !(words && back);
    if (way.hidden) return;
    link.href = back;
    words.prepend(way);
    target.scrollIntoView(); // the link has moved the words down
  }

  addEventListener("hashchange", arrive);
  arrive();
})();
