// How many the search found, as the page's language counts: Material knows one and many, and writes
// the digits 0 to 9. Without this script its own words stay.
//
// The forms are in theme/main.html, #hy-counts: one for each plural category, with {n} for the number.
//
// And what the link that shares a search copies: Material sets it one change of the words too late.

"use strict";

// Before Material's listener, which is at the body and hears it after those of the document.
document.addEventListener(
  "click",
  ({ target }) => {
    const share = target.closest?.("[data-md-component=search-share]");
    share?.setAttribute("data-clipboard-text", share.href);
  },
  { capture: true },
);

(() => {
  const counts = document.getElementById("hy-counts");
  const results = document.querySelector("[data-md-component=search-result]");
  if (!counts || !results) return;
  const { lang, digits } = counts.dataset;
  const rules = new Intl.PluralRules(lang);
  const forms = {
    ".md-search-result__meta": JSON.parse(counts.dataset.found),
    ".md-search-result__more > summary > div": JSON.parse(counts.dataset.more),
  };

  function inWords(said, form) {
    const number = /^\D*([0-9]+)\D*$/.exec(said)?.[1];
    if (number === undefined) return said; // nothing found, or more than Material counts
    const shown = number.replace(/[0-9]/g, (digit) => [...digits][digit]);
    return form[rules.select(Number(number))].replace("{n}", shown);
  }

  function count() {
    for (const [selector, form] of Object.entries(forms)) {
      for (const element of results.querySelectorAll(selector)) {
        const said = element.textContent.trim();
        const words = inWords(said, form);
        if (words !== said) element.textContent = words;
      }
    }
  }

  // Readers who don't see the results hear how many there are (WCAG 2.2, 4.1.3).
  results.querySelector(".md-search-result__meta")?.setAttribute("role", "status");
  new MutationObserver(count).observe(results, { childList: true, subtree: true });
})();
