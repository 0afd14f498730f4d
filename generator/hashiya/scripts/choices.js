// What Material remembers for a reader, and the colours that they chose, before the page is shown.
// Material has this inside every page (partials/javascripts); here it is a file, so that the policy
// lets no script run that stands in a page. The names and what is stored are Material's.

"use strict";

(() => {
  const key = (place, name) => `${place.pathname}.${name}`;

  globalThis.__md_scope = new URL(document.currentScript.dataset.scope, location);
  globalThis.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  globalThis.__md_get = (name, store = localStorage, place = __md_scope) => JSON.parse(store.getItem(key(place, name)));
  globalThis.__md_set = (name, value, store = localStorage, place = __md_scope) => {
    try {
      store.setItem(key(place, name), JSON.stringify(value));
    } catch {
      return; // the browser remembers nothing
    }
  };

  const colours = __md_get("__palette")?.color;
  if (!colours) return;
  if (colours.media === "(prefers-color-scheme)") {
    const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${wanted})"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) {
      colours[name] = option.getAttribute(`data-md-color-${name}`);
    }
  }
  for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
