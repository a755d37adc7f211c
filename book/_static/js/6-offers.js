/* Links to what was made for the finished book: the report as one PDF, where it was printed. */
(() => {
  "use strict";
  function start() {
    const pdf = window.csOffers?.pdf;
    if (!pdf) return;
    const words = `The whole report as one PDF (${pdf.pages} pages, ${(pdf.bytes / 1e6).toFixed(1)} MB)`;
    for (const place of document.querySelectorAll(".cs-offers, .footer-content__inner, footer.bd-footer-content")) {
      if (place.querySelector(".cs-pdf")) continue;
      const line = document.createElement("p"), link = document.createElement("a");
      link.href = pdf.href;
      link.textContent = words;
      line.className = "cs-pdf";
      line.append(link);
      place.append(line);
    }
  }
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
