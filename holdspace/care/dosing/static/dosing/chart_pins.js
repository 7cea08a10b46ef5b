// @ts-check
/** Pins and dose pills above the chart: real elements, so that they are as sharp as the icons on the buttons. */

const HALF = { pill: 34, pin: 16 };
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
  for (const dose of facts.doses) {
    const pill = made("span", `live-pin live-dose${dose.waits ? " is-waiting" : ""}`);
    pill.textContent = `${dose.mg} mg`;
    put(plot, pill, { at: left(dose.at), half: HALF.pill }, width, taken);
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

/** @param {any} plot @param {HTMLElement} element @param {{at: number, half: number}} place @param {number} width @param {{at: number, half: number}[]} taken */
function put(plot, element, place, width, taken) {
  if (place.at < 0 || place.at > width) return;
  taken.push(place);
  element.style.left = `${place.at}px`;
  plot.over.append(element);
}
