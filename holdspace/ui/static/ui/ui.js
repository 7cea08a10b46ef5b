// @ts-check
// What every page's script does: sheets, menus, the search key, printing. Pages work without it.
import "./clock.js";

/** @param {EventTarget | null} target @param {string} selector @returns {HTMLElement | null} */
const near = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** Open a sheet over the page; without script the same link shows it by `:target`.
 * @param {HTMLElement} opener @param {Event} event */
function openSheet(opener, event) {
  const sheet = document.getElementById(opener.dataset.opens ?? "");
  if (!(sheet instanceof HTMLDialogElement) || sheet.open) return;
  event.preventDefault();
  sheet.showModal();
}

/** Close a sheet and keep what was typed: a form is never reset here.
 * @param {HTMLElement} closer @param {Event} event */
function closeSheet(closer, event) {
  const sheet = closer.closest("dialog");
  if (!sheet?.open) return;
  event.preventDefault();
  sheet.close();
}

document.addEventListener("click", (event) => {
  const opener = near(event.target, "[data-opens]");
  const closer = near(event.target, "[data-closes]");
  if (opener) openSheet(opener, event);
  if (closer) closeSheet(closer, event);
  if (near(event.target, "[data-prints]")) window.print();
  for (const menu of document.querySelectorAll("details[data-closes-outside][open]")) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  }
});

document.addEventListener("keydown", (event) => {
  if (near(event.target, "input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector(`[data-focus-key="${CSS.escape(event.key)}"]`);
  if (!(field instanceof HTMLElement)) return;
  event.preventDefault();
  field.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-closes-outside][open]")) menu.removeAttribute("open");
});

/** Keys for the actions of a session: V, D, N. They are asleep while a sheet is open or somebody types. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]:not(.in-page)")) return;
  if (near(event.target, "input, textarea, select, [contenteditable]")) return;
  const action = document.querySelector(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
  if (!(action instanceof HTMLElement)) return;
  event.preventDefault();
  action.click();
});

/** The sun button: ink at 100, 85, 70 per cent, kept for this tab. */
const STEPS = ["100", "85", "70"];
document.addEventListener("click", (event) => {
  if (!near(event.target, "[data-brightens]")) return;
  const next = STEPS[(STEPS.indexOf(document.documentElement.dataset.brightness ?? "100") + 1) % STEPS.length];
  document.documentElement.dataset.brightness = next;
  sessionStorage.setItem("brightness", next);
});
if (document.documentElement.dataset.theme === "dim") document.documentElement.dataset.brightness = sessionStorage.getItem("brightness") ?? "100";

// A chart too wide for the page shows its newest end first.
for (const chart of document.querySelectorAll(".chart-scroll")) chart.scrollLeft = chart.scrollWidth;

// One press, one record: a form on its way does not leave twice.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.leaving) event.preventDefault();
  form.dataset.leaving = "yes";
  setTimeout(() => delete form.dataset.leaving, 4000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.leaving;
});

document.getElementById("problems")?.focus();
