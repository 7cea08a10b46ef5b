// @ts-check
/** The number table: one tap for a number, then the next slot. Digits on a keyboard fill the slot as well. */
import { alarmOf, judge } from "./judge.js";
import { wallClock } from "./time.js";

const ROW = 10;
const WORDS = { abnormal: "abnormal", act: "act" };

/** @param {HTMLElement} sheet @param {any} config */
export function numberTable(sheet, config) {
  const slots = /** @type {HTMLInputElement[]} */ ([...sheet.querySelectorAll("[data-slot]")]);
  const table = /** @type {HTMLElement} */ (sheet.querySelector("[data-table]"));
  const [title, last, legend] = ["title", "last"].map((name) => sheet.querySelector(`[data-table-${name}]`)).concat(sheet.querySelector("[data-legend]"));
  const save = sheet.querySelector("[data-count]");
  let current = slots[0];
  let mode = "table";
  /** @type {Record<string, number>} */
  const pages = {};

  for (const part of sheet.querySelectorAll("[data-script]")) part.removeAttribute("hidden");
  for (const slot of slots) {
    slot.inputMode = "none";
    slot.addEventListener("focus", () => choose(slot, false));
    slot.addEventListener("input", count);
  }

  const span = () => {
    const [low, high] = config.table[current.name];
    const shift = (pages[current.name] ?? 0) * (high - low + 1);
    const watched = config.knowledge?.signals?.[current.name];
    const [least, most] = [watched?.lowest_plausible ?? 0, watched?.highest_plausible ?? 300];
    return { from: Math.max(low + shift, Math.floor(least / ROW) * ROW), to: Math.min(high + shift, most) };
  };

  /** @param {HTMLInputElement} slot @param {boolean} focuses */
  function choose(slot, focuses) {
    current = slot;
    for (const each of slots) each.closest(".slot")?.classList.toggle("is-current", each === slot);
    if (focuses) slot.focus({ preventScroll: true });
    draw();
  }

  /** @param {string} value */
  function put(value) {
    current.value = value;
    current.dispatchEvent(new Event("input", { bubbles: true }));
    const next = slots.find((slot) => !slot.value) ?? current;
    choose(next, true);
  }

  function count() {
    const filled = slots.filter((slot) => slot.value).length;
    if (save) save.textContent = filled < slots.length ? `${filled} of ${slots.length}` : "";
    if (mode === "table") mark();
  }

  /** @param {string} text @param {string} className */
  function key(text, className = "") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.className = className;
    return button;
  }

  /** The worst mark within a row: the legend says from which number on. @param {number} from @param {number} to */
  function rowMark(from, to) {
    const alarms = [];
    for (let value = from; value <= to; value++) alarms.push(alarmOf(config.knowledge, judge(config.knowledge, current.name, value).tier));
    return alarms.includes("act") ? "act" : alarms.includes("abnormal") ? "abnormal" : "";
  }

  function rows() {
    const { from, to } = span();
    const made = [];
    for (let tens = Math.floor(from / ROW) * ROW; tens <= to; tens += ROW) {
      const head = document.createElement("span");
      const mark = rowMark(Math.max(tens, from), Math.min(tens + 9, to));
      head.className = `row-head ${mark}`;
      const drawn = document.querySelector(`template[data-shape="${mark === "act" ? "octagon" : "triangle"}"]`);
      if (mark && drawn instanceof HTMLTemplateElement) head.append(drawn.content.cloneNode(true));
      head.append(String(tens));
      made.push(head);
      for (let value = tens; value < tens + ROW; value++) {
        const button = key(String(value), "number-key");
        button.disabled = value < from || value > to;
        button.dataset.value = String(value);
        made.push(button);
      }
    }
    return made;
  }

  function digits() {
    return ["1", "2", "3", "4", "5", "6", "7", "8", "9", "Clear", "0", "Next"].map((text) => {
      const button = key(text, "digit-key");
      button.dataset.digit = text;
      return button;
    });
  }

  function draw() {
    table.classList.toggle("is-digits", mode === "digits");
    table.replaceChildren(...(mode === "table" ? rows() : digits()));
    if (title) title.textContent = current.dataset.label ?? "";
    if (last) last.textContent = lastWords();
    if (legend) legend.textContent = legendWords();
    mark();
  }

  function lastWords() {
    const before = config.last[current.name];
    const baseline = config.knowledge?.signals?.[current.name]?.baseline;
    const parts = [before && `last ${before.value}, ${wallClock(new Date(before.at), config.offset_minutes)}`, baseline !== null && baseline !== undefined && `baseline ${baseline}`];
    return parts.filter(Boolean).join(" · ") || "not measured yet";
  }

  /** From which number on a mark begins, upwards and downwards. */
  function legendWords() {
    const said = [];
    const signal = config.knowledge?.signals?.[current.name];
    if (!signal) return "";
    for (const alarm of /** @type {const} */ (["abnormal", "act"])) {
      const within = [];
      for (let value = signal.lowest_plausible; value <= signal.highest_plausible; value++) {
        if (alarmOf(config.knowledge, judge(config.knowledge, current.name, value).tier) === alarm) within.push(value);
      }
      const middle = (signal.lowest_plausible + signal.highest_plausible) / 2;
      const normal = typeof signal.baseline === "number" ? signal.baseline : middle;
      const above = within.find((value) => value > normal);
      const below = within.filter((value) => value < normal).at(-1);
      if (above !== undefined) said.push(`${WORDS[alarm]} from ${above}`);
      if (below !== undefined) said.push(`${WORDS[alarm]} below ${below + 1}`);
    }
    return said.join(" · ");
  }

  function mark() {
    for (const button of table.querySelectorAll(".number-key")) {
      button.classList.toggle("is-chosen", /** @type {HTMLElement} */ (button).dataset.value === current.value);
    }
  }

  table.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (button.dataset.value) put(button.dataset.value);
    else if (button.dataset.digit === "Clear") current.value = "";
    else if (button.dataset.digit === "Next") choose(slots[(slots.indexOf(current) + 1) % slots.length], true);
    else if (current.value.length < 3) current.value += button.dataset.digit;
    current.dispatchEvent(new Event("input", { bubbles: true }));
  });
  sheet.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.dataset.mode) {
      mode = button.dataset.mode;
      for (const each of sheet.querySelectorAll("[data-mode]")) each.setAttribute("aria-pressed", String(each === button));
      draw();
    }
    if (button?.dataset.page) {
      const [low, high] = config.table[current.name];
      const wanted = (pages[current.name] ?? 0) + Number(button.dataset.page);
      const watched = config.knowledge?.signals?.[current.name];
      const start = low + wanted * (high - low + 1);
      if (start <= (watched?.highest_plausible ?? 300) && start + high - low >= (watched?.lowest_plausible ?? 0)) pages[current.name] = wanted;
      draw();
    }
  });

  return {
    open() {
      choose(slots.find((slot) => !slot.value) ?? slots[0], true);
      count();
    },
    clear() {
      for (const key of Object.keys(pages)) delete pages[key];
      count();
    },
  };
}
