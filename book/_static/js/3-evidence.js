/* Evidence pages: text and cards point at each other; a deep link lands on its mark and opens its card. */
(() => {
  "use strict";
  function start() {
    const root = document.querySelector(".cs-evidence");
    if (!root) return;
    const marks = new Map();
    const cards = new Map([...root.querySelectorAll(".cs-card")].map((card) => [card.dataset.position, card]));
    for (const mark of root.querySelectorAll(".cs-mark")) {
      for (const id of mark.dataset.positions.split(" ")) marks.set(id, [...(marks.get(id) ?? []), mark]);
    }

    const light = (ids, on) => ids.forEach((id) => {
      cards.get(id)?.classList.toggle("cs-on", on);
      marks.get(id)?.forEach((mark) => mark.classList.toggle("cs-on", on));
    });

    function target(id, scroll) {
      root.querySelectorAll(".cs-target").forEach((node) => node.classList.remove("cs-target"));
      const card = cards.get(id);
      if (!card) return;
      card.open = true;
      card.classList.add("cs-target");
      marks.get(id)?.forEach((mark) => mark.classList.add("cs-target"));
      if (scroll) (document.getElementById(id) ?? card).scrollIntoView({ block: "center" });
    }

    for (const [id, card] of cards) {
      card.addEventListener("pointerenter", () => light([id], true));
      card.addEventListener("pointerleave", () => light([id], false));
      card.addEventListener("focusin", () => light([id], true));
      card.addEventListener("focusout", () => light([id], false));
      card.querySelector("summary").addEventListener("click", () => {
        if (!card.open) history.replaceState(null, "", `#${id}`);
        setTimeout(() => (card.open ? target(id, false) : card.classList.remove("cs-target")));
      });
    }
    for (const mark of root.querySelectorAll(".cs-mark")) {
      const ids = mark.dataset.positions.split(" ");
      mark.addEventListener("pointerenter", () => light(ids, true));
      mark.addEventListener("pointerleave", () => light(ids, false));
      mark.addEventListener("click", () => {
        const first = ids.map((id) => cards.get(id)).find((card) => card && !card.closest("[hidden]"));
        if (!first) return;
        if (ids.length === 1) first.open = true;
        first.querySelector("summary").focus();
      });
    }

    const off = new Set();
    root.querySelectorAll(".cs-key button").forEach((button) => button.addEventListener("click", () => {
      const stance = button.dataset.stance, hide = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!hide));
      hide ? off.add(stance) : off.delete(stance);
      for (const card of cards.values()) card.closest("li").hidden = off.has(card.dataset.stance);
      for (const mark of root.querySelectorAll(".cs-mark")) {
        mark.classList.toggle("cs-off", mark.dataset.positions.split(" ").every((id) => off.has(cards.get(id)?.dataset.stance)));
      }
    }));

    const follow = () => target(decodeURIComponent(location.hash.slice(1)), true);
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => cards.forEach((card) => (card.open = true)));
    if (location.hash) follow();
  }
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
