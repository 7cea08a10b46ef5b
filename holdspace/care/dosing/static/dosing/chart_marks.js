// @ts-check
/** Draws on the chart's canvas what no line can say: pressures, holes, limits, checks, levels, and now. */
import { holes, legible } from "./chart_facts.js";
import { wallClock } from "./time.js";

const MINUTE = 60_000;
const NUMBERS_APART = 42;
const HEAD = { words: 13.5, dose: 8, check: 15 };

/** @param {string} name */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * Places and pens for one drawing: across by minute, down by lane or by per cent of the height.
 * @param {any} plot @param {any} facts
 */
export function pens(plot, facts) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  const x = (/** @type {number} */ at) => plot.valToPos((at - facts.zero) / MINUTE, "x", true);
  const y = (/** @type {number} */ value, /** @type {string} */ lane) => plot.valToPos(value, lane, true);
  const down = (/** @type {number} */ percent) => bbox.top + (bbox.height * percent) / 100;
  const font = (/** @type {number} */ size, weight = 500) => {
    ctx.font = `${weight} ${size * ratio}px ${token("font-sans") || "sans-serif"}`;
  };
  /** Words with a rim of the ground, so that a line behind them does not strike them. */
  const write = (/** @type {string} */ text, /** @type {number} */ left, /** @type {number} */ base, /** @type {string} */ colour, align = "left") => {
    ctx.textAlign = align;
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = token("surface");
    ctx.strokeText(text, left, base);
    ctx.fillStyle = colour;
    ctx.fillText(text, left, base);
  };
  const line = (/** @type {number[]} */ points, /** @type {string} */ colour, width = 1, dash = /** @type {number[]} */ ([])) => {
    ctx.beginPath();
    ctx.setLineDash(dash.map((each) => each * ratio));
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * ratio;
    for (let place = 0; place < points.length; place += 2) ctx[place ? "lineTo" : "moveTo"](points[place], points[place + 1]);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const right = bbox.left + bbox.width;
  return { ctx, bbox, ratio, x, y, down, font, write, line, right, inside: (/** @type {number} */ at) => at >= bbox.left && at <= right, px: (/** @type {number} */ size) => size * ratio };
}

/** The ground: the past, the scales of the lanes, holes, limits and checks to come. @param {any} plot @param {any} scene */
export function ground(plot, { facts, lanes, now, offset, scales }) {
  const pen = pens(plot, facts);
  const { ctx, bbox, px } = pen;
  const until = Math.min(pen.right, pen.x(facts.ended ?? now));
  ctx.fillStyle = token("sunk");
  ctx.globalAlpha = 0.45;
  ctx.fillRect(bbox.left, pen.down(HEAD.check), Math.max(0, until - bbox.left), pen.down(100) - pen.down(HEAD.check));
  ctx.globalAlpha = 1;
  pen.font(14);
  for (const [lane, values] of Object.entries(scales)) {
    for (const value of /** @type {number[]} */ (values)) {
      const at = pen.y(value, lane);
      pen.line([bbox.left, at, pen.right, at], token("line"));
      pen.write(String(value), bbox.left - px(8), at + px(5), token("ink-2"), "right");
    }
  }
  pen.write("mmHg", bbox.left - px(8), pen.down(13), token("ink-2"), "right");
  for (const hole of holes(facts, now)) hatch(pen, hole, lanes);
  for (const limit of facts.limits) limitLine(pen, limit);
  checks(pen, facts, now, offset);
}

/** @param {ReturnType<typeof pens>} pen @param {any} hole @param {any} lanes */
function hatch(pen, hole, lanes) {
  const { ctx, px } = pen;
  const [from, to] = [Math.max(pen.bbox.left, pen.x(hole.from)), Math.min(pen.right, pen.x(hole.to))];
  if (to <= from) return;
  const [top, base] = [pen.down(lanes.bp[0]), pen.down(lanes.spo2[1])];
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, base - top);
  ctx.clip();
  ctx.globalAlpha = 0.6;
  for (let left = from - (base - top); left < to; left += px(9)) pen.line([left, top, left + (base - top), base], token("gap"));
  ctx.restore();
  pen.font(14, 500);
  const width = ctx.measureText(hole.words).width;
  const [middle, words] = [(from + to) / 2, pen.down((lanes.bp[1] + lanes.hr[0]) / 2) + px(5)];
  if (width < to - from) pen.write(hole.words, middle, words, token("ink-2"), "center");
  else pen.write(hole.words, to - px(6), words, token("ink-2"), "right");
}

/** @param {ReturnType<typeof pens>} pen @param {any} limit */
function limitLine(pen, limit) {
  const at = pen.y(limit.value, limit.lane);
  if (at < pen.down(HEAD.check)) return;
  pen.line([pen.bbox.left, at, pen.right, at], token("caution"), 1.5, [3, 5]);
  pen.font(14);
  pen.write(limit.word, pen.right + pen.px(8), at - pen.px(2), token("caution"));
  pen.write(limit.note, pen.right + pen.px(8), at + pen.px(14), token("caution"));
}

/** @param {ReturnType<typeof pens>} pen @param {any} facts @param {number} now @param {number} offset */
function checks(pen, facts, now, offset) {
  let free = pen.x(now) + pen.px(10);
  pen.font(14);
  for (const at of facts.checks.filter((/** @type {number} */ moment) => moment > now)) {
    const left = pen.x(at);
    if (!pen.inside(left)) continue;
    pen.line([left, pen.down(HEAD.check + 1), left, pen.down(100)], token("edge"), 1.5, [1, 6]);
    const words = `check ${wallClock(new Date(at), offset)}`;
    const begins = Math.max(left - pen.ctx.measureText(words).width / 2, free);
    if (begins + pen.ctx.measureText(words).width > pen.right + pen.px(60)) continue;
    pen.write(words, begins, pen.down(HEAD.words), token("ink-2"));
    free = begins + pen.ctx.measureText(words).width + pen.px(12);
  }
}

/** The marks: doses through all lanes, pressures, numbers at the dots, levels, names, now. @param {any} plot @param {any} scene */
export function marks(plot, { facts, lanes, now, band, why }) {
  const pen = pens(plot, facts);
  for (const dose of facts.doses) {
    const left = pen.x(dose.at);
    if (pen.inside(left)) pen.line([left, pen.down(HEAD.dose), left, pen.down(100)], token("ink-2"), 1.25);
  }
  if (!facts.ended && pen.inside(pen.x(now))) nowLine(pen, now);
  names(pen, facts, lanes, now, band, why);
  pressures(pen, facts);
  dots(pen, facts, "heart_rate", "hr");
  dots(pen, facts, "spo2", "spo2");
  levels(pen, facts);
}

/** @param {ReturnType<typeof pens>} pen @param {number} now */
function nowLine(pen, now) {
  const { ctx, px } = pen;
  const left = pen.x(now);
  pen.line([left, pen.down(13), left, pen.down(100)], token("pine"), 2.5);
  ctx.fillStyle = token("pine");
  ctx.beginPath();
  ctx.arc(left, pen.down(13), px(5), 0, 7);
  ctx.fill();
  ctx.beginPath();
  ctx.roundRect(left - px(26), pen.down(100) + px(2), px(52), px(24), px(12));
  ctx.fill();
  pen.font(14, 650);
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = token("on-pine");
  ctx.fillText("now", left, pen.down(100) + px(19));
}

/** @param {any} tone */
const colourOf = (tone) => ({ caution: token("caution"), stop: token("stop"), unknown: token("unknown") })[/** @type {string} */ (tone)] ?? "";

/** @param {ReturnType<typeof pens>} pen @param {any} facts */
function pressures(pen, facts) {
  const { px } = pen;
  const drawn = facts.sets.filter((/** @type {any} */ one) => one.systolic && one.diastolic);
  const placed = drawn.map((/** @type {any} */ one) => ({ x: pen.x(one.at) / pen.ratio, tone: one.tones.pressure ?? "" }));
  const written = legible(placed, NUMBERS_APART);
  drawn.forEach((/** @type {any} */ one, /** @type {number} */ place) => {
    const [left, upper, lower] = [pen.x(one.at), pen.y(Number(one.systolic), "bp"), pen.y(Number(one.diastolic), "bp")];
    if (!pen.inside(left)) return;
    const colour = one.waits ? token("unknown") : colourOf(one.tones.pressure) || token("bp");
    pen.line([left, upper, left, lower], colour, 1.5, one.waits ? [4, 4] : []);
    pen.line([left - px(7), upper - px(7), left, upper, left + px(7), upper - px(7)], colour, 2.5);
    pen.line([left - px(7), lower + px(7), left, lower, left + px(7), lower + px(7)], colour, 2.5);
    if (!written[place]) return;
    pen.font(15, 650);
    pen.write(one.systolic, left + px(11), upper, colour);
    pen.write(one.diastolic, left + px(11), lower + px(10), colour);
  });
}

/** @param {ReturnType<typeof pens>} pen @param {any} facts @param {string} signal @param {string} lane */
function dots(pen, facts, signal, lane) {
  const { ctx, px } = pen;
  const drawn = facts.sets.filter((/** @type {any} */ one) => one[signal] !== undefined);
  const written = legible(drawn.map((/** @type {any} */ one) => ({ x: pen.x(one.at) / pen.ratio, tone: one.tones[signal] ?? "" })), NUMBERS_APART);
  drawn.forEach((/** @type {any} */ one, /** @type {number} */ place) => {
    const [left, at] = [pen.x(one.at), pen.y(Number(one[signal]), lane)];
    if (!pen.inside(left)) return;
    const colour = one.waits ? token("unknown") : colourOf(one.tones[signal]) || token(lane);
    ctx.beginPath();
    ctx.arc(left, at, px(4.5), 0, 7);
    ctx.fillStyle = token("surface");
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = px(2.5);
    ctx.stroke();
    pen.font(14, 600);
    if (written[place]) pen.write(one[signal], left + px(10), at + px(5), colour);
  });
}

/** @param {ReturnType<typeof pens>} pen @param {any} facts */
function levels(pen, facts) {
  const { ctx, px } = pen;
  for (const one of facts.levels) {
    const [left, at] = [pen.x(one.at), pen.y(one.value, "level")];
    if (!pen.inside(left)) continue;
    ctx.beginPath();
    ctx.arc(left, at, px(11), 0, 7);
    ctx.fillStyle = token("surface");
    ctx.fill();
    ctx.strokeStyle = one.waits ? token("unknown") : token("level");
    ctx.lineWidth = px(2.5);
    ctx.stroke();
    pen.font(15, 650);
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = token("ink");
    ctx.fillText(String(one.value), left, at + px(5));
  }
}

/** The names of the lanes at the end of what is known, and the title of the band, or why there is none.
 * @param {ReturnType<typeof pens>} pen @param {any} facts @param {any} lanes @param {number} now @param {any} band @param {string} why */
function names(pen, facts, lanes, now, band, why) {
  const { px } = pen;
  const known = [facts.ended ?? now, ...facts.sets.slice(-1).map((/** @type {any} */ one) => one.at + 5 * MINUTE), ...facts.levels.slice(-1).map((/** @type {any} */ one) => one.at + 3 * MINUTE)];
  pen.font(14, 600);
  const widest = pen.ctx.measureText("Dissociation level").width;
  const left = Math.max(pen.bbox.left, Math.min(pen.x(Math.max(...known)) + px(12), pen.right - widest));
  const middle = (/** @type {string} */ lane) => pen.down((lanes[lane][0] + lanes[lane][1]) / 2) + px(5);
  pen.write("Blood pressure", left, middle("bp"), token("bp"));
  pen.write("Heart rate", left, middle("hr"), token("hr"));
  pen.write("SpO₂ %", left, middle("spo2"), token("spo2"));
  const newest = facts.levels.at(-1);
  pen.write("Dissociation level", left, newest ? pen.y(newest.value, "level") + px(5) : pen.down(lanes.level[1]) - px(6), token("level"));
  const top = pen.down(lanes.level[0]) - px(4);
  if (band) {
    pen.font(14, 500);
    const under = `, ${band.under}`;
    const width = pen.ctx.measureText(under).width;
    pen.write(under, pen.right, top, token("ink-2"), "right");
    pen.font(14, 600);
    pen.write(band.title, pen.right - width, top, token("ink"), "right");
    pen.font(14, 500);
    for (const value of band.ticks) pen.write(value ? String(value) : "0 ng/mL", pen.right + px(8), pen.y(value, "band") + px(5), token("ink-2"));
  } else if (why) {
    pen.font(14, 500);
    pen.write(why, pen.right, top, token("ink-3"), "right");
  }
}
