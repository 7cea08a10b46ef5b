// @ts-check
/** Shows what is not on the server yet, above what is: nothing looks safer than it is. */
import { kept, refused, setAside, unsent } from "./send.js";
import { wallClock } from "./time.js";

const SHAPES = { sending: "tablet", refused: "square-cross" };

/** @param {string} tag @param {string} className @param {string} [text] */
function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** What an entry says, in the few words the script needs. @param {string} kind @param {any} payload */
export function inWords(kind, payload) {
  if (kind === "vital_signs") {
    const pressure = payload.systolic ? `${payload.systolic}/${payload.diastolic}` : "";
    return [pressure, payload.heart_rate && `HR ${payload.heart_rate}`, payload.spo2 && `SpO₂ ${payload.spo2} %`].filter(Boolean).join(" · ") || "Vital signs";
  }
  if (kind === "dose") return `${payload.mg} mg`;
  if (kind === "level") return `Level ${payload.value}`;
  if (kind === "amend") return "Taken back";
  if (kind === "acknowledge") return "Seen and acknowledged";
  const said = payload.text ?? payload.term ?? payload.state ?? payload.detail ?? payload.what ?? payload.to ?? kind;
  return String(said).replaceAll("_", " ");
}

/** @param {import("./send.js").Kept} entry @param {number} offset */
function line(entry, offset) {
  const item = element("li", "timeline-entry");
  const at = element("span", "timeline-at", wallClock(entry.at, offset));
  const text = element("span", "timeline-text");
  text.append(element("span", entry.kind === "words" ? "voice" : "", inWords(entry.kind, entry.payload)));
  const word = entry.state === "sending" ? "on this tablet, sending" : `refused: ${entry.says}`;
  const remark = element("span", `timeline-remark tone-${entry.state === "sending" ? "unknown" : "stop"}`);
  remark.append(element("span", "toned", word));
  text.append(remark);
  item.dataset.pendingEntry = entry.id;
  item.append(at, text);
  if (entry.state === "refused") {
    const button = element("button", "small", "Read");
    button.addEventListener("click", () => setAside(entry.id));
    item.append(button);
  } else item.append(shape(SHAPES.sending));
  return item;
}

/** A status shape, copied from the page so that it is drawn in one place only. @param {string} name */
function shape(name) {
  const found = document.querySelector(`template[data-shape="${name}"]`);
  return found instanceof HTMLTemplateElement ? found.content.cloneNode(true) : document.createTextNode("");
}

/** @param {number} offset */
export function show(offset) {
  const place = document.querySelector("[data-pending]");
  place?.replaceChildren(...[...kept].reverse().map((entry) => line(entry, offset)));
  const link = document.querySelector("[data-sending]");
  if (!link) return;
  const [waiting, turnedAway] = [unsent().length, refused().length];
  const words = waiting ? `Sending ${waiting}` : turnedAway ? `${turnedAway} refused` : "All on the server";
  link.replaceChildren(shape(waiting ? "tablet" : turnedAway ? "square-cross" : "double-tick"), element("span", "", words));
  link.classList.toggle("is-waiting", Boolean(waiting || turnedAway));
}
