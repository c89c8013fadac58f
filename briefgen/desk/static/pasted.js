// What is pasted from Word: its signs for lists become the content's own, its tabs spaces, its broken lines lines; what
// nobody sees goes, and of several spaces one stays.
"use strict";

const BULLET = /^[ \t]*(?:[•‣◦▪●○■·][ \t]*|[o§–—-]\t[ \t]*)/;

const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g; // soft hyphens, and what has no width

function asTyped(pasted, hasLines) {
  const words = pasted.replace(UNSEEN, "").replace(/\u2011/g, "-").replace(/(\S) {2,}(?=\S)/g, "$1 ");
  if (!hasLines) return words.replace(/[\t\v]+/g, " ");
  const lines = words.replace(/\r\n?|\v/g, "\n").split("\n");
  return lines.map((line) => line.replace(BULLET, "- ").replace(/^[ \t]*(\d+[.)])\t/, "$1 ").replace(/\t+/g, " ")).join("\n");
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!(field instanceof Element) || !field.matches("textarea[name^='f.'], input[name^='f.']")) return;
  const words = event.clipboardData.getData("text/plain");
  const typed = asTyped(words, field.matches("textarea"));
  if (typed === words.replace(/\r\n?/g, "\n")) return;
  event.preventDefault();
  document.execCommand("insertText", false, typed); // so that it can be taken back by a key
});

// What stands in a file already and nobody sees is shown at its field, with a button that takes it out.
for (const button of document.querySelectorAll("[data-unseen]")) {
  const field = document.getElementById(button.dataset.unseen);
  button.hidden = field.matches(":disabled");
  button.addEventListener("click", () => {
    field.value = field.value.replace(UNSEEN, "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.closest("p").remove();
    field.focus();
  });
}
