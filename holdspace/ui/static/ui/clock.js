// @ts-check
// Ages and countdowns kept true between loads. Once a second in the last two minutes and when overdue, else every ten.

const [MINUTE, HOUR, DAY] = [60, 3600, 86400];

/** The server's time less the time of a clock that nobody can set: a tablet's own clock may be wrong, and may be moved. */
let ahead = Date.now() - performance.now();
const said = Date.parse(document.querySelector("meta[name='server-time']")?.getAttribute("content") ?? "");
if (!Number.isNaN(said)) ahead = said - performance.now();

/** The server's clock. @returns {number} */
export function now() {
  return performance.now() + ahead;
}

/** Take the server's word anew, as after a sleep in which the page's clock stood still. @param {string} moment */
export function heard(moment) {
  const at = Date.parse(moment);
  if (!Number.isNaN(at)) ahead = at - performance.now();
}

/** @param {number} seconds */
function span(seconds) {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < 2 * HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} days`;
}

/** @param {number} seconds */
export function age(seconds) {
  return seconds < 0 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
}

/** @param {number} seconds */
export function minutesAndSeconds(seconds) {
  const left = Math.abs(seconds);
  if (left >= 2 * DAY) return `${Math.floor(left / DAY)} days`;
  if (left >= 2 * HOUR) return `${Math.floor(left / HOUR)}:${String(Math.floor((left % HOUR) / MINUTE)).padStart(2, "0")} h`;
  return `${Math.floor(left / MINUTE)}:${String(left % MINUTE).padStart(2, "0")}`;
}

/** @param {Element} element @param {number} at */
function writeAge(element, at) {
  const seconds = Math.round((at - Date.parse(element.getAttribute("datetime") ?? "")) / 1000);
  if (Number.isNaN(seconds)) return;
  element.textContent = age(seconds);
  const limit = Number(element.getAttribute("data-stale-after") || Infinity) * MINUTE;
  element.classList.toggle("stale", seconds > limit);
}

/** @param {HTMLElement} element @param {number} at @param {boolean} tenth */
function writeCountdown(element, at, tenth) {
  const seconds = Math.trunc((Date.parse(element.dataset.due ?? "") - at) / 1000);
  if (Number.isNaN(seconds)) return;
  const isOver = seconds < 0;
  const changed = element.classList.contains("is-over") !== isOver;
  if (seconds > 2 * MINUTE && !tenth && !changed) return;
  const text = element.querySelector("[data-countdown-text]");
  if (text) text.textContent = minutesAndSeconds(seconds);
  element.classList.toggle("is-over", isOver);
  element.classList.toggle("is-over-twice", -seconds > Number(element.dataset.interval || Infinity));
  const bar = element.querySelector("progress");
  if (bar) bar.value = Math.max(0, seconds);
}

let ticks = 0;

function tick() {
  const at = now();
  const tenth = ticks++ % 10 === 0;
  for (const element of document.querySelectorAll("[data-countdown]")) writeCountdown(/** @type {HTMLElement} */ (element), at, tenth);
  for (const element of document.querySelectorAll("[data-clock]")) {
    if (tenth) element.textContent = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: element.getAttribute("data-clock") || undefined });
  }
  if (tenth) for (const element of document.querySelectorAll("[data-age]")) writeAge(element, at);
}

tick();
setInterval(tick, 1000);
