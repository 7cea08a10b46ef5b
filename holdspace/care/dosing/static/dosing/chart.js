// @ts-check
/**
 * The chart of the session, drawn here from the server's facts and from what waits on this tablet, so that a tap shows
 * at once and without a network. Without script the server's own drawing stands in its place.
 */
// @ts-ignore: the address under which the package is served
import uPlot from "../npm/uplot/uPlot.esm.js";
import { now } from "../ui/clock.js";
import { merged, minutesSince } from "./chart_facts.js";
import { ground, marks } from "./chart_marks.js";
import { placePins } from "./chart_pins.js";
import { superposed, waysOf } from "./prediction.js";
import { waiting } from "./waiting.js";
import { wallClock } from "./time.js";

const MINUTE = 60_000;
const REDRAW_MS = 10_000;
/** Upper and lower edge of each lane, in per cent of the height. */
const LANES = { bp: [17, 46], hr: [50, 62], spo2: [66, 72], level: [80, 97] };
const SCALES = { bp: [180, 160, 140, 100, 60], hr: [100, 60], spo2: [94], level: [10, 5, 0] };
const MARGIN = { left: 50, right: 92, foot: 40 };
const TICK_EVERY = [5, 10, 15, 30, 60, 120];
const BAND_STEPS = 90;
const ZOOM = { least: 20, most: 480, step: 1.5 };

/** @param {string} id */
const told = (id) => JSON.parse(document.getElementById(id)?.textContent || "null");

const frame = told("chart-frame");
/** How much wider or narrower than at first; kept while the page is open. */
let zoom = 1;
/** @type {any} */
let plot = null;
/** @type {any} */
let scene = null;

/** Values for a lane, stretched so that the lane keeps its place on the whole height. @param {number[]} lane @param {number} low @param {number} high */
function stretched([upper, lower], low, high) {
  const each = (high - low) / (lower - upper);
  return [low + (lower - 100) * each, low + lower * each];
}

/** @param {any} facts */
function spans(facts) {
  const numbers = (/** @type {string} */ name) => facts.sets.map((/** @type {any} */ one) => Number(one[name])).filter((/** @type {number} */ value) => value > 0);
  return {
    bp: [Math.min(50, ...numbers("diastolic").map((/** @type {number} */ value) => value - 8)), Math.max(170, ...numbers("systolic").map((/** @type {number} */ value) => value + 8))],
    hr: [Math.min(50, ...numbers("heart_rate")), Math.max(110, ...numbers("heart_rate"))],
    spo2: [Math.min(86, ...numbers("spo2")), 100],
    level: [0, 10],
  };
}

/** The minutes that are shown: everything so far, and some way ahead. @param {any} facts @param {number} at */
function shown(facts, at) {
  const [first, last] = [facts.first, Math.max(facts.last, minutesSince(at, facts.zero) + 12)];
  const width = Math.min(ZOOM.most, Math.max(ZOOM.least, (last - first) * zoom));
  if (zoom >= 1) return [first, first + width];
  // Narrower: around now, with a third of the width ahead.
  const middle = Math.min(last, minutesSince(at, facts.zero));
  return [middle - (width * 2) / 3, middle + width / 3];
}

/** The band for the minutes that are shown, or the reason why there is none. @param {any} facts @param {number[]} range */
function predicted(facts, [first, last]) {
  const { told: answers, why } = frame?.prediction ?? { told: null, why: "" };
  if (!answers) return { band: null, why: why ? `No predicted band. ${why}` : "" };
  if (!facts.doses.length) return { band: null, why: "" };
  const doses = facts.doses.map((/** @type {any} */ one) => ({ route: one.route, mg: Number(one.mg), at: (one.at - facts.zero) / MINUTE, over: Number(one.over ?? 0) }));
  const ways = waysOf(doses, frame.first_device_mg);
  if (ways.some(([way]) => !answers.ways[way])) return { band: null, why: "No predicted band. A dose went another way than ordered." };
  const from = Math.max(0, first);
  const minutes = Array.from({ length: BAND_STEPS + 1 }, (_, place) => from + ((last - from) * place) / BAND_STEPS);
  const edges = superposed(answers, ways, minutes);
  const highest = Math.max(...edges.map((edge) => edge?.[2] ?? 0));
  const [title, ...rest] = answers.label.split(", ");
  return { band: { minutes, edges, ...scaleOf(highest), title, under: rest.join(", ") }, why: "" };
}

/** A round number above the highest, and where its marks stand. @param {number} highest */
function scaleOf(highest) {
  const raw = Math.max(highest, 10) / 2;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 8, 10].map((each) => each * power).find((each) => each >= raw) ?? raw;
  return { top: step * 2, ticks: [0, step, step * 2] };
}

/** Rows of numbers over one common axis of minutes. @param {any} facts @param {any} band */
function table(facts, band) {
  const levels = facts.levels.map((/** @type {any} */ one) => [(one.at - facts.zero) / MINUTE, one.value]);
  const rows = [[levels.map((/** @type {number[]} */ one) => one[0]), levels.map((/** @type {number[]} */ one) => one[1])]];
  if (!levels.length) rows[0] = [[0], [null]];
  const edge = (/** @type {number} */ place) => band.edges.map((/** @type {any} */ each) => each?.[place] ?? null);
  if (band) rows.push([band.minutes, edge(0), edge(1), edge(2)]);
  return uPlot.join(rows);
}

/** @param {string} name */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** @param {HTMLElement} place @param {any} facts */
function options(place, facts) {
  const span = scene.spans;
  const fixed = (/** @type {number[]} */ range) => ({ time: false, range: () => range });
  const lane = (/** @type {keyof typeof LANES} */ name) => fixed(stretched(LANES[name], span[name][0], span[name][1]));
  const band = scene.band;
  const drawn = { points: { show: false }, spanGaps: true };
  const fill = `color-mix(in srgb, ${token("band")} 32%, transparent)`;
  return {
    width: place.clientWidth,
    height: place.clientHeight,
    padding: [0, MARGIN.right, 0, MARGIN.left],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: fixed(scene.range), bp: lane("bp"), hr: lane("hr"), spo2: lane("spo2"), level: lane("level"), band: fixed(stretched(LANES.level, 0, band?.top ?? 1)) },
    axes: [{ scale: "x", size: MARGIN.foot, stroke: token("ink-2"), font: `500 14px ${token("font-sans")}`, grid: { show: false }, ticks: { show: false }, gap: 4, splits: () => ticks(facts), values: (/** @type {any} */ _, /** @type {number[]} */ minutes) => minutes.map((minute) => tickWords(minute, facts)) }],
    series: [
      {},
      { scale: "level", stroke: token("level"), width: 2.5, ...drawn },
      ...(band ? [{ scale: "band", stroke: token("band"), width: 1, ...drawn }, { scale: "band", stroke: token("band"), width: 2, dash: [8, 5], ...drawn }, { scale: "band", stroke: token("band"), width: 1, ...drawn }] : []),
    ],
    ...(band ? { bands: [{ series: [4, 2], fill }] } : {}),
    hooks: { drawClear: [(/** @type {any} */ made) => ground(made, scene)], draw: [(/** @type {any} */ made) => marks(made, scene), (/** @type {any} */ made) => placePins(made, facts)] },
  };
}

/** @param {any} facts */
function ticks(facts) {
  const [first, last] = scene.range;
  const every = TICK_EVERY.find((each) => (last - first) / each <= 8) ?? 240;
  const here = facts.ended ? NaN : (scene.now - facts.zero) / MINUTE;
  const near = (last - first) * 0.08;
  const found = [];
  for (let minute = Math.ceil(first / every) * every; minute <= last; minute += every) {
    if (minute - first > near / 3 && last - minute > near / 2 && !(Math.abs(minute - here) < near)) found.push(minute);
  }
  return found;
}

/** @param {number} minute @param {any} facts */
const tickWords = (minute, facts) => `T${minute < 0 ? "−" : "+"}${Math.abs(minute)}\n${wallClock(new Date(facts.zero + minute * MINUTE), frame.offset_minutes)}`;

/** Everything that one drawing needs. @param {any} data */
function look(data) {
  const facts = merged(data, waiting(), frame.icons);
  const at = now();
  const range = shown(facts, at);
  const span = spans(facts);
  const within = Object.fromEntries(Object.entries(SCALES).map(([lane, values]) => [lane, values.filter((value) => value >= span[/** @type {keyof typeof span} */ (lane)][0] && value <= span[/** @type {keyof typeof span} */ (lane)][1])]));
  const known = predicted(facts, range);
  return { facts, now: at, range, spans: span, scales: within, lanes: LANES, offset: frame.offset_minutes, ...known };
}

/** Draw anew from the facts on the page. */
export function draw() {
  const place = document.querySelector("[data-live-chart]");
  const data = told("chart-data");
  if (!(place instanceof HTMLElement) || !data || !frame) return;
  document.documentElement.classList.add("has-live-chart");
  plot?.destroy();
  plot = null;
  if (!place.clientWidth) return;
  scene = look(data);
  plot = new uPlot(options(place, scene.facts), table(scene.facts, scene.band), place);
}

let asked = 0;
function drawSoon() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(draw);
}

/** Wider or narrower by keys and by two fingers. @param {number} times */
function widen(times) {
  zoom = Math.min(6, Math.max(0.2, zoom * times));
  drawSoon();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
  if (event.key === "+" || event.key === "=") widen(1 / ZOOM.step);
  if (event.key === "-" || event.key === "−") widen(ZOOM.step);
});

let apart = 0;
document.addEventListener("touchmove", (event) => {
  if (event.touches.length !== 2 || !(event.target instanceof Element && event.target.closest("[data-live-chart]"))) return;
  const [a, b] = event.touches;
  const width = Math.abs(a.clientX - b.clientX);
  if (apart && Math.abs(width - apart) > 12) {
    widen(apart / Math.max(width, 1));
    apart = width;
  }
  apart ||= width;
}, { passive: true });
document.addEventListener("touchend", () => (apart = 0));

// The picture came anew, something waits or was sent, the window turned, the type has loaded, time has passed.
document.addEventListener("htmx:afterSwap", draw);
document.addEventListener("entries", drawSoon);
addEventListener("resize", drawSoon);
document.getElementById("chart-open")?.addEventListener("change", drawSoon);
document.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("[data-brightens]") && drawSoon());
void document.fonts?.ready.then(drawSoon);
setInterval(drawSoon, REDRAW_MS);
draw();
