// @ts-check
/** Carries the figures on from the server's picture with what waits here: dose, newest vital signs, next check, alarm. */
import { nextCheck } from "./checks.js";
import { alarmOf, judge } from "./judge.js";
import { kept, record } from "./send.js";
import { shape } from "./pending.js";
import { wallClock } from "./time.js";

const TONES = { implausible: "unknown", abnormal: "caution", act: "stop" };
const SHAPES = { implausible: "question", abnormal: "triangle", act: "octagon" };
const RANKS = ["none", "implausible", "abnormal", "act"];
const MINUTE = 60_000;
/** Cells that were written over, as the server drew them. @type {WeakMap<Element, {html: string, className: string, staleAt?: string, struckAt?: string}>} */
const drawn = new WeakMap();

/** @returns {any} what the server's picture rests on */
export function facts() {
  return JSON.parse(document.getElementById("picture-facts")?.textContent ?? "null");
}

/** What waits here and stands: not turned away, not taken back. */
function standing() {
  const taken = new Set(kept.filter((entry) => entry.kind === "amend").map((entry) => entry.payload.event));
  return kept.filter((entry) => entry.state !== "refused" && !taken.has(entry.id));
}

const plain = (/** @type {number} */ value, /** @type {number} */ digits = 3) => String(Math.round(value * 10 ** digits) / 10 ** digits);

/** @param {string} name */
const cell = (name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-figure="${name}"]`));

/** Back to what the server drew. @param {HTMLElement} place */
function afresh(place) {
  const before = drawn.get(place);
  if (!before) return;
  [place.innerHTML, place.className] = [before.html, before.className];
  for (const name of /** @type {const} */ (["staleAt", "struckAt"])) if (before[name]) place.dataset[name] = before[name];
  drawn.delete(place);
}

/** Remember what the server drew before it is written over. @param {HTMLElement} place */
function remember(place) {
  const { staleAt, struckAt } = place.dataset;
  drawn.set(place, { html: place.innerHTML, className: place.className, staleAt, struckAt });
}

/** @param {HTMLElement} place @param {string} selector @param {string} text */
function write(place, selector, text) {
  const part = place.querySelector(selector);
  if (part) part.textContent = text;
}

/** @param {any} told @param {import("./send.js").Kept[]} waiting @param {any} config */
function showDose(told, waiting, config) {
  const doses = waiting.filter((entry) => entry.kind === "dose");
  const mg = Number(told.given_mg) + doses.reduce((sum, entry) => sum + Number(entry.payload.mg || 0), 0);
  const place = cell("given");
  if (place) afresh(place);
  for (const sum of document.querySelectorAll("[data-given-so-far]")) sum.textContent = `${plain(mg)} mg`;
  for (const sum of document.querySelectorAll("[data-given-of]")) sum.textContent = (sum.textContent ?? "").replace(/^\S+/, plain(mg));
  for (const left of document.querySelectorAll("[data-remaining]")) if (config.ordered_mg) left.textContent = `${plain(Math.max(0, Number(config.ordered_mg) - mg))} mg`;
  const picture = document.getElementById("picture");
  if (picture) picture.dataset.given = String(mg);
  if (!place || !doses.length) return;
  remember(place);
  write(place, ".figure-number", plain(mg));
  const ratio = told.weight_kg && `${(mg / Number(told.weight_kg)).toFixed(2)} mg/kg`;
  const volume = told.mg_per_ml && `${plain(mg / Number(told.mg_per_ml), 2)} mL`;
  write(place, ".figure-line", [ratio, volume, "on this tablet"].filter(Boolean).join(" · "));
  if (config.ordered_mg && mg - Number(config.ordered_mg) > 1e-9) place.classList.add("tone-stop");
}

/** @param {import("./send.js").Kept[]} sets @param {string} signal */
const newestOf = (sets, signal) => sets.filter((entry) => entry.payload[signal] !== undefined).at(-1);

/** What a set asks for: the worst of its values. @param {import("./send.js").Kept | undefined} entry @param {string[]} signals @param {any} config */
function asks(entry, signals, config) {
  let worst = { alarm: "none", words: "", says: /** @type {string[]} */ ([]), does: "" };
  for (const signal of signals) {
    const given = entry?.payload[signal];
    if (given === undefined) continue;
    const { tier, limit } = judge(config.knowledge, signal, Number(given));
    const alarm = alarmOf(config.knowledge, tier);
    if (alarm === "none") continue;
    const { label, unit } = config.knowledge.signals[signal];
    const says = [...worst.says, `${label} ${given} ${unit}`.trim()];
    const does = limit?.do ?? config.knowledge.implausible_do;
    worst = RANKS.indexOf(alarm) > RANKS.indexOf(worst.alarm) ? { alarm, words: config.knowledge.tiers[tier].words, says, does } : { ...worst, says };
  }
  return worst;
}

/** @param {string} name @param {string[]} signals @param {string} label @param {import("./send.js").Kept[]} sets @param {any} told @param {any} config */
function showValue(name, signals, label, sets, told, config) {
  const place = cell(name);
  if (!place) return;
  afresh(place);
  const entry = newestOf(sets, signals[0]);
  const before = told.newest[signals[0]]?.at;
  if (!entry || (before && Date.parse(before) > entry.at.getTime())) return;
  remember(place);
  const { alarm, words } = asks(entry, signals, config);
  place.classList.remove("tone-caution", "tone-stop", "tone-unknown");
  if (alarm !== "none") place.classList.add(`tone-${TONES[/** @type {keyof typeof TONES} */ (alarm)]}`);
  const head = place.querySelector(".figure-label");
  head?.replaceChildren(alarm === "none" ? "" : shape(SHAPES[/** @type {keyof typeof SHAPES} */ (alarm)]), alarm === "none" ? label : `${label}: ${words.toLowerCase()}`);
  write(place, ".figure-number", signals.map((signal) => entry.payload[signal]).join("/"));
  const age = Object.assign(document.createElement("time"), { className: "age", dateTime: entry.at.toISOString(), textContent: "just now" });
  age.dataset.age = "";
  age.dataset.staleAfter = String(config.fresh_minutes);
  place.querySelector(".figure-line")?.replaceChildren(age, " · on this tablet");
  // Until when this value may pass for the newest: marked by the clock of the page, with or without a network.
  const fresh = config.fresh_minutes * MINUTE;
  if (place.dataset.staleAt) place.dataset.staleAt = new Date(entry.at.getTime() + fresh).toISOString();
  if (place.dataset.struckAt) place.dataset.struckAt = new Date(entry.at.getTime() + 2 * fresh).toISOString();
}

/** @param {any} told @param {import("./send.js").Kept[]} waiting @param {any} config */
function showCheck(told, waiting, config) {
  const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".session-figures [data-countdown], .session-actions [data-countdown], .chip.is-own [data-countdown]")]);
  if (!told.checks || !places.length || !config.knowledge) return;
  const at = (/** @type {string | null} */ text) => (text ? Date.parse(text) : null);
  const newest = (/** @type {string | null} */ before, /** @type {import("./send.js").Kept[]} */ entries) => {
    const moments = [at(before), ...entries.map((entry) => entry.at.getTime())].filter((moment) => moment !== null);
    return moments.length ? Math.max(...moments) : null;
  };
  const due = nextCheck(config.knowledge, {
    started_at: Date.parse(told.checks.started_at),
    last_dose_at: newest(told.checks.last_dose_at, waiting.filter((entry) => entry.kind === "dose")),
    last_vital_signs_at: newest(told.checks.last_vital_signs_at, waiting.filter((entry) => entry.kind === "vital_signs" && entry.payload.systolic)),
    infusion_ended_at: newest(told.checks.infusion_ended_at, waiting.filter((entry) => entry.kind === "infusion_rate" && entry.payload.ended)),
  });
  const moment = new Date(due.due_at).toISOString();
  for (const place of places) Object.assign(place.dataset, { due: moment, interval: String(due.minutes * 60) });
  const clock = wallClock(new Date(due.due_at), config.offset_minutes);
  const zero = Date.parse(document.querySelector("[data-elapsed-since]")?.getAttribute("data-elapsed-since") ?? "");
  const elapsed = Math.floor((due.due_at - zero) / MINUTE);
  write(document.body, "[data-figure=check] .figure-line", `due ${clock} · T${elapsed < 0 ? "−" : "+"}${Math.abs(elapsed)}`);
  write(document.body, "[data-check-clock]", clock);
}

/** A limit crossed by a value that the server has not seen is said here. @param {import("./send.js").Kept[]} waiting @param {any} config */
function showAlarm(waiting, config) {
  const seen = new Set(waiting.filter((entry) => entry.kind === "acknowledge").map((entry) => entry.payload.event));
  const signals = Object.keys(config.knowledge?.signals ?? {});
  const asking = waiting
    .filter((entry) => entry.kind === "vital_signs" && !seen.has(entry.id))
    .map((entry) => ({ entry, ...asks(entry, signals, config) }))
    .filter(({ alarm, entry }) => alarm !== "none" && !(alarm === "implausible" && entry.payload.confirmed))
    .sort((a, b) => RANKS.indexOf(b.alarm) - RANKS.indexOf(a.alarm));
  const place = document.querySelector("[data-local-alarm]");
  if (!(place instanceof HTMLElement)) return;
  place.hidden = !asking.length;
  const theirs = document.querySelector("#picture .session-alarm");
  const named = theirs?.querySelector("input[name=event]");
  theirs?.toggleAttribute("hidden", named instanceof HTMLInputElement && seen.has(named.value));
  if (!asking.length) return place.replaceChildren();
  const { alarm, words, says, does, entry } = asking[0];
  if (place.dataset.of === `${entry.id}${asking.length}`) return;
  place.dataset.of = `${entry.id}${asking.length}`;
  place.dataset.tier = alarm;
  place.className = `session-alarm tone-${TONES[/** @type {keyof typeof TONES} */ (alarm)]}`;
  const said = document.createElement("p");
  said.append(Object.assign(document.createElement("b"), { textContent: `${words}. ` }), `${says.join(", ")}. ${does}`, asking.length > 1 ? ` ${asking.length - 1} more.` : "");
  const button = Object.assign(document.createElement("button"), { className: "small", textContent: "Seen", type: "button" });
  button.addEventListener("click", () => void record("acknowledge", { event: entry.id }));
  place.replaceChildren(shape(SHAPES[/** @type {keyof typeof SHAPES} */ (alarm)]), said, button);
}

/** @param {any} config */
export function carryOn(config) {
  const told = facts();
  if (!told) return;
  const waiting = standing();
  const sets = waiting.filter((entry) => entry.kind === "vital_signs").sort((a, b) => a.at.getTime() - b.at.getTime());
  showDose(told, waiting, config);
  showValue("blood_pressure", ["systolic", "diastolic"], "Blood pressure", sets, told, config);
  showValue("heart_rate", ["heart_rate"], "Heart rate", sets, told, config);
  showValue("spo2", ["spo2"], "SpO₂", sets, told, config);
  showCheck(told, waiting, config);
  showAlarm(waiting, config);
}
