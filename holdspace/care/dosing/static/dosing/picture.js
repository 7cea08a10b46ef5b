// @ts-check
/** The last picture of a session, kept encrypted, so that the page opens again without a network; and its way back. */
import { drop, keyOf, one, put, seal, sweep, unseal } from "../ui/tablet.js";
import { now } from "../ui/clock.js";

/** The page as the server drew it: nothing that waits here, nothing that was typed, no token. */
function asDrawn() {
  const main = /** @type {HTMLElement} */ (document.getElementById("main")?.cloneNode(true));
  for (const token of main.querySelectorAll("input[name=csrfmiddlewaretoken]")) token.setAttribute("value", "");
  for (const sheet of main.querySelectorAll("dialog[open]")) sheet.removeAttribute("open");
  for (const place of main.querySelectorAll("[data-pending], [data-local-alarm], [data-table]")) place.replaceChildren();
  for (const place of main.querySelectorAll("[data-alone-banner], [data-local-alarm]")) place.toggleAttribute("hidden", true);
  main.querySelector(".messages")?.remove();
  return main.innerHTML;
}

/** Keep what the page shows now. Call it before anything that waits here is drawn into it. @param {any} config */
export async function keepPicture(config) {
  const { events, eventsRenew } = document.body.dataset;
  const picture = {
    html: asDrawn(), title: document.title, demo: document.querySelector(".banner-demo")?.outerHTML ?? "",
    stream: { events, eventsRenew }, seen_at: now(), ahead: now() - Date.now(), called: config.called,
  };
  try {
    const key = await keyOf(config.author, config.called);
    await put("pictures", { session: config.dosing_session, author: config.author, kept_at: Date.now(), ...(await seal(key, picture)) });
    await sweep();
  } catch {
    // A tablet that keeps no picture still records; the time-out has said what it can keep.
  }
}

/** The session is over: its picture goes. @param {string} session */
export const dropPicture = (session) => drop("pictures", session).catch(() => undefined);

/** @param {string} session @returns {Promise<any>} */
export async function lastPicture(session) {
  const held = await one("pictures", session);
  return held ? unseal(await keyOf(held.author), held) : null;
}
