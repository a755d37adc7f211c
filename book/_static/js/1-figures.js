/* Draws every .cs-figure: tabs for chart and table, controls, key, downloads, light and dark, wide and narrow. Marks and words: 4-marks.js. */
(() => {
  "use strict";
  const html = document.documentElement;
  html.classList.add("cs-live");
  const here = document.currentScript.src;
  const page = (location.pathname.split("/").pop() || "index").replace(/\.html$/, "") || "index";
  const NARROW = 620; // pixels of room below which a figure takes its narrow layout
  let vega = null;

  function el(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function unlegended(node) {
    if (!node || typeof node !== "object") return;
    for (const [name, value] of Object.entries(node)) {
      if (name === "datasets" || name === "data" || name === "config") continue;
      if (name === "legend") node.legend = null;
      else unlegended(value);
    }
  }

  function load(file) {
    return new Promise((done, fail) => {
      const script = el("script", { src: new URL(`../vega/${file}`, here).href });
      script.onload = done;
      script.onerror = () => fail(new Error(`${file} is missing`));
      document.head.append(script);
    });
  }

  const dark = () => html.dataset.theme === "dark";
  const vegaReady = () => (vega ??= Promise.all([load("vega.js").then(() => load("vega-interpreter.js")), load("theme.js"), document.fonts.ready]));

  class Figure {
    constructor(node) {
      this.node = node;
      this.name = `${page}-${node.dataset.name}`;
      this.chart = node.querySelector(":scope > .cs-chart");
      this.table = node.querySelector(":scope > .cs-table");
      const spec = node.querySelector(":scope > .cs-spec");
      this.spec = spec && JSON.parse(spec.textContent);
      const narrow = node.querySelector(":scope > .cs-spec-narrow");
      this.narrow = narrow && JSON.parse(narrow.textContent);
      this.title = node.querySelector(".cs-title")?.textContent ?? "";
      this.note = node.querySelector(".cs-note")?.textContent ?? "";
      this.view = null;
      this.signals = {};
      this.drawing = Promise.resolve();
      this.frame();
    }

    frame() {
      const { node, chart, table } = this;
      const rows = table?.querySelector("table");
      const bar = el("div", { class: "cs-bar" });
      node.dataset.shown = this.spec ? "chart" : "table";
      if (this.spec) {
        this.label = chart.getAttribute("aria-label") ?? this.title;
        for (const name of ["role", "aria-label"]) chart.removeAttribute(name);
        chart.querySelector("noscript")?.remove();
        this.controls = el("div", { class: "cs-controls" });
        this.plot = el("div", { class: "cs-plot", role: "application", tabindex: "0", "aria-roledescription": "chart", "aria-label": `${this.title}. Arrow keys go from mark to mark. ${this.label}` });
        this.still = el("img", { class: "cs-print", alt: this.label, loading: "eager" });
        chart.before(this.controls);
        this.said = el("p", { class: "cs-said", "aria-live": "polite" });
        chart.append(this.plot, this.still, this.said);
        this.words = window.csMarks.words(node);
        this.key = window.csMarks.key(node);
        if (this.key) chart.before(this.key);
        if (rows) bar.append(this.tabs());
      }
      const downloads = el("span", { class: "cs-downloads", role: "group", "aria-label": `Download: ${this.title}` }, el("span", { "aria-hidden": "true" }, "Download"));
      const offer = (kind, make) => {
        const button = el("button", { type: "button", "aria-label": `Download as ${kind}` }, kind);
        button.addEventListener("click", async () => save(await make(), `${this.name}.${kind.toLowerCase()}`));
        downloads.append(button);
      };
      if (this.spec) {
        offer("SVG", () => this.svg());
        offer("PNG", () => this.png());
      }
      if (rows) offer("CSV", async () => new Blob(["\ufeff", (await this.csv()) ?? window.csTables.csv(rows)], { type: "text/csv" }));
      if (downloads.querySelector("button")) bar.append(downloads);
      if (bar.childNodes.length) node.querySelector("figcaption").after(bar);
    }

    tabs() {
      const list = el("div", { class: "cs-tabs", role: "tablist", "aria-label": this.title });
      const panels = { chart: this.chart, table: this.table };
      const buttons = Object.entries({ chart: "Chart", table: "Table" }).map(([kind, label]) => {
        const id = `tab-${this.node.dataset.name}-${kind}`;
        const panel = panels[kind];
        panel.id ||= `panel-${this.node.dataset.name}-${kind}`;
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", id);
        const button = el("button", { type: "button", role: "tab", id, "aria-controls": panel.id }, label);
        button.addEventListener("click", () => this.show(kind));
        button.dataset.kind = kind;
        return button;
      });
      list.addEventListener("keydown", (event) => {
        if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
        event.preventDefault();
        this.show(this.node.dataset.shown === "chart" ? "table" : "chart", true);
      });
      list.append(...buttons);
      this.buttons = buttons;
      this.show("chart");
      return list;
    }

    show(kind, focus = false) {
      this.node.dataset.shown = kind;
      for (const button of this.buttons) {
        const on = button.dataset.kind === kind;
        button.setAttribute("aria-selected", String(on));
        button.tabIndex = on ? 0 : -1;
        if (on && focus) button.focus();
      }
    }

    draw() {
      this.drawing = this.drawing.then(() => this.redraw()).catch((fault) => {
        console.error(fault);
        this.plot.replaceChildren(el("p", { class: "cs-chart-failed" }, "This chart could not be drawn. The table has its figures."));
      });
      return this.drawing;
    }

    /* Narrow screens have a layout of their own, where the figure brings one. */
    get form() {
      return this.narrow && this.node.clientWidth < NARROW ? "narrow" : "wide";
    }

    /* Draws the specification into `place`; the key stands in the page, so the chart itself has one only in files. */
    async embed(place, spec, options, legend) {
      await vegaReady();
      spec = structuredClone(spec);
      if (dark()) spec.config = structuredClone(window.csTheme.dark);
      if (!legend) unlegended(spec);
      const drawn = await window.vegaEmbed(place, spec, {
        mode: "vega-lite", renderer: "svg", actions: false, defaultStyle: false, ast: true, expr: window.vegaInterpreter.expressionInterpreter,
        tooltip: { disableDefaultStyle: true, formatTooltip: window.csMarks.told }, ...options,
      });
      for (const [name, value] of Object.entries(this.signals)) drawn.view.signal(name, value);
      await drawn.view.runAsync();
      return drawn.view;
    }

    async redraw() {
      const spec = this[this.form === "narrow" ? "narrow" : "spec"];
      this.signals = this.state();
      this.view?.finalize();
      this.controls.replaceChildren();
      this.view = await this.embed(this.plot, spec, { bind: this.controls }, !this.key);
      this.bound = new Set((spec.params ?? []).filter((param) => param.bind).map((param) => param.name));
      // Vega gives roles to groups of marks that have no name, even to empty ones; the plot as a whole carries the text alternative
      this.plot.querySelectorAll("svg [role]:not([aria-label])").forEach((group) => group.removeAttribute("role"));
      this.name_controls();
      window.csMarks.walk(this);
      this.plot.classList.toggle("cs-fit", !!this.narrow); // between telephone and desk the wide layout is made a little smaller
      const scrolls = this.chart.scrollWidth > this.chart.clientWidth + 1;
      scrolls ? this.chart.setAttribute("tabindex", "0") : this.chart.removeAttribute("tabindex");
      this.node.dataset.drawn = dark() ? "dark" : "light";
      this.node.dataset.form = this.drawn_as = this.form;
    }

    /* What the reader chose in the inputs of the chart. */
    state() {
      return this.view?.getState({ signals: (name, operator) => !!name && this.bound.has(name), data: () => false }).signals ?? {};
    }

    /* The marks as rows where the reader's inputs decide which there are; else null, and the table is the file. */
    async csv() {
      if (this.node.dataset.shown !== "chart" || !this.bound?.size) return null;
      await this.drawing;
      return window.csMarks.csv(this);
    }

    /* The chart as it stands, drawn once more with its key inside. */
    async copy(use) {
      await this.drawing;
      this.signals = this.state();
      const place = el("div", { class: "cs-plot cs-aside", style: `width: ${this.plot.clientWidth}px` });
      this.chart.append(place);
      const view = await this.embed(place, this.spec, { bind: el("div") }, true);
      const made = await use(view);
      view.finalize();
      place.remove();
      return made;
    }

    name_controls() {
      this.controls.querySelectorAll(".vega-bind").forEach((row) => {
        const label = row.querySelector(".vega-bind-name")?.textContent.replace(/[:\s]+$/, "") ?? "";
        row.querySelectorAll("input, select").forEach((input) => {
          if (input.type !== "radio" && !input.getAttribute("aria-label")) input.setAttribute("aria-label", label);
          const first = input.type === "range" && /^Days after (.+)$/.exec(label)?.[1];
          if (first) dated(row, input, Date.parse(`${first} UTC`));
        });
      });
    }

    /* What is shown, under its title and over its note, on paper of its own. */
    async svg() {
      const inner = await this.copy((view) => view.toSVG());
      const width = Number(/width="([\d.]+)"/.exec(inner)[1]), height = Number(/height="([\d.]+)"/.exec(inner)[1]);
      const sheet = this.sheet(width, height);
      const text = sheet.lines.map((line) => `<text x="${sheet.pad}" y="${line.y}" font-family="${xml(sheet.family)}" font-size="${line.size}" font-weight="${line.weight}" fill="${line.colour}">${xml(line.text)}</text>`).join("");
      return new Blob([
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${sheet.width}" height="${sheet.height}" viewBox="0 0 ${sheet.width} ${sheet.height}">`,
        `<rect width="100%" height="100%" fill="${sheet.paper}"/>${text}<g transform="translate(${sheet.pad},${sheet.top})">${inner}</g></svg>`,
      ], { type: "image/svg+xml" });
    }

    async png() {
      const scale = 2, chart = await this.copy((view) => view.toCanvas(scale));
      const sheet = this.sheet(chart.width / scale, chart.height / scale);
      const canvas = el("canvas", { width: sheet.width * scale, height: sheet.height * scale });
      const pen = canvas.getContext("2d");
      pen.fillStyle = sheet.paper;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(chart, sheet.pad * scale, sheet.top * scale, chart.width, chart.height);
      pen.scale(scale, scale);
      for (const line of sheet.lines) {
        pen.font = `${line.weight} ${line.size}px ${sheet.family}`;
        pen.fillStyle = line.colour;
        pen.fillText(line.text, sheet.pad, line.y);
      }
      return new Promise((done) => canvas.toBlob(done, "image/png"));
    }

    sheet(width, height) {
      const style = getComputedStyle(html), pad = 16, inner = Math.max(width, 320), colour = (name) => style.getPropertyValue(name).trim();
      const family = colour("--cs-sans").replaceAll('"', "'"), lines = [];
      let y = pad + 14;
      for (const text of wrap(this.title, inner, `650 17px ${family}`)) { lines.push({ text, y, size: 17, weight: 650, colour: colour("--cs-ink") }); y += 23; }
      const top = y - 6;
      y = top + height + 20;
      for (const text of wrap([this.note, `${document.title} · commitscape`].filter(Boolean).join(" — "), inner, `400 11px ${family}`)) { lines.push({ text, y, size: 11, weight: 400, colour: colour("--cs-quiet") }); y += 16; }
      return { width: Math.ceil(inner + 2 * pad), height: Math.ceil(y), pad, top, lines, family, paper: colour("--cs-paper") };
    }
  }

  /* A slider of days says the day, not how many days it is after the first. */
  function dated(row, input, first) {
    const tell = () => {
      const day = new Date(first + Number(input.value) * 864e5).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
      const shown = row.querySelector("span.vega-bind-value, label > span:last-child") ?? input.nextElementSibling;
      if (shown) shown.textContent = day;
      input.setAttribute("aria-valuetext", day);
    };
    row.querySelector(".vega-bind-name").textContent = "As reported up to";
    input.setAttribute("aria-label", "As reported up to");
    input.addEventListener("input", () => requestAnimationFrame(tell));
    tell();
  }

  function wrap(text, width, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const lines = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  const xml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

  function save(blob, name) {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function start() {
    const figures = [...document.querySelectorAll(".cs-figure")].map((node) => new Figure(node));
    const charts = figures.filter((figure) => figure.spec);
    window.csFigures = figures;
    if (!charts.length) return;
    let drawnIn = html.dataset.theme;
    for (const figure of charts) await figure.draw();
    performance.mark("cs-drawn");
    for (const figure of charts) figure.still.src = new URL(`../figures/${figure.name}.svg`, here).href;
    addEventListener("resize", () => charts.filter((figure) => figure.drawn_as !== figure.form).forEach((figure) => {
      delete figure.node.dataset.drawn;
      figure.draw();
    }));
    new MutationObserver(() => {
      if (html.dataset.theme === drawnIn) return;
      drawnIn = html.dataset.theme;
      charts.forEach((figure) => figure.draw());
    }).observe(html, { attributes: true, attributeFilter: ["data-theme"] });
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
