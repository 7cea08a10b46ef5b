// @ts-check
/** The entries of this tablet that the server has not answered for: encrypted, in order, on the disk before they are shown. */
import { all, answered, keyOf, seal, unseal, within } from "../ui/tablet.js";
import { tablet } from "./device.js";

/** @typedef {{id: string, kind: string, payload: Record<string, any>, text: string, hash: string, at: number}} Written */
/** @typedef {{place: number, id: string, session: string, author: string, called: string, address: string, state: "waiting"|"refused", kept_at: number, iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer, why?: import("../ui/tablet.js").Sealed}} Held */

/** Other tabs hear what happened here. */
export const news = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("holdspace");

/** @param {string} text */
export async function hashOf(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Keep one entry; answered when it is on the disk. Its number within the session is given in the same transaction: a
 * crash leaves neither a number without an entry nor an entry without a number.
 * @param {{session: string, author: string, called: string, address: string}} whose
 * @param {(device: string, count: number) => Promise<Written>} write @returns {Promise<Written & {place: number}>}
 */
export async function keep({ session, author, called, address }, write) {
  const [device, key] = [await tablet(), await keyOf(author, called)];
  for (;;) {
    const counted = (await within(["counts"], "readonly", (of) => answered(of("counts").get(session))))?.count ?? 0;
    const written = await write(device, counted + 1);
    const held = { id: written.id, session, author, called, address, state: "waiting", kept_at: Date.now(), ...(await seal(key, written)) };
    const place = await within(["counts", "entries"], "readwrite", async (of) => {
      // Another tab may have taken this number meanwhile.
      const newest = (await answered(of("counts").get(session)))?.count ?? 0;
      if (newest !== counted) return 0;
      await answered(of("counts").put({ session, count: counted + 1 }));
      return Number(await answered(of("entries").add(held)));
    });
    if (place) return { ...written, place };
  }
}

/** @template T @param {T[]} list @param {(one: T) => string} by @returns {Map<string, T[]>} */
export function grouped(list, by) {
  const groups = new Map();
  for (const one of list) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

/** Everything that is here, in the order in which it was written. @returns {Promise<Held[]>} */
export const held = () => all("entries");

/** @param {Held} entry @returns {Promise<Written & {says: string}>} */
export async function read(entry) {
  const key = await keyOf(entry.author);
  return { ...(await unseal(key, entry)), says: entry.why ? (await unseal(key, entry.why)).says : "" };
}

/** Let go of entries: the server holds the same bytes, or a person has read why it does not. @param {number[]} places */
export function letGo(places) {
  return within(["entries"], "readwrite", async (of) => {
    for (const place of places) await answered(of("entries").delete(place));
  });
}

/** Keep an entry that the server turned away, with its reason. @param {Held} entry @param {string} says */
export async function turnedAway(entry, says) {
  const why = await seal(await keyOf(entry.author), { says });
  await within(["entries"], "readwrite", (of) => answered(of("entries").put({ ...entry, state: "refused", why })));
}
