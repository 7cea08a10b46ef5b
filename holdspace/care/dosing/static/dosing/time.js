// @ts-check
/** What time is it, by the server's clock carried on by a clock that nobody can set? */
import { heard, now } from "../ui/clock.js";

const HALF_A_DAY = 12 * 60 * 60_000;

/** Take the server's word for the time anew: a tablet that slept has lost some. @param {string | undefined} said */
export function listen(said) {
  if (said) heard(said);
}

/** @returns {Date} */
export const moment = () => new Date(now());

/** A moment as ISO text with the clinic's own offset. @param {Date} at @param {number} offsetMinutes */
export function written(at, offsetMinutes) {
  const local = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? "-" : "+";
  const of = Math.abs(offsetMinutes);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${local}${sign}${two(Math.trunc(of / 60))}:${two(of % 60)}`;
}

/**
 * The moment meant by a time on the clinic's clock. Around midnight it can be yesterday's; by day a time to come is a
 * slip, and is sent as it stands, so that nobody's dose is taken for one of yesterday.
 * @param {string} clock @param {number} offsetMinutes
 */
export function atClock(clock, offsetMinutes) {
  const [hours, minutes] = clock.split(":").map(Number);
  const at = moment();
  const local = new Date(at.getTime() + offsetMinutes * 60_000);
  const day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), hours, minutes);
  const meant = new Date(day - offsetMinutes * 60_000);
  const ahead = meant.getTime() - at.getTime();
  return ahead > HALF_A_DAY ? new Date(meant.getTime() - 2 * HALF_A_DAY) : meant;
}

/** The time on the clinic's wall: 10:40. @param {Date} at @param {number} offsetMinutes */
export function wallClock(at, offsetMinutes) {
  return new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(11, 16);
}
