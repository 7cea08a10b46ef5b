// @ts-check
/** V vital signs, D dose, N note, U level, A adverse event. Escape closes and keeps what was typed: that is the browser's. */

document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.closest("input:not([data-slot]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const opener = document.querySelector(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
  const id = opener instanceof HTMLElement ? (opener.dataset.opens ?? opener.dataset.swaps) : "";
  const sheet = id ? document.getElementById(id) : null;
  if (!(sheet instanceof HTMLDialogElement)) return;
  event.preventDefault();
  sheet.showModal();
  sheet.dispatchEvent(new Event("opened"));
});
