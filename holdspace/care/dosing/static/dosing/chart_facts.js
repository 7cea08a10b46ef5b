// @ts-check
/** What the chart shows: what the server holds, and above it what waits on this tablet. */

const MINUTE = 60_000;
const DRAWN = /** @type {const} */ (["systolic", "diastolic", "heart_rate", "spo2"]);
const NOT_PINNED = ["dose", "vital_signs", "level", "phase", "staff", "acknowledge", "alarm", "amend"];

/**
 * @typedef {{id: string, kind: string, payload: any, at: Date, state: string}} Entry
 * @typedef {{id: string, at: number, waits?: boolean, [name: string]: any}} Mark
 */

/** The server's facts with the waiting entries laid over them. @param {any} data @param {Entry[]} waiting @param {any} icons */
export function merged(data, waiting, icons) {
  const facts = structuredClone(data);
  for (const entry of waiting) {
    if (entry.state === "refused" || has(facts, entry.id)) continue;
    if (entry.kind === "amend") amend(facts, entry.payload);
    else add(facts, entry, icons);
  }
  for (const name of ["doses", "sets", "levels", "pins"]) facts[name].sort((/** @type {Mark} */ a, /** @type {Mark} */ b) => a.at - b.at);
  if (facts.doses.length) facts.zero = facts.doses[0].at;
  return facts;
}

/** @param {any} facts @param {string} id */
const has = (facts, id) => ["doses", "sets", "levels", "pins"].some((name) => facts[name].some((/** @type {Mark} */ mark) => mark.id === id));

/** @param {any} facts @param {any} payload */
function amend(facts, payload) {
  for (const name of ["doses", "sets", "levels", "pins"]) {
    const place = facts[name].findIndex((/** @type {Mark} */ mark) => mark.id === payload.event);
    if (place < 0) continue;
    if (payload.how === "void") facts[name].splice(place, 1);
    else Object.assign(facts[name][place], content(name, payload.payload), { waits: true, tones: {} });
  }
}

/** @param {string} name @param {any} payload */
function content(name, payload) {
  if (name === "doses") return { mg: payload.mg, route: payload.route, over: payload.over_minutes ?? null };
  if (name === "levels") return { value: Number(payload.value) };
  if (name === "sets") return Object.fromEntries(DRAWN.filter((signal) => payload[signal] !== undefined).map((signal) => [signal, String(payload[signal])]));
  return {};
}

/** @param {any} facts @param {Entry} entry @param {any} icons */
function add(facts, entry, icons) {
  const mark = { id: entry.id, at: entry.at.getTime(), waits: true };
  if (entry.kind === "dose") facts.doses.push({ ...mark, ...content("doses", entry.payload) });
  else if (entry.kind === "vital_signs") facts.sets.push({ ...mark, tones: {}, ...content("sets", entry.payload) });
  else if (entry.kind === "level" && entry.payload.scale === "dissociation") facts.levels.push({ ...mark, ...content("levels", entry.payload) });
  else if (!NOT_PINNED.includes(entry.kind)) facts.pins.push({ ...mark, icon: iconOf(entry, icons), voice: entry.kind === "words" });
}

/** @param {Entry} entry @param {any} icons */
function iconOf(entry, icons) {
  if (entry.kind === "intervention") return icons.interventions[entry.payload.what] ?? icons.other;
  return icons.states[entry.payload.state ?? ""] ?? icons.kinds[entry.kind] ?? icons.other;
}

/** Whole minutes since the first dose, rounded down: a moment before it is minus one. @param {number} at @param {number} zero */
export const minutesSince = (at, zero) => Math.floor((at - zero) / MINUTE);

/** Stretches without a check: those that are over, and the one that lasts. @param {any} facts @param {number} now */
export function holes(facts, now) {
  const lasting = facts.due !== null && !facts.ended && now - facts.due > facts.holeAfter && !facts.sets.some((/** @type {Mark} */ one) => one.waits && one.systolic);
  const open = lasting ? [{ from: facts.due, to: now, words: `no check ${Math.floor((now - facts.due) / MINUTE)} min` }] : [];
  return [...facts.holes, ...open];
}

/** Which marks carry their number: the newest, then the abnormal, then as many as fit. @param {{x: number, tone: string}[]} marks @param {number} apart */
export function legible(marks, apart) {
  const newest = marks.length - 1;
  const order = marks.map((_, place) => place).reverse();
  order.sort((a, b) => Number(a !== newest) - Number(b !== newest) || Number(!marks[a].tone) - Number(!marks[b].tone));
  /** @type {number[]} */
  const written = [];
  for (const place of order) if (written.every((other) => Math.abs(marks[place].x - marks[other].x) >= apart)) written.push(place);
  return marks.map((_, place) => written.includes(place));
}
