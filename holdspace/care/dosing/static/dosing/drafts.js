// @ts-check
/** Half-typed words survive a closed page. Words only: what is measured or given is never filled in by a script. */
import { all, drop, keyOf, put, seal, unseal } from "../ui/tablet.js";
import { wallClock } from "./time.js";

const KEPT_AFTER_MS = 1000;
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const writing = new Map();

/** @param {Element} field */
const isWords = (field) => (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text")) && !field.closest("[data-event=dose], [data-event=vital_signs]");

/** @param {any} config @param {HTMLFormElement} form */
const nameOf = (config, form) => `${config.dosing_session}/${config.author}/${form.dataset.event}/${[...document.querySelectorAll("form[data-event]")].filter((one) => /** @type {HTMLFormElement} */ (one).dataset.event === form.dataset.event).indexOf(form)}`;

/** @param {HTMLFormElement} form */
const wordsOf = (form) => Object.fromEntries([...form.elements].filter(isWords).map((field) => [/** @type {HTMLInputElement} */ (field).name, /** @type {HTMLInputElement} */ (field).value]));

/** @param {any} config @param {HTMLFormElement} form */
async function keep(config, form) {
  const [name, words] = [nameOf(config, form), wordsOf(form)];
  if (!Object.values(words).some(Boolean)) return drop("drafts", name);
  const key = await keyOf(config.author, config.called);
  await put("drafts", { name, session: config.dosing_session, author: config.author, kept_at: Date.now(), ...(await seal(key, words)) });
}

/** The entry is recorded: its draft goes. @param {any} config @param {HTMLFormElement} form */
export function dropDraft(config, form) {
  const name = nameOf(config, form);
  clearTimeout(writing.get(name));
  writing.delete(name);
  void drop("drafts", name).catch(() => undefined);
}

/** @param {any} config */
export async function keepDrafts(config) {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !isWords(field) || !field.form?.dataset.event) return;
    const form = field.form;
    const name = nameOf(config, form);
    // Not put off by further typing: a second after the first letter it is on the disk.
    if (writing.has(name)) return;
    writing.set(name, setTimeout(() => {
      writing.delete(name);
      void keep(config, form).catch(() => undefined);
    }, KEPT_AFTER_MS));
  });
  try {
    for (const draft of await all("drafts")) if (draft.session === config.dosing_session && draft.author === config.author) await bringBack(config, draft);
  } catch {
    // Nothing was kept here.
  }
}

/** @param {any} config @param {any} draft */
async function bringBack(config, draft) {
  const form = [...document.querySelectorAll("form[data-event]")].find((one) => nameOf(config, /** @type {HTMLFormElement} */ (one)) === draft.name);
  if (!(form instanceof HTMLFormElement)) return;
  const words = await unseal(await keyOf(draft.author), draft);
  for (const [name, text] of Object.entries(words)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement && isWords(field) && !(/** @type {HTMLInputElement} */ (field).value)) /** @type {HTMLInputElement} */ (field).value = text;
  }
  const said = Object.assign(document.createElement("p"), { className: "second", textContent: `Half-typed words from ${wallClock(new Date(draft.kept_at), config.offset_minutes)}, not recorded yet.` });
  form.prepend(said);
  form.addEventListener("reset", () => said.remove(), { once: true });
}
