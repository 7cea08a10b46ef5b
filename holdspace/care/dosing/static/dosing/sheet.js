// @ts-check
/** From a form on a sheet to an entry: what was typed, in the shape of its kind. */
import { atClock } from "./time.js";

/** @param {HTMLFormElement} form @param {HTMLElement | null} by @param {any} config */
export function payloadOf(form, by, config) {
  const shape = config.shapes[form.dataset.event ?? ""];
  const given = new FormData(form);
  if (by instanceof HTMLButtonElement && by.name) given.set(by.name, by.value);
  /** @type {Record<string, unknown>} */
  const payload = {};
  for (const [name, holds] of Object.entries(shape)) {
    if (holds === "list") payload[name] = given.getAll(name).map(String);
    const text = String(given.get(name) ?? "").trim();
    if (!text || holds === "list") continue;
    if (holds === "yes_no") payload[name] = text === "yes" || text === "on";
    else payload[name] = holds === "number" ? text.replace(",", ".").replace("−", "-") : text;
  }
  const picked = form.querySelector("input[name=term]:checked");
  const code = picked instanceof HTMLInputElement ? picked.dataset.code : "";
  if (code) payload.code = code;
  return payload;
}

/** When it happened: now, or the time that was typed. @param {HTMLFormElement} form @param {any} config */
export function happenedAt(form, config) {
  const clock = String(new FormData(form).get("when") ?? "");
  return clock ? atClock(clock, config.offset_minutes) : undefined;
}

/** Close the sheet a form stands on. @param {HTMLFormElement} form */
export function closeSheet(form) {
  const sheet = form.closest("dialog");
  if (sheet?.open) sheet.close();
}
