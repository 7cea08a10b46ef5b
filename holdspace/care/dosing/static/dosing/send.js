// @ts-check
/**
 * From a tap to the server: an entry is on the disk of this tablet before it is shown, goes out in order, the same bytes
 * under the same id however often, and is let go only when the server holds them.
 */
import { grouped, hashOf, held, keep, letGo, news, read, turnedAway } from "./outbox.js";
import { newId, page } from "./device.js";
import { heard, link, missed, signedIn } from "./link.js";
import { hand } from "./hand.js";
import { moment, written } from "./time.js";

const AGAIN_AFTER_MS = { first: 1000, most: 5000 };

/**
 * kept: on this tablet. unkept: this browser would not keep it, it is on this page alone. received: the server has it and
 * the picture of the page is not yet that far.
 * @typedef {{id: string, kind: string, payload: Record<string, any>, at: Date, state: "kept"|"unkept"|"received"|"refused", says: string, author: string, called: string, sequence: number, place: number, text: string, hash: string}} Kept
 */

/** Entries of this page's session that its picture does not show. @type {Kept[]} */
export const kept = [];
/** What waits on this tablet for other people and other sessions. */
export const elsewhere = { others: /** @type {{called: string, count: number}[]} */ ([]), own: 0, needs_update: false };
/** @type {any} */
let config = { author: "", dosing_session: "" };
let pause = AGAIN_AFTER_MS.first;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;
/** Each entry waits for the one before it, so that they lie in the order of the taps. @type {Promise<unknown>} */
let before = Promise.resolve();

const tell = () => document.dispatchEvent(new Event("entries"));

/** @param {any} given */
export async function begin(given) {
  config = given;
  addEventListener("beforeunload", (event) => {
    if (kept.some((entry) => entry.state === "unkept")) event.preventDefault();
  });
  document.addEventListener("back", () => void send());
  news?.addEventListener("message", ({ data }) => {
    if (data.sequence) received(data.id, data.sequence);
    void look();
  });
  await look();
  void send();
}

export const unsent = () => kept.filter((entry) => entry.state === "kept" || entry.state === "unkept");
export const refused = () => kept.filter((entry) => entry.state === "refused");

/** Read anew what lies on this tablet: other tabs write and send as well. */
export async function look() {
  // What is written while the disk is being read is not missing from it.
  const before_reading = new Set(kept.map((one) => one.id));
  try {
    const lying = await held();
    const mine = lying.filter((entry) => entry.session === config.dosing_session);
    for (const entry of mine) {
      const shown = kept.find((one) => one.id === entry.id);
      if (shown?.state === "received") continue;
      const content = !shown || (entry.state === "refused" && shown.state !== "refused") ? await read(entry) : null;
      if (content && !shown && !kept.some((one) => one.id === entry.id)) kept.push(shownAs(entry, content));
      else if (content && shown) Object.assign(shown, { state: "refused", says: content.says });
    }
    const gone = (/** @type {Kept} */ one) => before_reading.has(one.id) && (one.state === "kept" || one.state === "refused") && !mine.some((entry) => entry.id === one.id);
    for (const one of kept.filter(gone)) kept.splice(kept.indexOf(one), 1);
    kept.sort((a, b) => a.place - b.place);
    elsewhere.own = lying.filter((entry) => entry.session !== config.dosing_session && entry.author === config.author).length;
    elsewhere.others = others(lying);
  } catch {
    // The browser keeps nothing: what is on this page stays on it, and says so.
  }
  tell();
}

/** @param {import("./outbox.js").Held[]} lying */
function others(lying) {
  const theirs = lying.filter((entry) => entry.author !== config.author);
  return [...grouped(theirs, (entry) => entry.called)].map(([called, entries]) => ({ called, count: entries.length }));
}

/** @param {import("./outbox.js").Held} entry @param {any} content @returns {Kept} */
function shownAs(entry, content) {
  const { place, author, called } = entry;
  const state = entry.state === "refused" ? "refused" : "kept";
  return { ...content, at: new Date(content.at), state, author, called, place, sequence: 0 };
}

/** Keep an entry, then send it; answered when it is on the disk. @param {string} kind @param {Record<string, any>} payload @param {Date} [at] */
export function record(kind, payload, at = moment()) {
  const id = newId();
  const kept_now = before.then(() => keepOne(id, kind, payload, at));
  before = kept_now.catch(() => undefined);
  return kept_now.then(() => id);
}

/** @param {string} id @param {string} kind @param {Record<string, any>} payload @param {Date} at */
async function keepOne(id, kind, payload, at) {
  const whose = { session: config.dosing_session, author: config.author, called: config.called, address: config.events };
  const write = async (/** @type {string} */ device, /** @type {number} */ count) => {
    const text = JSON.stringify({
      id, dosing_session: config.dosing_session, patient: config.patient, kind, payload,
      schema_version: config.schema_version, happened_at: written(at, config.offset_minutes),
      offset_minutes: config.offset_minutes, device, device_sequence: count, author: config.author,
    });
    return { id, kind, payload, text, hash: await hashOf(text), at: at.getTime() };
  };
  /** @type {"kept"|"unkept"} */
  let state = "kept";
  let made;
  try {
    made = await keep(whose, write);
  } catch {
    [state, made] = ["unkept", { ...(await write(page.device, ++page.count)), place: Number.MAX_SAFE_INTEGER }];
  }
  if (!kept.some((one) => one.id === id)) kept.push({ ...made, at, state, says: "", author: config.author, called: config.called, sequence: 0 });
  news?.postMessage({ id });
  tell();
  void send();
}

/** Let go of an entry that was refused and that somebody has read about. @param {string} id */
export async function setAside(id) {
  const lying = (await held()).find((entry) => entry.id === id);
  if (lying) await letGo([lying.place]);
  forgetShown(id);
  news?.postMessage({ id });
  tell();
}

/** @param {string} id */
function forgetShown(id) {
  const place = kept.findIndex((entry) => entry.id === id);
  if (place >= 0) kept.splice(place, 1);
}

/** The server has it; it stays shown until the picture is that far. @param {string} id @param {number} sequence */
function received(id, sequence) {
  const entry = kept.find((one) => one.id === id);
  if (entry) Object.assign(entry, { state: "received", sequence });
}

/** The page's picture shows everything up to here. @param {number} sequence */
export function pictured(sequence) {
  for (const entry of kept.filter((one) => one.state === "received" && one.sequence <= sequence)) forgetShown(entry.id);
  tell();
}

/** One tab sends at a time; each reads anew what is left. */
export async function send() {
  clearTimeout(again);
  // While the tablet is alone, somebody else asks for the server; "back" begins this again.
  if (link.signed_in !== "in" || link.alone_since) return;
  try {
    const isDone = navigator.locks ? await navigator.locks.request("holdspace-sender", drain) : await drain();
    pause = AGAIN_AFTER_MS.first;
    if (!isDone) again = setTimeout(() => void send(), pause);
  } catch {
    if (!link.alone_since) again = setTimeout(() => void send(), pause);
    pause = Math.min(pause * 2, AGAIN_AFTER_MS.most);
  }
}

/** @returns {Promise<boolean>} whether nothing is left that could be sent */
async function drain() {
  const lying = await held().catch(() => []);
  const waiting = lying.filter((entry) => entry.state === "waiting" && entry.author === config.author);
  const unkept = kept.filter((entry) => entry.state === "unkept");
  let isDone = true;
  for (const [address, entries] of grouped(waiting, (entry) => entry.address)) {
    const texts = [];
    for (const entry of entries) texts.push({ entry, ...(await read(entry)) });
    isDone = (await handOver(address, texts)) && isDone;
  }
  if (unkept.length) isDone = (await handOver(config.events, unkept.map((one) => ({ entry: null, ...one })))) && isDone;
  return isDone;
}

/** @param {string} address @param {{entry: import("./outbox.js").Held | null, id: string, text: string, hash: string}[]} batch */
async function handOver(address, batch) {
  let isDone = true;
  let gone = 0;
  for await (const answer of hand(address, batch, config)) {
    if (answer.kind === "lost") {
      missed();
      throw new Error("no answer");
    }
    if (answer.kind !== "later") heard();
    if (answer.kind === "signed") {
      signedIn(answer.state, answer.called);
      return true;
    }
    if (answer.kind === "later") {
      elsewhere.needs_update ||= answer.needs_update;
      isDone = answer.needs_update && isDone;
      continue;
    }
    await settle(answer);
    gone += Number(answer.kind === "received");
  }
  tell();
  // What was sent for another session is counted on this page too.
  if (gone && address !== config.events) await look();
  if (gone && address === config.events) document.body.dispatchEvent(new CustomEvent("changed", { detail: { own: true } }));
  return isDone;
}

/** @param {any} answer */
async function settle({ kind, item, sequence, says }) {
  if (kind === "received") {
    // Shown as received before it leaves the disk: no other reading of the disk may find it in neither place.
    received(item.id, sequence);
    if (item.entry) await letGo([item.entry.place]);
    news?.postMessage({ id: item.id, sequence });
    return;
  }
  const shown = kept.find((one) => one.id === item.id);
  if (shown) Object.assign(shown, { state: "refused", says });
  if (item.entry) await turnedAway(item.entry, says);
  news?.postMessage({ id: item.id });
}
