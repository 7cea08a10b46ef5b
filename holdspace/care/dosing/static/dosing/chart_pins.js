// @ts-check
/** Pins and dose pills above the chart: real elements, so that they are as sharp as the icons on the buttons. */

const HALF = { pill: 34, pin: 16, letter: 4 };
const MINUTE = 60_000;

/** @param {string} tag @param {string} className */
function made(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** Doses first, then the newest of the others; where they crowd, the timeline tells the rest. @param {any} plot @param {any} facts */
export function placePins(plot, facts) {
  for (const old of plot.over.querySelectorAll(".live-pin")) old.remove();
  const width = plot.over.clientWidth;
  /** @type {{at: number, half: number}[]} */
  const taken = [];
  const left = (/** @type {number} */ at) => plot.valToPos((at - facts.zero) / MINUTE, "x");
  for (const { at, half, words, waits } of pills(facts.doses, left)) {
    const pill = made("span", `live-pin live-dose${waits ? " is-waiting" : ""}`);
    pill.textContent = words;
    put(plot, pill, { at, half }, width, taken);
  }
  for (const one of [...facts.pins].reverse()) {
    const at = left(one.at);
    if (taken.some((other) => Math.abs(other.at - at) < other.half + HALF.pin)) continue;
    const pin = made("span", `live-pin live-event${one.voice ? " is-voice" : ""}${one.waits ? " is-waiting" : ""}`);
    const icon = document.querySelector(`template[data-icon="${CSS.escape(one.icon)}"]`);
    if (icon instanceof HTMLTemplateElement) pin.append(icon.content.cloneNode(true));
    put(plot, pin, { at, half: HALF.pin }, width, taken);
  }
}

/** Doses whose pills would cover each other share one: 40 + 20 mg. @param {any[]} doses @param {(at: number) => number} left */
function pills(doses, left) {
  /** @type {{first: number, at: number, half: number, words: string, waits: boolean}[]} */
  const found = [];
  for (const dose of doses) {
    const [at, before] = [left(dose.at), found.at(-1)];
    const waits = Boolean(dose.waits);
    if (before && before.waits === waits && at - HALF.pill < before.at + before.half) {
      const words = `${before.words.replace(" mg", "")} + ${dose.mg} mg`;
      Object.assign(before, { words, at: (before.first + at) / 2, half: HALF.letter * words.length + HALF.pin });
    } else found.push({ first: at, at, half: HALF.pill, words: `${dose.mg} mg`, waits });
  }
  return found;
}

/** @param {any} plot @param {HTMLElement} element @param {{at: number, half: number}} place @param {number} width @param {{at: number, half: number}[]} taken */
function put(plot, element, place, width, taken) {
  if (place.at < 0 || place.at > width) return;
  taken.push(place);
  element.style.left = `${place.at}px`;
  plot.over.append(element);
}
