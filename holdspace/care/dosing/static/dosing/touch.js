// @ts-check
/** What waits on this tablet already holds for touch: an area that was taken back is gone at once, also without a network. */
import { kept } from "./send.js";

function narrow() {
  const said = kept.filter((entry) => entry.kind === "touch_consent" && entry.state !== "refused").map((entry) => /** @type {string[]} */ (entry.payload.areas));
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-area]"))) {
    const welcome = said.every((areas) => areas.includes(place.dataset.area ?? ""));
    place.hidden = !welcome;
    const tick = place.querySelector("input");
    if (tick && !welcome) tick.checked = false;
  }
  const isOver = !document.querySelector("span[data-area]:not([hidden])");
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-no-touch]"))) place.hidden = !isOver;
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ends-touch]"))) place.hidden = isOver;
}
document.addEventListener("entries", narrow);
document.addEventListener("htmx:afterSettle", narrow);
