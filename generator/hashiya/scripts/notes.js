// Shows a footnote where it is cited: a card beside the number, or on a small or touched screen a
// sheet at the bottom of the window. Without this script the number is a link to the note.
//
// The card (theme/main.html, #hy-popup) is one for the page. It holds a copy of the note, which is
// `<li id="fn:K">`. With the keyboard, the arrow down leads from the number into the card, where Tab
// goes from link to link and then on in the page; Enter on the number leads to the note itself, and
// Escape closes and goes back to the number. Tab alone passes a card by: a page has many.

"use strict";

(() => {
  const card = document.getElementById("hy-popup");
  if (!card) return;
  const body = card.querySelector(".hy-popup__body");
  const go = card.querySelector(".hy-popup__go");
  const close = card.querySelector(".hy-popup__close");
  const sheet = matchMedia("(max-width: 600px), (pointer: coarse)");
  const MARGIN = 8; // px between the card and the window's edge
  const GAP = 6; // px between the card and the number
  const OPEN_AFTER = 120; // ms, so that a passing mouse opens nothing
  const CLOSE_AFTER = 250; // ms, so that the mouse can travel to the card

  let reference = null; // the link whose note is shown
  let timer = 0;
  let returning = false; // the focus goes back to a number, whose card is to stay closed

  const referenceOf = (target) =>
    target instanceof Element ? target.closest("a.footnote-ref") : null;

  const noteOf = (link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1)));

  function show(link) {
    clearTimeout(timer);
    const note = noteOf(link);
    if (!note) return false;
    if (reference === link) return true;
    hide();
    reference = link;
    body.replaceChildren(...copyOf(note));
    body.lang = note.closest("[lang]")?.lang ?? "";
    go.href = link.hash;
    card.hidden = false;
    card.classList.toggle("hy-popup--sheet", sheet.matches);
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent.trim());
    card.classList.toggle("hy-popup--keys", link.matches(":focus-visible"));
    if (sheet.matches) {
      card.style.cssText = "";
      body.scrollTop = 0;
      close.focus({ preventScroll: true });
    } else {
      place();
    }
    link.setAttribute("aria-expanded", "true");
    return true;
  }

  function copyOf(note) {
    const copy = note.cloneNode(true);
    for (const back of copy.querySelectorAll(".hy-note__backs, .footnote-backref")) back.remove();
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    return copy.childNodes;
  }

  // Below the number where there is room, otherwise above it, and never over an edge.
  function place() {
    if (!reference || card.classList.contains("hy-popup--sheet")) return;
    const line = reference.getClientRects()[0] ?? reference.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const height = window.innerHeight;
    const top = Math.max(header(), MARGIN);
    if (line.bottom < top || line.top > height) return hide();
    const below = height - line.bottom - GAP - MARGIN;
    const above = line.top - GAP - top;
    card.style.maxWidth = `${width - 2 * MARGIN}px`;
    card.style.maxHeight = "none";
    const wanted = card.offsetHeight;
    const under = wanted <= below || below >= above;
    const room = Math.max(under ? below : above, 0);
    card.style.maxHeight = `${room}px`;
    const shown = Math.min(wanted, room);
    const centred = line.left + line.width / 2 - card.offsetWidth / 2;
    card.style.left = `${Math.max(MARGIN, Math.min(centred, width - card.offsetWidth - MARGIN))}px`;
    card.style.top = `${under ? line.bottom + GAP : line.top - GAP - shown}px`;
  }

  // The header sticks to the window and would lie over the card.
  function header() {
    const bar = document.querySelector(".md-header");
    return bar ? bar.getBoundingClientRect().bottom : 0;
  }

  function hide() {
    clearTimeout(timer);
    if (!reference) return;
    const link = reference;
    const held = card.contains(document.activeElement);
    reference = null;
    card.hidden = true;
    link.removeAttribute("aria-expanded");
    if (!held) return;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || sheet.matches) return;
    const link = referenceOf(event.target);
    if (link) later(() => show(link), OPEN_AFTER);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (reference && document.activeElement !== reference) later(hide, CLOSE_AFTER);
    else clearTimeout(timer);
  });

  document.addEventListener("focusin", (event) => {
    if (returning) return;
    const link = referenceOf(event.target);
    if (link && !sheet.matches && link.matches(":focus-visible")) show(link);
    else if (reference && link !== reference && !card.contains(event.target)) hide();
  });

  document.addEventListener("click", (event) => {
    const link = referenceOf(event.target);
    if (link && sheet.matches && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (reference !== link && show(link)) event.preventDefault();
      else hide();
    } else if (link || event.target.closest?.(".hy-popup__go, .hy-popup__close")) {
      const leads = event.target.closest(".hy-popup__go");
      hide();
      if (leads) document.activeElement?.blur();
    } else if (reference && !card.contains(event.target)) {
      hide();
    }
  });

  // Material's search and drawer close on Escape too; a card is on top of both.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !reference) return;
      event.stopPropagation();
      hide();
    },
    { capture: true },
  );

  // Into the card, and out of it at either end: as if it stood right behind its number.
  document.addEventListener("keydown", (event) => {
    if (!reference || sheet.matches || event.altKey || event.ctrlKey || event.metaKey) return;
    const link = reference;
    const links = [...body.querySelectorAll("a[href]")];
    const at = document.activeElement;
    if (event.key === "ArrowDown" && at === link) {
      event.preventDefault();
      body.focus({ preventScroll: true });
    } else if (event.key === "Tab" && event.shiftKey && (at === body || at === links[0])) {
      event.preventDefault();
      link.focus({ preventScroll: true });
    } else if (event.key === "Tab" && !event.shiftKey && at === (links.at(-1) ?? body)) {
      hide(); // gives the focus back to the number, from where the browser goes on
    }
  });

  sheet.addEventListener("change", hide);
  addEventListener("resize", place, { passive: true });
  addEventListener("scroll", place, { passive: true });
})();
