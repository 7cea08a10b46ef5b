// @ts-check
/** The live session: taps become entries, entries are sent, what the server holds comes back as the picture. */
import "./keys.js";
import "./touch.js";
import { now } from "../ui/clock.js";
import { leave } from "../ui/tablet.js";
import { sayWhereWeStand } from "./alone.js";
import { useTheWorker } from "./app.js";
import { doseWords, doubtAbout } from "./doubt.js";
import { dropDraft, keepDrafts } from "./drafts.js";
import { carryOn, facts } from "./figures.js";
import { link, watchTheLink } from "./link.js";
import { show } from "./pending.js";
import { dropPicture, keepPicture } from "./picture.js";
import { begin, pictured, record, unsent } from "./send.js";
import { closeSheet, happenedAt, payloadOf } from "./sheet.js";
import { numberTable } from "./table.js";
import { listen, wallClock, moment } from "./time.js";
import { offerUndo, undo } from "./undo.js";

const config = JSON.parse(document.getElementById("device-config")?.textContent ?? "{}");
const vitalSigns = document.getElementById("vital-signs");
const table = vitalSigns ? numberTable(vitalSigns, config) : null;
listen(config.server_now);

/** Draw what waits here into the picture of the server. */
function draw() {
  show(config);
  carryOn(config);
  sayWhereWeStand(config);
}
document.addEventListener("entries", draw);
document.addEventListener("link", draw);
// Signed out, here or by a manager elsewhere: pictures go at once, entries stay.
document.addEventListener("link", () => link.signed_in === "out" && void leave().catch(() => undefined));
// An old picture that was opened without a network is kept already, with the time at which it was seen.
if (!document.documentElement.dataset.shell) void keepPicture(config);
watchTheLink(config);
void begin(config);
void keepDrafts(config);
useTheWorker(() => unsent().length);

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.dataset.event) return;
  event.preventDefault();
  delete form.dataset.leaving;
  if (form.dataset.undoes) return undo(form);
  const kind = form.dataset.event;
  const payload = payloadOf(form, /** @type {SubmitEvent} */ (event).submitter, config);
  const doubt = doubtAbout(kind, payload, config);
  if (ask(form, doubt)) return;
  const id = await record(kind, payload, happenedAt(form, config));
  after(form, id);
});

/** Show what is doubtful and wait for a second press. @param {HTMLFormElement} form @param {{says: string, confirms: boolean}} doubt */
function ask(form, doubt) {
  const place = form.querySelector("[data-doubt]");
  if (!(place instanceof HTMLElement)) return false;
  place.textContent = doubt.says;
  place.hidden = !doubt.says;
  const confirm = form.querySelector("[data-confirm]");
  if (confirm instanceof HTMLElement) confirm.hidden = !doubt.confirms;
  if (doubt.says) place.scrollIntoView({ block: "nearest" });
  return Boolean(doubt.says);
}

/** @param {HTMLFormElement} form @param {string} id */
function after(form, id) {
  dropDraft(config, form);
  if ("oneTap" in form.dataset) return offerUndo(form, id);
  if ("stays" in form.dataset) {
    const done = form.querySelector("[data-done]");
    if (done) done.textContent = wallClock(moment(), config.offset_minutes);
    for (const field of form.querySelectorAll("input:not([type=hidden])")) /** @type {HTMLInputElement} */ (field).value = "";
    return;
  }
  form.reset();
  ask(form, { says: "", confirms: false });
  table?.clear();
  closeSheet(form);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-opens], [data-swaps]") : null;
  if (!(link instanceof HTMLElement)) return;
  const id = link.dataset.swaps ?? link.dataset.opens ?? "";
  const sheet = document.getElementById(id);
  if (!(sheet instanceof HTMLDialogElement)) return;
  event.preventDefault();
  const from = link.closest("dialog");
  if (from?.open) from.close();
  if (!sheet.open) sheet.showModal();
  sheet.dispatchEvent(new Event("opened"));
});
vitalSigns?.addEventListener("opened", () => table?.open());

// The volume of a dose while it is typed, and what it would come to.
const dose = document.querySelector("[data-mg]");
dose?.addEventListener("input", () => {
  const form = /** @type {HTMLInputElement} */ (dose).form;
  const volume = form?.querySelector("[data-volume]");
  const [mg, perMl] = [Number(/** @type {HTMLInputElement} */ (dose).value.replace(",", ".")), Number(/** @type {HTMLElement | null} */ (volume)?.dataset.perMl)];
  if (volume) volume.textContent = mg > 0 && perMl ? `${Math.round((mg / perMl) * 1000) / 1000} mL` : "";
  const place = form?.querySelector("[data-doubt]");
  const words = doseWords({ mg }, config);
  if (place instanceof HTMLElement) {
    place.textContent = [words.doubt, words.beyond].filter(Boolean).join(" ");
    place.hidden = !place.textContent;
  }
});

// The picture came anew: keep it, and put back what waits here before anybody sees it without.
document.addEventListener("htmx:afterSwap", (event) => {
  if (/** @type {Element} */ (event.target).id !== "picture") return;
  void keepPicture(config);
  pictured(facts()?.sequence ?? 0);
});
// Its attributes hold now: take the server's time.
document.addEventListener("htmx:afterSettle", () => {
  const picture = document.getElementById("picture");
  if (!picture) return;
  listen(picture.dataset.serverNow);
  draw();
  brighten();
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.xhr.getResponseHeader("HX-Redirect")) void dropPicture(config.dosing_session);
});

// Without a server a phase is moved here, and told to it later like everything else.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!link.alone_since || !form.matches(".phase-move")) return;
  event.preventDefault();
  const given = new FormData(form);
  void record("phase", Object.fromEntries(["to", "because"].map((name) => [name, String(given.get(name) ?? "")]).filter(([, said]) => said)));
  closeSheet(form);
});

function elapse() {
  for (const place of document.querySelectorAll("[data-elapsed-since]")) {
    const minutes = Math.floor((now() - Date.parse(place.getAttribute("data-elapsed-since") ?? "")) / 60_000);
    if (!Number.isNaN(minutes)) place.textContent = `T${minutes < 0 ? "−" : "+"}${Math.abs(minutes)}`;
  }
}
elapse();
setInterval(elapse, 5000);

const STEPS = ["100", "85", "70"];
function brighten() {
  const button = document.querySelector("[data-brightness-button]");
  if (button instanceof HTMLElement) button.hidden = false;
}
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-brightness-button]"))) return;
  const root = document.documentElement;
  const next = STEPS[(STEPS.indexOf(root.dataset.brightness ?? "100") + 1) % STEPS.length];
  root.dataset.brightness = next;
});
brighten();
