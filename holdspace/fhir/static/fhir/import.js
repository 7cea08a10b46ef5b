// A large file takes a while to travel and to be read: say so, and keep a second press from sending it twice.
const form = document.getElementById("import-form");
const working = document.getElementById("import-working");

/** @param {string} words @param {boolean} busy */
function show(words, busy) {
  if (working) working.textContent = words;
  form?.querySelector("button")?.toggleAttribute("disabled", busy);
}

form?.addEventListener("submit", () => {
  show("Reading and importing. A large file takes up to a minute; stay on this page.", true);
});

// Coming back by the browser's back button: the page may be shown as it was left.
addEventListener("pageshow", () => show("", false));
