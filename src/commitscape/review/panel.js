// The review panel. Python holds the queue and saves; this file draws one position and sends what is asked.
// Everything from documents is set as text (textContent), never as markup.
const KEYS = { a: "accept", c: "correct", r: "reject", n: "add", s: "skip", u: "undo", m: "more", e: "reason" };
const LABELS = { accept: "Accept", correct: "Correct", reject: "Reject", add: "Add new", skip: "Skip", undo: "Undo" };
const FIELDS = [["actor", "Actor"], ["instrument", "Instrument"], ["stance", "Stance"], ["attribution", "Vouched for by"], ["speaker", "Speaker"],
  ["medium", "Credited medium"], ["conditions", "On condition of"]];
const WHY = { unsure: "the machine is unsure", "alone in its cell": "the only position of its cell", disputed: "reports contradict each other", shown: "shown in the landscape" };

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function render({ model, el }) {
  el.classList.add("cs-review");
  el.tabIndex = 0;
  el.dataset.lmSuppressShortcuts = "true"; // single keys are the panel's, not JupyterLab's
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Review of positions");
  let form = null; // "correct" or "add" while its form is open
  let quote = "";
  let reason = "";

  const option = (name, code) => model.get("options")[name]?.find((entry) => entry.code === code);
  const label = (name, code) => option(name, code)?.label ?? code;

  function ask(what) {
    if (document.activeElement !== el) el.focus({ preventScroll: true });
    model.send(what);
  }

  function act(name) {
    const { item, reviewer } = model.get("state");
    if (!reviewer) return el.querySelector("input[name=reviewer]")?.focus();
    if (name === "undo") return ask({ do: "undo" });
    if (!item) return undefined;
    if (name === "reason") return el.querySelector("input[name=reason]")?.focus();
    if (name === "correct" || name === "add") {
      form = name;
      quote = name === "add" ? selected() || item.quote : "";
      draw();
      return el.querySelector("form select")?.focus();
    }
    return send({ do: name });
  }

  function send(what) {
    form = null;
    ask({ ...what, reason });
    if (["accept", "reject", "correct", "add"].includes(what.do)) reason = "";
  }

  function selected() { // words that the reviewer marked in the text
    const chosen = document.getSelection();
    const text = chosen ? chosen.toString().trim() : "";
    return text && el.querySelector(".cs-r-text")?.contains(chosen.anchorNode) ? text : "";
  }

  function keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target.closest("input, select, textarea");
    const name = KEYS[event.key.toLowerCase()];
    event.stopPropagation();
    if (event.key === "Escape" && (form || inside)) {
      form = null;
      draw();
      el.focus({ preventScroll: true });
    } else if (event.key === "Enter" && inside?.form) {
      inside.form.requestSubmit();
    } else if (event.key === "Enter" && inside) { // the reason is written
      el.focus({ preventScroll: true });
    } else if (name && !inside && !form) {
      act(name);
    } else {
      return;
    }
    event.preventDefault();
  }

  function head(state) {
    const bar = make("div", "cs-r-head");
    const total = state.done + state.left;
    bar.append(make("strong", "", state.settle ? "To settle" : "Review"));
    bar.append(make("span", "cs-r-count", `${state.left} left, ${state.done} decided in this sitting`));
    const meter = make("progress");
    meter.max = total || 1;
    meter.value = state.done;
    meter.setAttribute("aria-label", "Decided in this sitting");
    bar.append(meter);
    if (state.reviewer) {
      const who = make("button", "cs-r-who", state.reviewer);
      who.title = "Another reviewer";
      who.addEventListener("click", () => ask({ do: "reviewer", name: "" }));
      bar.append(who);
    }
    return bar;
  }

  function welcome() {
    const ask_name = make("form", "cs-r-welcome");
    const input = make("input");
    input.name = "reviewer";
    input.placeholder = "your name, as it should stand in reviews.csv";
    input.setAttribute("aria-label", "Reviewer");
    const go = make("button", "cs-r-key cs-r-go", "Begin");
    ask_name.append(make("span", "", "Who reviews?"), input, go);
    ask_name.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value.trim()) ask({ do: "reviewer", name: input.value });
    });
    return ask_name;
  }

  function passage(item) {
    const stance = option("stance", item.codes.stance);
    const text = make("div", "cs-r-text");
    text.style.setProperty("--cs-r-stance", stance?.colour ?? "#888");
    const line = make("p", "cs-r-byline");
    line.append(make("strong", "", item.outlet), ` · ${item.day}`, item.said_on ? ` · said on ${item.said_on}` : "", " · ", make("span", "", item.file));
    text.append(line, make("h4", "", item.title));
    for (const { kind, pieces } of item.passage) {
      if (kind === "title" && !pieces.some(([, mark]) => mark)) continue; // it stands above
      if (kind === "gap") { text.append(make("p", "cs-r-gap", "⋯")); continue; }
      const block = make("p", `cs-r-block cs-r-${kind}`);
      block.dir = "auto";
      if (!pieces.some(([, mark]) => mark)) block.classList.add("cs-r-aside");
      for (const [words, mark] of pieces) block.append(mark ? make("mark", mark === 2 ? "cs-r-main" : "", words) : words);
      text.append(block);
    }
    const more = make("button", "cs-r-more", "more text (m)");
    more.addEventListener("click", () => ask({ do: "more" }));
    text.append(more);
    return text;
  }

  function codes(item) {
    const card = make("div", "cs-r-codes");
    const list = make("dl");
    for (const [name, title] of FIELDS) {
      const value = item.codes[name];
      if (!value) continue;
      const shown = make("dd");
      for (const code of name === "conditions" ? value.split("|") : [value]) {
        const known = option(name, code);
        const chip = make("span", name === "stance" ? "cs-r-chip" : "cs-r-value", known?.label ?? code);
        if (known?.colour) { chip.style.background = known.colour; chip.style.color = known.ink; }
        shown.append(chip);
        if (known?.meaning && ["instrument", "stance"].includes(name)) shown.append(make("small", "", known.meaning));
      }
      list.append(make("dt", "", title), shown);
    }
    if (item.amounts.length) list.append(make("dt", "", "Amounts"), make("dd", "", item.amounts.join("; ")));
    card.append(list);
    const why = make("ul", "cs-r-why");
    for (const cause of item.why) why.append(make("li", "", WHY[cause] ?? cause));
    const read = item.origin === "coded" ? "coded by hand" : item.origin === "reviewed" ? "added by a reviewer" : `read by the machine, ${Math.round(100 * item.confidence)} per cent sure`;
    card.append(make("p", "cs-r-read", read + (item.rule && item.origin === "machine" ? ` (${item.rule})` : "")), why);
    for (const opinion of item.opinions) card.append(make("p", "cs-r-opinion", opinion));
    return card;
  }

  function fields(item) {
    const box = make("form", "cs-r-form");
    box.append(make("strong", "", form === "add" ? "A position that was missed" : "What the sentence says"));
    if (form === "add") {
      const words = make("textarea");
      words.name = "quote";
      words.rows = 3;
      words.value = quote;
      words.addEventListener("input", () => { quote = words.value; });
      box.append(row("Sentence", words, "select words in the text before you press n, or edit them here"));
    }
    for (const [name, title] of FIELDS) {
      const entries = model.get("options")[name];
      box.append(name === "conditions" ? checks(title, entries, item.codes[name].split("|")) : entries ? choice(name, title, entries, item.codes[name])
        : row(title, Object.assign(make("input"), { name, value: item.codes[name] })));
    }
    const save = make("button", "cs-r-key cs-r-go", "Save (Enter)");
    const leave = make("button", "cs-r-key", "Leave (Esc)");
    leave.type = "button";
    leave.addEventListener("click", () => { form = null; draw(); el.focus({ preventScroll: true }); });
    const ways = make("div", "cs-r-ways");
    ways.append(save, leave);
    box.append(ways);
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = {};
      for (const [name] of FIELDS) {
        given[name] = name === "conditions" ? [...box.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value).join("|")
          : box.elements[name].value.trim();
      }
      send({ do: form, codes: given, quote });
    });
    return box;
  }

  function choice(name, title, entries, held) { // a dropdown with the codebook's wording of what is chosen
    const input = make("select");
    input.name = name;
    for (const entry of entries) {
      const one = make("option", "", entry.label);
      one.value = entry.code;
      one.title = entry.meaning;
      one.selected = entry.code === held;
      input.append(one);
    }
    const line = row(title, input, " ");
    const tell = () => { line.querySelector("small").textContent = option(name, input.value)?.meaning ?? ""; };
    input.addEventListener("change", tell);
    tell();
    return line;
  }

  function checks(title, entries, held) {
    const line = make("fieldset", "cs-r-field");
    const all = make("div", "cs-r-checks");
    for (const entry of entries) {
      const one = make("label");
      one.title = entry.meaning;
      const input = Object.assign(make("input"), { type: "checkbox", value: entry.code, checked: held.includes(entry.code) });
      one.append(input, entry.label);
      all.append(one);
    }
    line.append(make("span", "", title), all);
    return line;
  }

  function row(title, input, hint) {
    const line = make("label", "cs-r-field");
    line.append(make("span", "", title), input);
    if (hint) line.append(make("small", "", hint));
    return line;
  }

  function keys(state) {
    const bar = make("div", "cs-r-keys");
    for (const [key, name] of Object.entries(KEYS)) {
      if (!LABELS[name]) continue;
      const button = make("button", `cs-r-key cs-r-${name}`);
      button.append(make("kbd", "", key.toUpperCase()), LABELS[name]);
      button.disabled = name === "undo" ? !state.done : !state.item;
      button.addEventListener("click", () => act(name));
      bar.append(button);
    }
    const why = make("input");
    why.name = "reason";
    why.placeholder = "reason, goes with the next decision (E)";
    why.setAttribute("aria-label", "Reason");
    why.value = reason;
    why.addEventListener("input", () => { reason = why.value; });
    bar.append(why);
    return bar;
  }

  function draw() {
    const state = model.get("state");
    const held = el.contains(document.activeElement);
    const parts = [head(state)];
    if (!state.reviewer) {
      parts.push(welcome());
    } else if (!state.item) {
      parts.push(make("p", "cs-r-done", state.settle ? "Nothing is left to settle." : "Everything here is decided. Run make report to publish the decisions."), keys(state));
    } else {
      const body = make("div", "cs-r-body");
      body.append(passage(state.item), form ? fields(state.item) : codes(state.item));
      parts.push(body, keys(state));
    }
    const said = make("p", state.fault ? "cs-r-said cs-r-fault" : "cs-r-said", state.said);
    said.setAttribute("role", "status");
    el.replaceChildren(...parts, said);
    const text = el.querySelector(".cs-r-text");
    const sentence = text?.querySelector("mark");
    if (sentence) text.scrollTop = Math.max(0, sentence.offsetTop + sentence.offsetHeight - text.clientHeight * 0.7);
    if (held) el.scrollIntoView({ block: "nearest" });
    if (!state.reviewer) el.querySelector("input[name=reviewer]").focus({ preventScroll: true });
    else if (held && !el.contains(document.activeElement)) el.focus({ preventScroll: true });
  }

  el.addEventListener("keydown", keydown);
  model.on("change:state", () => { draw(); if (!form && model.get("state").reviewer) el.focus({ preventScroll: true }); });
  draw();
  if (model.get("state").reviewer) requestAnimationFrame(() => el.focus({ preventScroll: true }));
}

export default { render };
