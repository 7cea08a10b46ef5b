// @ts-check
/** Shows what is not on the server yet, above what is: nothing looks safer than it is. */
import { link } from "./link.js";
import { elsewhere, kept, refused, setAside, unsent } from "./send.js";
import { wallClock } from "./time.js";

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
  if (kind === "level") return payload.scale === "dissociation" ? `Dissociation level ${payload.value} of 10` : `Level ${payload.value}`;
  if (kind === "amend") return "Taken back";
  if (kind === "acknowledge") return "Seen and acknowledged";
  const said = payload.text ?? payload.term ?? payload.state ?? payload.detail ?? payload.what ?? payload.to ?? kind;
  const words = String(said).replaceAll("_", " ");
  return kind === "words" ? `“${words}”` : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where an entry is, in words. @param {import("./send.js").Kept} entry @param {string} author @returns {[string, string, string]} words, tone, shape */
function whereItIs(entry, author) {
  if (entry.state === "refused") return [`refused: ${entry.says}`, "stop", "square-cross"];
  if (entry.state === "received") return ["on the server", "ok", "double-tick"];
  if (entry.state === "unkept") return ["only on this page, not kept: leave it open", "stop", "tablet"];
  if (entry.author !== author) return [`on this tablet, by ${entry.called}; sent when they sign in here`, "unknown", "tablet"];
  return [link.alone_since || link.signed_in !== "in" ? "on this tablet" : "on this tablet, sending", "unknown", "tablet"];
}

/** @param {import("./send.js").Kept} entry @param {any} config */
function line(entry, config) {
  const item = element("li", "timeline-entry");
  const zero = Date.parse(document.querySelector("[data-elapsed-since]")?.getAttribute("data-elapsed-since") ?? "");
  const at = element("span", "timeline-at", wallClock(entry.at, config.offset_minutes));
  const minutes = Math.floor((entry.at.getTime() - zero) / 60_000);
  if (!Number.isNaN(minutes)) at.append(element("small", "", `T${minutes < 0 ? "−" : "+"}${Math.abs(minutes)}`));
  const text = element("span", "timeline-text");
  text.append(element("span", entry.kind === "words" ? "voice" : "", inWords(entry.kind, entry.payload)));
  const [words, tone, drawn] = whereItIs(entry, config.author);
  const remark = element("span", `timeline-remark tone-${tone}`);
  remark.append(element("span", "toned", words));
  text.append(remark);
  item.dataset.pendingEntry = entry.id;
  item.dataset.state = entry.state;
  item.append(at, text);
  if (entry.state === "refused") {
    const button = element("button", "small", "Read");
    button.addEventListener("click", () => void setAside(entry.id));
    item.append(button);
  } else item.append(shape(drawn));
  return item;
}

/** A status shape, copied from the page so that it is drawn in one place only. @param {string} name */
export function shape(name) {
  const found = document.querySelector(`template[data-shape="${name}"]`);
  return found instanceof HTMLTemplateElement ? found.content.cloneNode(true) : document.createTextNode("");
}

/** The words in the corner: how many are where. @returns {[string, string]} */
function inShort() {
  const [waiting, turnedAway, more] = [unsent().length, refused().length, elsewhere.own];
  const ofOthers = more ? `, ${more} of other sessions` : "";
  if (waiting + more && (link.alone_since || link.signed_in !== "in")) return [`${waiting} on this tablet${ofOthers}`, "tablet"];
  if (waiting + more) return [`Sending ${waiting}${ofOthers}`, "tablet"];
  return turnedAway ? [`${turnedAway} refused`, "square-cross"] : ["All on the server", "double-tick"];
}

/** @param {any} config */
export function show(config) {
  const place = document.querySelector("[data-pending]");
  place?.replaceChildren(...[...kept].reverse().map((entry) => line(entry, config)));
  const corner = document.querySelector("[data-sending]");
  if (!corner) return;
  const [words, drawn] = inShort();
  corner.replaceChildren(shape(drawn), element("span", "", words));
  corner.classList.toggle("is-waiting", drawn !== "double-tick");
}
