// @ts-check
/** Who made an entry: ids that are unique without asking anybody, and the name of this tablet. */
import { answered, within } from "../ui/tablet.js";
import { now } from "../ui/clock.js";

/** @param {number} count */
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const hex = (/** @type {Uint8Array} */ bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A UUID of version 7: in the order of time, made here. */
export function newId() {
  const bytes = random(16);
  let time = BigInt(Math.trunc(now()));
  for (let place = 5; place >= 0; place--) {
    bytes[place] = Number(time & 255n);
    time >>= 8n;
  }
  bytes[6] = (bytes[6] & 15) | 0x70;
  bytes[8] = (bytes[8] & 63) | 0x80;
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** The name of this tablet lies beside its counts: a tablet that was emptied is a new one and counts from one. */
export function tablet() {
  return within(["about"], "readwrite", async (of) => {
    const held = await answered(of("about").get("tablet"));
    const id = held?.id ?? `tablet-${hex(random(8))}`;
    if (!held) await answered(of("about").put({ name: "tablet", id }));
    return /** @type {string} */ (id);
  });
}

/** For a page that can keep nothing: a device of its own, counted on the page. */
export const page = { device: `page-${hex(random(8))}`, count: 0 };
