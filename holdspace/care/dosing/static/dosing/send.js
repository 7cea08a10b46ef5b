// @ts-check
/**
 * Sends entries and keeps each until the server has answered for it by name. The same id goes out again after a lost
 * answer; an entry is let go only when the server holds the very same bytes.
 */
import { device, newId, nextCount } from "./device.js";
import { moment, written } from "./time.js";

const AGAIN_AFTER_MS = { first: 1000, most: 15000 };
const ANSWER_WITHIN_MS = 10000;

/** @typedef {{id: string, kind: string, payload: Record<string, unknown>, text: string, hash: string, at: Date, state: "sending"|"refused", says: string}} Kept */

/** @type {Kept[]} */
export const kept = [];
/** @type {any} */
let config;
let isSending = false;
let pause = AGAIN_AFTER_MS.first;
/** @type {() => void} */
let tell = () => {};

/** @param {any} given @param {() => void} changed */
export function begin(given, changed) {
  config = given;
  tell = changed;
  addEventListener("online", () => void send());
  addEventListener("beforeunload", (event) => {
    if (unsent().length) event.preventDefault();
  });
}

export const unsent = () => kept.filter((entry) => entry.state === "sending");
export const refused = () => kept.filter((entry) => entry.state === "refused");

/** @param {string} text */
async function hashOf(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep an entry and send it. @param {string} kind @param {Record<string, unknown>} payload @param {Date} [at] */
export async function record(kind, payload, at = moment()) {
  const id = newId();
  const text = JSON.stringify({
    id, dosing_session: config.dosing_session, patient: config.patient, kind, payload,
    schema_version: config.schema_version, happened_at: written(at, config.offset_minutes),
    offset_minutes: config.offset_minutes, device, device_sequence: nextCount(), author: config.author,
  });
  /** @type {Kept} */
  const entry = { id, kind, payload, text, hash: "", at, state: "sending", says: "" };
  kept.push(entry);
  tell();
  entry.hash = await hashOf(text);
  void send();
  return id;
}

/** Let go of an entry that was refused and that somebody has read about. @param {string} id */
export function setAside(id) {
  const place = kept.findIndex((entry) => entry.id === id && entry.state === "refused");
  if (place >= 0) kept.splice(place, 1);
  tell();
}

/** Leave a refused or acknowledged entry in its new state. @param {any} outcome */
function take(outcome) {
  const entry = kept.find((one) => one.id === outcome.id);
  if (!entry) return;
  const isHeld = (outcome.outcome === "created" || outcome.outcome === "exists") && outcome.sha256 === entry.hash;
  if (isHeld) {
    kept.splice(kept.indexOf(entry), 1);
    return;
  }
  entry.state = "refused";
  entry.says = outcome.says || "The server holds other words under this id. Record it again.";
}

export async function send() {
  const waiting = unsent().filter((entry) => entry.hash);
  if (isSending || !waiting.length) return;
  isSending = true;
  let goesOn = false;
  try {
    goesOn = await hand(waiting);
    pause = AGAIN_AFTER_MS.first;
  } catch {
    setTimeout(() => void send(), pause);
    pause = Math.min(pause * 2, AGAIN_AFTER_MS.most);
  } finally {
    isSending = false;
    tell();
  }
  if (goesOn) void send();
}

/** @param {Kept[]} waiting @returns {Promise<boolean>} whether there may be more to send at once */
async function hand(waiting) {
  // The picture brings a fresh token, so that signing in again lets waiting entries go.
  const token = document.querySelector("#picture > input[name=csrfmiddlewaretoken]");
  const answer = await fetch(config.events, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": /** @type {HTMLInputElement} */ (token).value },
    body: JSON.stringify({ entries: waiting.map((entry) => entry.text) }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    redirect: "error",
  });
  const isAnswered = (answer.headers.get("content-type") ?? "").includes("json");
  if (isAnswered && (answer.status === 403 || answer.status === 409)) {
    const { says } = await answer.json();
    for (const entry of waiting) Object.assign(entry, { state: "refused", says });
    return false;
  }
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  for (const outcome of (await answer.json()).outcomes) take(outcome);
  document.body.dispatchEvent(new CustomEvent("changed", { detail: { own: true } }));
  return true;
}
