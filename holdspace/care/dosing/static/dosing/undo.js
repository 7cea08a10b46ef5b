// @ts-check
/** After a one-tap entry, eight seconds in which the same place takes it back. */
import { record } from "./send.js";

const UNDO_FOR_MS = 8000;

/** @param {HTMLFormElement} form @param {string} id */
export function offerUndo(form, id) {
  const button = form.querySelector("button");
  const word = button?.querySelector("span");
  if (!button || !word) return;
  const before = word.textContent;
  button.classList.add("is-undo");
  word.textContent = "Undo";
  form.dataset.undoes = id;
  const back = () => {
    if (form.dataset.undoes !== id) return;
    delete form.dataset.undoes;
    button.classList.remove("is-undo");
    word.textContent = before;
  };
  form.addEventListener("undone", back, { once: true });
  setTimeout(back, UNDO_FOR_MS);
}

/** @param {HTMLFormElement} form */
export function undo(form) {
  const id = form.dataset.undoes;
  if (!id) return;
  void record("amend", { event: id, how: "void", because: "Undone at once" });
  form.dispatchEvent(new Event("undone"));
}
