/* Tables: sort by a column, filter rows, write what is shown as CSV. */
window.csTables = (() => {
  "use strict";
  const FEW = 12; // rows that need no filter

  const text = (cell) => cell.querySelector("time")?.getAttribute("datetime") ?? cell.textContent.trim().replace(/\s+/g, " ");
  const number = (value) => (/^[-+]?[\d,.\s]+%?$/.test(value) ? Number(value.replace(/[,\s%]/g, "")) : NaN);

  function quoted(value) {
    const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(number(value)) ? `'${value}` : value; // no cell may run as a formula
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function csv(table) {
    const rows = [...table.querySelectorAll("tr")].filter((row) => !row.hidden);
    return lines(rows.map((row) => [...row.cells].map(text)));
  }

  const lines = (rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";

  function sortable(table) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    const body = table.tBodies[0];
    if (!body || body.rows.length < 3 || table.querySelector("[rowspan], tbody [colspan]")) return;
    heads.forEach((head, index) => {
      if (!head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const keyed = [...body.rows].map((row) => [text(row.cells[index]), row]);
        const numeric = keyed.every(([value]) => value === "" || !Number.isNaN(number(value)));
        keyed.sort(([a], [b]) => (numeric ? (number(a) || 0) - (number(b) || 0) : a.localeCompare(b, "en")) * (down ? -1 : 1));
        body.append(...keyed.map(([, row]) => row));
      });
    });
  }

  function filterable(table) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (rows.length <= FEW) return;
    const box = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    box.className = "cs-filter";
    input.type = "search";
    input.placeholder = "Filter rows";
    input.setAttribute("aria-label", `Filter rows: ${table.caption?.textContent ?? "table"}`);
    count.setAttribute("aria-live", "polite");
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const line = row.textContent.toLowerCase();
        row.hidden = row.out || !words.every((word) => line.includes(word));
        shown += !row.hidden;
      }
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    input.addEventListener("input", apply);
    table.refilter = apply;
    apply();
    box.append(input, count);
    (table.closest(".cs-scroll") ?? table).before(box);
  }

  /* Leaves the rows that pass `test`, on top of what the reader filters. */
  function leave(table, test) {
    for (const row of table.tBodies[0]?.rows ?? []) {
      row.out = !test(row);
      row.hidden = row.out;
    }
    table.refilter?.();
  }

  function start() {
    for (const table of document.querySelectorAll("table.cs-grid")) {
      sortable(table);
      filterable(table);
    }
    for (const region of document.querySelectorAll(".cs-scroll")) {
      if (region.querySelector("a, button, input")) continue;
      region.tabIndex = 0;
    }
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  return { csv, lines, leave, text, number };
})();
