/* Inside a chart: marks by keyboard and by touch, what they tell, the words of the codebook behind its terms, the rows of what is shown. */
window.csMarks = (() => {
  "use strict";
  const INSIDE = /^[\w-]+\.html(#[\w-]+)?$/; // a mark leads to a page of the book and nowhere else
  const LAST = new Set(["Sentence", "Before", "After"]); // what a tooltip quotes
  const NEAR = 5; // pixels within which two marks stand in one line
  const pages = new Map(); // every term of the page by its label

  function el(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

  /* The terms that a figure explains, by label. */
  function words(figure) {
    const found = new Map();
    for (const term of figure.querySelectorAll(":scope > .cs-terms dt")) {
      found.set(folded(term.textContent), { label: term.textContent, meaning: term.nextElementSibling.textContent });
    }
    for (const [key, value] of found) pages.set(key, value);
    return found;
  }

  /* The key to the colours: a button each, that says what the codebook means by it. */
  function key(figure) {
    const coloured = [...figure.querySelectorAll(":scope > .cs-terms dt[data-swatch]")];
    if (!coloured.length) return null;
    const list = el("ul", { class: "cs-key-colours", "aria-label": "Key" });
    for (const term of coloured) {
      const button = el("button", { type: "button", class: "cs-term" }, el("span", { class: `cs-swatch cs-${term.dataset.swatch}`, "aria-hidden": "true" }), term.textContent);
      button.setAttribute("aria-description", term.nextElementSibling.textContent);
      const tell = () => show(button, { title: term.textContent, "": term.nextElementSibling.textContent });
      for (const event of ["pointerenter", "focus", "click"]) button.addEventListener(event, tell);
      for (const event of ["pointerleave", "blur"]) button.addEventListener(event, hide);
      list.append(el("li", {}, button));
    }
    return list;
  }

  /* A tooltip as HTML: no empty lines, what is quoted last and under the rest. `safe` escapes. */
  function told(value, safe) {
    if (typeof value !== "object") return safe(String(value));
    const { title, ...rest } = value, held = Object.entries(rest).filter(([, text]) => text !== "" && text !== null && text !== undefined);
    const lines = held.filter(([name]) => name && !LAST.has(name)).map(([name, text]) => `<tr><td class="key">${safe(name)}</td><td class="value">${safe(String(text))}</td></tr>`);
    const quotes = held.filter(([name]) => LAST.has(name)).map(([name, text]) => `<p class="cs-told">${name === "Sentence" ? "" : `<b>${safe(name)}</b> `}“${safe(String(text))}”</p>`);
    const plain = held.filter(([name]) => !name).map(([, text]) => `<p class="cs-meant">${safe(String(text))}</p>`);
    return (title ? `<h2>${safe(String(title))}</h2>` : "") + (lines.length ? `<table>${lines.join("")}</table>` : "") + quotes.join("") + plain.join("");
  }

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

  function tip() {
    return document.getElementById("vg-tooltip-element") ?? document.body.appendChild(el("div", { id: "vg-tooltip-element", class: "vg-tooltip" }));
  }

  /* Shows `value` under `node`, or above it where there is no room. */
  function show(node, value) {
    const box = node.getBoundingClientRect(), card = tip();
    card.innerHTML = told(value, escaped);
    card.classList.add("visible");
    const size = card.getBoundingClientRect(), below = box.bottom + 8 + size.height <= innerHeight;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
    card.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - size.height - 8)}px`;
  }

  function hide() {
    document.getElementById("vg-tooltip-element")?.classList.remove("visible");
  }

  const item_of = (node) => (Array.isArray(node.__data__) ? node.__data__[0] : node.__data__);
  const telling = (item) => !!item?.tooltip && typeof item.tooltip === "object";

  /* The marks that tell or lead somewhere, in the order in which they are read; each once. */
  function marks(figure) {
    const found = new Map();
    for (const node of figure.plot.querySelectorAll("svg path, svg text")) {
      const item = item_of(node);
      if (!item?.mark || !(telling(item) || INSIDE.test(item.href ?? ""))) continue;
      const same = JSON.stringify([item.href ?? "", telling(item) ? item.tooltip : node.textContent]);
      if (found.has(same)) continue;
      const box = node.getBoundingClientRect();
      if (box.width || box.height) found.set(same, { node, item, x: box.left + box.width / 2, y: box.top + box.height / 2 });
    }
    return [...found.values()].sort((a, b) => (Math.abs(a.y - b.y) > NEAR ? a.y - b.y : a.x - b.x));
  }

  function beside(all, from, step) {
    const ahead = all.filter((mark) => (mark.y - from.y) * step > NEAR);
    const far = (mark) => Math.abs(mark.y - from.y) + 2 * Math.abs(mark.x - from.x);
    return ahead.length ? ahead.reduce((best, mark) => (far(mark) < far(best) ? mark : best)) : from;
  }

  function spoken(figure, mark) {
    const label = telling(mark.item) ? mark.node.getAttribute("aria-label") ?? "" : mark.node.textContent, term = figure.words.get(folded(mark.node.textContent));
    const rest = telling(mark.item) ? mark.item.tooltip.Sentence ?? "" : term?.meaning ?? "";
    return [label, rest, INSIDE.test(mark.item.href ?? "") ? "Enter follows the link." : ""].filter(Boolean).join(". ");
  }

  function tell(figure, mark) {
    const term = figure.words.get(folded(mark.node.textContent));
    if (telling(mark.item)) show(mark.node, mark.item.tooltip);
    else if (term) show(mark.node, { title: term.label, "": term.meaning });
    else hide();
  }

  /* Arrow keys walk through the marks, Enter follows the link; a first tap tells, a second one follows. */
  function walk(figure) {
    if (figure.walked) return;
    figure.walked = true;
    const { plot, said } = figure, ring = el("span", { class: "cs-ring", "aria-hidden": "true" });
    let at = 0, tapped = null, by = "";
    figure.chart.append(ring);

    function stand(all, mark) {
      at = all.indexOf(mark);
      mark.node.scrollIntoView({ block: "nearest", inline: "nearest" });
      const box = mark.node.getBoundingClientRect(), frame = figure.chart.getBoundingClientRect();
      Object.assign(ring.style, {
        display: "block", left: `${box.left - frame.left + figure.chart.scrollLeft - 3}px`, top: `${box.top - frame.top + figure.chart.scrollTop - 3}px`,
        width: `${box.width + 6}px`, height: `${box.height + 6}px`,
      });
      plot.dataset.at = mark.item.href ?? "";
      said.textContent = spoken(figure, mark);
      tell(figure, mark);
    }

    function leave() {
      ring.style.display = "none";
      hide();
    }

    plot.addEventListener("focus", () => {
      if (!plot.matches(":focus-visible")) return;
      const all = marks(figure);
      if (all.length) stand(all, all[Math.min(at, all.length - 1)]);
    });
    plot.addEventListener("blur", leave);
    plot.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return leave();
      const all = marks(figure), here = all[Math.min(at, all.length - 1)];
      if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
      const moves = {
        ArrowRight: () => all[Math.min(all.indexOf(here) + 1, all.length - 1)], ArrowLeft: () => all[Math.max(all.indexOf(here) - 1, 0)],
        ArrowDown: () => beside(all, here, 1), ArrowUp: () => beside(all, here, -1), Home: () => all[0], End: () => all.at(-1),
      };
      if (event.key === "Enter" && INSIDE.test(here.item.href ?? "")) location.href = here.item.href;
      else if (moves[event.key]) stand(all, moves[event.key]());
      else return;
      event.preventDefault();
    });
    plot.addEventListener("pointerdown", (event) => { by = event.pointerType; }, true);
    plot.addEventListener("click", (event) => {
      const item = item_of(event.target);
      if (by !== "touch" || !telling(item) || item === tapped) return;
      tapped = item;
      event.stopPropagation();
      event.preventDefault();
      show(event.target, { ...item.tooltip, ...(INSIDE.test(item.href ?? "") ? { "": "Tap again to read the sentence." } : {}) });
    }, true);
    plot.addEventListener("pointerover", (event) => {
      const term = event.target.closest?.("text") && figure.words.get(folded(event.target.closest("text").textContent));
      if (term && event.pointerType === "mouse") show(event.target, { title: term.label, "": term.meaning });
    });
    plot.addEventListener("pointerout", (event) => { if (event.target.closest?.("text") && !telling(item_of(event.target))) hide(); });
  }

  /* What the chart shows now, one row a mark: the lines of its tooltip and the link to its sentence. */
  function csv(figure) {
    const rows = marks(figure).filter((mark) => telling(mark.item)).map(({ item }) => ({ ...item.tooltip, Link: item.href ?? "" }));
    if (!rows.length) return null;
    const head = [...new Set(rows.flatMap(Object.keys))];
    return window.csTables.lines([head, ...rows.map((row) => head.map((name) => String(row[name] ?? "")))]);
  }

  /* Chips in tables and text say what they mean, too. */
  document.addEventListener("pointerover", (event) => {
    const chip = event.target.closest?.(".cs-chip"), term = chip && pages.get(folded(chip.textContent));
    if (term) show(chip, { title: term.label, "": term.meaning });
  });
  document.addEventListener("pointerout", (event) => { if (event.target.closest?.(".cs-chip")) hide(); });

  return { words, key, told, walk, csv };
})();
