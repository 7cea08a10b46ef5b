// @ts-check
/** Who made an entry: ids that are unique without asking anybody, and a count that never repeats on one page. */
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

/** This tablet, and this opening of the page on it: two open pages never count the same entry. */
function name() {
  let tablet = "";
  try {
    tablet = localStorage.getItem("holdspace-tablet") ?? "";
    if (!tablet) localStorage.setItem("holdspace-tablet", (tablet = hex(random(6))));
  } catch {
    tablet = hex(random(6));
  }
  return `${tablet}/${hex(random(5))}`;
}

export const device = name();
let count = 0;
export const nextCount = () => ++count;
