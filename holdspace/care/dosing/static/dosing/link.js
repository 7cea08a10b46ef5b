// @ts-check
/** Is the server there, and who is signed in? Everything that hears or misses an answer says so here. */
import { moment } from "./time.js";

const ASK_AGAIN_MS = 3000;
const ANSWER_WITHIN_MS = 8000;
const SINCE = "holdspace-alone-since";

/** @typedef {"in"|"out"|"another"} SignedIn */
export const link = {
  /** @type {Date | null} */ alone_since: null,
  /** @type {SignedIn} */ signed_in: "in",
  /** @type {string} */ signed_in_as: "",
};
/** @type {any} */
let config = {};
/** @type {ReturnType<typeof setInterval> | undefined} */
let asking;

function tell() {
  const root = document.documentElement;
  if (link.alone_since) root.dataset.alone = link.alone_since.toISOString();
  else delete root.dataset.alone;
  document.dispatchEvent(new Event("link"));
}

/** Somebody missed an answer. @param {Date} [since] */
export function missed(since = moment()) {
  if (link.alone_since) return;
  link.alone_since = since;
  sessionStorage.setItem(SINCE, since.toISOString());
  asking = setInterval(() => void ask(), ASK_AGAIN_MS);
  tell();
}

/** The server answered. */
export function heard() {
  if (!link.alone_since) return;
  link.alone_since = null;
  sessionStorage.removeItem(SINCE);
  clearInterval(asking);
  tell();
  document.dispatchEvent(new Event("back"));
}

/** What an answer says about who is signed in. @param {SignedIn} state @param {string} [as] */
export function signedIn(state, as = "") {
  if (link.signed_in === state && link.signed_in_as === as) return;
  [link.signed_in, link.signed_in_as] = [state, as];
  tell();
  if (state === "in") document.dispatchEvent(new Event("back"));
}

/** Ask the server whether it is there and whom it knows here. */
export async function ask() {
  try {
    const answer = await fetch(config.here, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    const { author, called } = await answer.json();
    heard();
    signedIn(author === config.author ? "in" : author ? "another" : "out", called ?? "");
  } catch {
    missed();
  }
}

/** @param {any} given */
export function watchTheLink(given) {
  config = given;
  const earlier = sessionStorage.getItem(SINCE);
  addEventListener("offline", () => missed());
  addEventListener("online", () => void ask());
  document.body.addEventListener("link-lost", () => void ask());
  document.body.addEventListener("htmx:sendError", () => missed());
  document.body.addEventListener("htmx:timeout", () => missed());
  document.body.addEventListener("htmx:responseError", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.xhr.status >= 500) missed();
  });
  // An answer is the way back, whatever the browser believes of its network.
  document.body.addEventListener("htmx:afterSettle", () => heard());
  if (!navigator.onLine || earlier) missed(earlier ? new Date(earlier) : undefined);
  if (earlier) void ask();
}
