// @ts-check
/**
 * This tablet's own clock beside the server's. Entries always carry the server's time; but people read the tablet's
 * clock too, so a difference is said, and a large one is asked about before a dose is timed.
 */
import { now } from "../ui/clock.js";

const SAID_ABOVE_MS = 30_000;
const ASKED_ABOVE_MS = 5 * 60_000;
const LOOK_EVERY_MS = 5000;
const ticked = () => /** @type {HTMLInputElement | null} */ (document.querySelector("[data-skew-confirm] input"));

/** How far this tablet's clock is ahead of the server's. */
export const skew = () => Date.now() - now();

/** What is said about it. @param {number} ahead in milliseconds */
export function inWords(ahead) {
  if (Math.abs(ahead) <= SAID_ABOVE_MS) return "";
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const span = seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
  return `This tablet's clock is ${span} ${ahead > 0 ? "ahead" : "behind"}. Times here are the server's.`;
}

/** Whether a dose waits until somebody has compared the clocks. @param {number} ahead */
export const isAsked = (ahead) => Math.abs(ahead) > ASKED_ABOVE_MS;

function show() {
  const place = document.querySelector("[data-skew]");
  const confirm = document.querySelector("[data-skew-confirm]");
  if (!(place instanceof HTMLElement) || !(confirm instanceof HTMLElement)) return;
  place.textContent = inWords(skew());
  place.hidden = !place.textContent;
  confirm.hidden = !isAsked(skew());
  const clock = confirm.querySelector("[data-skew-clock]");
  const shown = document.querySelector("[data-clock]")?.textContent;
  if (clock && shown) clock.textContent = shown;
}

// Before any other script hears of it: a dose is not timed by clocks that nobody has compared.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.event !== "dose" || !isAsked(skew()) || ticked()?.checked) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show();
  ticked()?.focus();
}, true);

setInterval(show, LOOK_EVERY_MS);
show();
