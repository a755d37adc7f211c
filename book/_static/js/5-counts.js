/* Numbers of the prose lead to the rows that they count: the table opens, the rows are left, and a line says what they are. */
window.csCounts = (() => {
  "use strict";
  const folded = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();

  function holds(cell, wanted) {
    const text = folded(cell ? window.csTables.text(cell) : "");
    return wanted.split("|").some((value) => {
      if (value.startsWith(">=")) return window.csTables.number(text) >= Number(value.slice(2));
      return text === folded(value) || text.split(", ").includes(folded(value));
    });
  }

  /* The table that an address names, the test of its rows, and what its number counts; null where it names none. */
  function read(search, hash) {
    const place = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const table = place?.matches(".cs-figure, [id^='table-']") && place.querySelector("table.cs-grid");
    if (!table) return null;
    const asked = [...new URLSearchParams(search)], of = asked.find(([name]) => name === "of")?.[1] ?? "", wanted = asked.filter(([name]) => name !== "of");
    const heads = [...table.tHead.rows[0].cells].map((cell) => folded(cell.textContent));
    const columns = wanted.map(([name, value]) => [heads.indexOf(folded(name)), value]);
    if (columns.some(([index]) => index < 0) || (of && of !== "share" && !heads.includes(folded(of.replace(/^=/, ""))))) return null;
    return { place, table, of, wanted, heads, test: (row) => columns.every(([index, value]) => holds(row.cells[index], value)) };
  }

  /* The number that an address stands for, from the rows themselves. */
  function measure(search, hash) {
    const found = read(search, hash);
    if (!found) return null;
    const all = [...found.table.tBodies[0].rows], rows = all.filter(found.test);
    if (found.of === "share") return Math.round((100 * rows.length) / all.length);
    if (!found.of) return rows.length;
    if (found.of.startsWith("=")) return rows.length === 1 ? Number(window.csTables.text(rows[0].cells[found.heads.indexOf(folded(found.of.slice(1)))])) : null;
    const index = found.heads.indexOf(folded(found.of));
    return new Set(rows.map((row) => row.cells[index]).filter((cell) => !cell.querySelector(".cs-unknown")).map(window.csTables.text)).size;
  }

  function open(search, hash) {
    const found = read(search, hash);
    if (!found) return false;
    const { place, table, of, wanted, test } = found;
    window.csFigures?.find((figure) => figure.node === place && figure.buttons)?.show("table");
    window.csTables.leave(table, test);
    const rows = [...table.tBodies[0].rows], shown = rows.filter((row) => !row.hidden).length;
    const region = table.closest(".cs-scroll") ?? table, words = wanted.map(([name, value]) => `${name}: ${value.replaceAll("|", " or ").replace(">=", "at least ")}`);
    region.parentNode.querySelector(":scope > .cs-counted")?.remove();
    const line = document.createElement("p"), all = document.createElement("button");
    const different = of && of !== "share" && !of.startsWith("=") ? `, ${measure(search, hash)} different in the column ${of}` : "";
    line.className = "cs-counted";
    line.setAttribute("role", "status");
    line.append(`${shown} of ${rows.length} rows${words.length ? ` (${words.join("; ")})` : ""}${different}. `);
    if (shown < rows.length) {
      all.type = "button";
      all.textContent = "Show all";
      all.addEventListener("click", () => { window.csTables.leave(table, () => true); line.remove(); });
      line.append(all);
    }
    region.before(line);
    place.scrollIntoView({ block: "start" });
    region.focus({ preventScroll: true });
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cs-count");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.pathname !== location.pathname) return;
    if (!open(link.search, link.hash)) return;
    event.preventDefault();
    history.pushState(null, "", link.search + link.hash);
  });
  addEventListener("popstate", () => open(location.search, location.hash));

  const start = () => { if (location.search) open(location.search, location.hash); };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  return { measure };
})();
