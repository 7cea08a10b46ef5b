// A large file takes a while to travel and to be read: say so, and keep a second press from sending it twice.
const form = document.getElementById("import-form");
const working = document.getElementById("import-working");

form?.addEventListener("submit", () => {
  working.textContent = "Reading and importing. A large file takes up to a minute; stay on this page.";
  form.querySelector("button").disabled = true;
});

// Coming back by the browser's back button: the page may be shown as it was left.
addEventListener("pageshow", () => {
  if (!form) return;
  working.textContent = "";
  form.querySelector("button").disabled = false;
});
