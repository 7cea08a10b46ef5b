// @ts-check
/**
 * A value that no longer stands for the present never looks as if it did: grey once the next set is overdue, struck when
 * it is too old to count. By the clock of the page, so also without a network.
 */
import { now } from "../ui/clock.js";

const TO_TYPE_IT_MS = 60_000;
const LOOK_EVERY_MS = 1000;

/** @param {string | undefined} text */
const moment = (text) => (text ? Date.parse(text) : Infinity);

/** Is it stale, is it struck? The check that is due counts too: a value that waits here knows only its own age.
 * @param {{staleAt: number, struckAt: number, due: number, at: number}} value */
export function faded({ staleAt, struckAt, due, at }) {
  if (at >= struckAt) return "struck";
  return at >= Math.min(staleAt, due + TO_TYPE_IT_MS) ? "stale" : "";
}

export function fade() {
  const at = now();
  const check = /** @type {HTMLElement | null} */ (document.querySelector(".session-figures [data-countdown]"));
  const due = moment(check?.dataset.due);
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".session-figures [data-stale-at]"))) {
    const how = faded({ staleAt: moment(cell.dataset.staleAt), struckAt: moment(cell.dataset.struckAt), due, at });
    cell.classList.toggle("is-stale", how !== "");
    cell.classList.toggle("is-struck", how === "struck");
  }
}

document.addEventListener("htmx:afterSwap", fade);
document.addEventListener("entries", fade);
document.addEventListener("visibilitychange", fade);
setInterval(fade, LOOK_EVERY_MS);
fade();
