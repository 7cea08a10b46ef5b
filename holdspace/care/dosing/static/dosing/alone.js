// @ts-check
/** Says, from the first second, that this tablet is alone or that nobody is signed in, and what happens to the entries. */
import { link } from "./link.js";
import { elsewhere, kept, unsent } from "./send.js";
import { wallClock } from "./time.js";

const many = (/** @type {number} */ count) => (count === 1 ? "1 entry" : `${count} entries`);
const are = (/** @type {number} */ count) => `${many(count)} ${count === 1 ? "is" : "are"} kept on this tablet`;

/** @param {any} config @returns {{title: string, says: string, tone: string} | null} */
function words(config) {
  const mine = kept.filter((entry) => entry.state === "kept" && entry.author === config.author).length + elsewhere.own;
  const unkept = unsent().filter((entry) => entry.state === "unkept").length;
  if (unkept) return { title: "This tablet keeps nothing.", says: `${many(unkept)} stand only on this page. Leave it open until they are on the server.`, tone: "stop" };
  if (link.alone_since) {
    const count = mine ? ` ${are(mine)} and will be sent when the network returns.` : " What you record is kept on this tablet.";
    return { title: `No network since ${wallClock(link.alone_since, config.offset_minutes)}.`, says: `Keep working.${count}`, tone: "unknown" };
  }
  if (link.signed_in === "out") return { title: "You are signed out.", says: `${are(mine)}. Sign in again as ${config.called} and they are sent.`, tone: "caution" };
  if (link.signed_in === "another") return { title: `${link.signed_in_as} is signed in now.`, says: `${are(mine)}. They are sent when ${config.called} signs in here.`, tone: "caution" };
  if (elsewhere.needs_update) return { title: "Update needed.", says: `${are(mine)}. Load the page again; nothing is lost.`, tone: "caution" };
  const theirs = elsewhere.others.map(({ called, count }) => `${many(count)} by ${called}`).join(", ");
  return theirs ? { title: `${theirs} wait on this tablet.`, says: "They are sent when their author signs in here.", tone: "unknown" } : null;
}

/** @param {any} config */
export function sayWhereWeStand(config) {
  const banner = document.querySelector("[data-alone-banner]");
  if (!(banner instanceof HTMLElement)) return;
  const said = words(config);
  banner.hidden = !said;
  banner.className = `session-alone tone-${said?.tone ?? "unknown"}`;
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const place = banner.querySelector(`[data-alone-${name}]`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  put("title", said?.title ?? "");
  put("says", said?.says ?? "");
  const door = banner.querySelector("[data-sign-in]");
  if (door instanceof HTMLElement) door.hidden = link.signed_in === "in" || Boolean(link.alone_since);
  seen(config);
}

/** Other rooms and the picture itself: when they were seen last, as nothing newer can be known. @param {any} config */
function seen(config) {
  const at = link.alone_since ? wallClock(link.alone_since, config.offset_minutes) : "";
  for (const chip of document.querySelectorAll(".chip:not(.is-own)")) {
    const note = chip.querySelector("[data-seen]") ?? chip.appendChild(Object.assign(document.createElement("span"), { className: "chip-seen" }));
    note.toggleAttribute("data-seen", true);
    note.textContent = at ? `seen ${at}` : "";
  }
}
