// What is measured in a page, by the standards and not by the site's own classes where that is
// possible. Each function gives a list of findings: {rule, where, said}.

"use strict";

window.hashiyaAudit = (() => {
  const ROUNDING = 1; // px; layout is in 64ths, and scrollWidth is rounded
  const LEAST_TARGET = 24; // CSS px, WCAG 2.2, 2.5.8

  // An element by its own name and that of the one around it: the same for all of one kind.
  function path(element) {
    const named = (e) => e.localName + [...e.classList].slice(0, 2).map((name) => `.${name}`).join("");
    let outer = element.parentElement;
    while (outer && outer !== document.body && outer.classList.length === 0) outer = outer.parentElement;
    return outer ? `${named(outer)} ${named(element)}` : named(element);
  }

  function visible(element) {
    const shown = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    if (!element.checkVisibility(shown)) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  }

  // Whether something around an element cuts it off or scrolls, sideways.
  function contained(element) {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX !== "visible") return true;
      if (style.clip !== "auto" || style.clipPath !== "none") return true;
    }
    return false;
  }

  // Material keeps its drawer beside the window until it is opened.
  const drawn = (element) => element.closest(".md-sidebar--primary, .md-skip") !== null;

  function overflow() {
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > root.clientWidth) {
      const said = `the page is ${root.scrollWidth} px wide in ${root.clientWidth}`;
      found.push({ rule: "overflow", where: "html", said });
    }
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.left >= -ROUNDING && box.right <= root.clientWidth + ROUNDING) continue;
      if (!visible(element) || drawn(element) || contained(element)) continue;
      if (getComputedStyle(element).clip !== "auto") continue;
      const said = `from ${Math.round(box.left)} to ${Math.round(box.right)} in ${root.clientWidth}`;
      found.push({ rule: "sticks-out", where: path(element), said });
    }
    return found;
  }

  // The size at which letters are drawn: of SVG, by its scale.
  function drawnSize(element) {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    return matrix ? size * Math.hypot(matrix.c, matrix.d) : size;
  }

  function sizes(least) {
    const found = [];
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!/[\p{L}\p{N}]/u.test(walker.currentNode.data) || seen.has(element)) continue;
      seen.add(element);
      if (element.closest("sup.hy-ref, title, desc, script, style") || !visible(element)) continue;
      const size = drawnSize(element);
      if (size >= least - 0.05) continue;
      const text = walker.currentNode.data.trim().slice(0, 30);
      found.push({ rule: "small-text", where: path(element), said: `${size.toFixed(1)} px: ${text}` });
    }
    return found;
  }

  const WITHIN_TEXT = new Set(["inline", "contents", "ruby"]);

  // A target in a line of text is as high as the line (WCAG 2.2, 2.5.8, exception "inline").
  function inline(target) {
    if (!WITHIN_TEXT.has(getComputedStyle(target).display)) return false;
    let block = target.parentElement;
    while (WITHIN_TEXT.has(getComputedStyle(block).display)) block = block.parentElement;
    const own = [...block.querySelectorAll("a, button")].map((a) => a.textContent).join("");
    const signs = (text) => text.replace(/\s/gu, "").length;
    return signs(block.textContent) > signs(own);
  }

  function targets() {
    const selector = "a[href], button, input:not([type=hidden]), select, summary, label[for], [role=button]";
    const all = [...document.querySelectorAll(selector)]
      .filter((e) => visible(e) && !drawn(e) && !(e.matches("input") && e.matches(".md-toggle")))
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    const small = new Set(
      all.filter(({ box }) => Math.min(box.width, box.height) < LEAST_TARGET - 0.02));
    const found = [];
    for (const { element, box } of small) {
      if (inline(element)) continue;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const near = all.find((other) => other.element !== element
        && distance(x, y, other) < (small.has(other) ? LEAST_TARGET : LEAST_TARGET / 2)
        && !element.contains(other.element) && !other.element.contains(element));
      if (!near) continue;
      const said = `${box.width.toFixed(1)} × ${box.height.toFixed(1)} px, and too near ${path(near.element)}`;
      found.push({ rule: "small-target", where: path(element), said });
    }
    return found;

    // From a point to the centre of a small target, or to the box of a large one.
    function distance(x, y, other) {
      const { box } = other;
      if (small.has(other)) {
        return Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
      }
      const dx = Math.max(box.left - x, 0, x - box.right);
      const dy = Math.max(box.top - y, 0, y - box.bottom);
      return Math.hypot(dx, dy);
    }
  }

  function structure() {
    const found = [];
    const expect = (holds, rule, said, where = "html") => {
      if (!holds) found.push({ rule, where, said });
    };
    const root = document.documentElement;
    expect(root.lang, "lang", "html has no lang");
    const direction = document.body.dir || root.dir;
    expect(["ltr", "rtl"].includes(direction), "dir", "neither html nor body has a dir");
    const heads = [...document.querySelectorAll("h1")].filter(visible).length;
    expect(heads === 1, "h1", `${heads} visible h1`);
    let last = 0;
    for (const heading of [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(visible)) {
      const level = Number(heading.localName[1]);
      const said = `h${level} after ${last ? `h${last}` : "nothing"}`;
      expect(level <= last + 1, "heading-order", said, path(heading));
      last = level;
    }
    const ids = new Map();
    for (const { id } of document.querySelectorAll("[id]")) ids.set(id, (ids.get(id) ?? 0) + 1);
    for (const [id, number] of ids) expect(number === 1, "duplicate-id", `${number} × id=${id}`);
    for (const selector of ["header", "nav", "main", "footer"]) {
      const inside = [...document.querySelectorAll(selector)].filter((e) => selector !== "header"
        || !e.closest("main"));
      expect(inside.length > 0, "landmark", `no ${selector}`);
      for (const nav of selector === "nav" ? inside : []) {
        const named = nav.getAttribute("aria-label") || nav.getAttribute("aria-labelledby");
        expect(named, "landmark", "a nav without a name", path(nav));
      }
    }
    const skip = document.querySelector("a.md-skip");
    const target = skip && document.getElementById(decodeURIComponent(skip.hash.slice(1)));
    expect(skip && target && target.closest("main"), "skip-link", "no link past the navigation");
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1));
      const there = id === "" || document.getElementById(id);
      expect(there, "dead-anchor", `nothing has the id ${id}`, path(link));
    }
    return found;
  }

  // --- contrast where axe doesn't judge: a colour on the nearest ground that is painted ----------

  function luminance([r, g, b]) {
    const linear = (p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  }

  // A colour as red, green, blue and alpha, whatever form CSS gives it in.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  const over = ([r, g, b, a], [r0, g0, b0]) =>
    [r * a + r0 * (1 - a), g * a + g0 * (1 - a), b * a + b0 * (1 - a), 1];

  // In a drawing the ground of a word is what was painted below its middle, not what holds it.
  function painted(element) {
    if (!(element instanceof SVGElement)) return null;
    element.scrollIntoView({ block: "center" });
    const box = element.getBoundingClientRect();
    const there = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    for (const each of there) {
      if (!(each instanceof SVGGeometryElement)) continue;
      const fill = getComputedStyle(each).fill;
      if (fill === "none") continue; // a canvas would keep the colour before it
      const colour = rgba(fill);
      if (colour[3] === 1) return colour;
    }
    return null;
  }

  function ground(element) {
    const shape = painted(element);
    if (shape) return shape;
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  }

  function contrast(selectors) {
    const found = [];
    for (const selector of selectors) {
      const element = document.querySelector(selector);
      if (!element || !visible(element)) continue;
      const behind = ground(element);
      const style = getComputedStyle(element);
      const paint = element instanceof SVGElement ? style.fill : style.color;
      const letters = over(rgba(paint), behind);
      const [light, dark] = [luminance(letters), luminance(behind)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < 4.5) found.push({ rule: "contrast", where: path(element), said: ratio.toFixed(2) });
    }
    return found;
  }

  // --- axe --------------------------------------------------------------------------------------

  async function axe(options) {
    const result = await window.axe.run(document, {
      ...options,
      resultTypes: ["violations", "incomplete"],
      rules: { "target-size": { enabled: true }, ...options.rules },
    });
    const found = result.violations.flatMap((violation) => violation.nodes.map((node) => ({
      rule: `axe:${violation.id}`,
      where: node.target.flat().join(" "),
      said: `${violation.impact}: ${node.failureSummary.split("\n")[1]?.trim() ?? violation.help}`,
    })));
    const unsure = result.incomplete.filter(({ id }) => id === "color-contrast");
    const selectors = unsure.flatMap(({ nodes }) => nodes.map((node) => node.target.flat().join(" ")));
    const others = result.incomplete.filter(({ id }) => id !== "color-contrast").map(({ id }) => id);
    return { found: [...found, ...contrast(selectors)], unsure: selectors.length, others };
  }

  return { overflow, sizes, targets, structure, contrast, axe };
})();
