// @ts-check
/** At the door nobody is signed in: this tablet lets go of what it may, and says what still waits to be sent, and whose it is. */
import { leave, waitingHere } from "./tablet.js";

const place = document.querySelector("[data-waiting-here]");
const many = (/** @type {number} */ count) => (count === 1 ? "1 entry" : `${count} entries`);

async function say() {
  const waiting = await waitingHere();
  if (!(place instanceof HTMLElement) || !waiting.length) return;
  const said = waiting.map(({ called, count }) => `${many(count)} by ${called}`).join(", ");
  const words = place.querySelector("[data-waiting-words]");
  if (words) words.textContent = `${said}. Nothing is lost: each is sent when its author signs in here.`;
  place.hidden = false;
}

try {
  await leave();
  await say();
} catch {
  // A browser that keeps nothing has nothing to let go of.
}
