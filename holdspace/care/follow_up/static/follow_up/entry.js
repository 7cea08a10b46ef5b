// @ts-check
/** Entering a form by number at a desk: a digit goes on to the next row, and so do Enter and the arrows. */

/** @type {HTMLInputElement[]} */
const fields = [...document.querySelectorAll("input[data-entry]")].filter((each) => each instanceof HTMLInputElement);

/** @param {HTMLInputElement} field @param {number} by */
function go(field, by) {
  const next = fields[fields.indexOf(field) + by];
  if (!next) return false;
  next.focus();
  next.select();
  return true;
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !fields.includes(field) || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  // Enter in the last row hands the form in, as it does everywhere.
  if (by && (go(field, by) || event.key !== "Enter")) event.preventDefault();
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.dataset.oneDigit === undefined) return;
  if (event instanceof InputEvent && event.inputType === "insertText" && /^\d$/.test(field.value)) go(field, 1);
});
