/* What was made for the finished book and may be offered on its pages; `commitscape pdf` writes this file anew. */
window.csOffers = {};
