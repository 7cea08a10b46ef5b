// @ts-check
/** On the time-out page: asks the browser to keep what is written here, and says what it can keep before a session starts. */
import { canKeep } from "../ui/tablet.js";
import { useTheWorker } from "./app.js";

const [form, place] = [document.querySelector("[data-start]"), document.querySelector("[data-tablet]")];

/** @param {{keeps: boolean, persists: boolean, free_mb: number | null}} found @param {number} least */
function words({ keeps, persists, free_mb }, least) {
  if (!keeps) return "This tablet can keep nothing when the network fails. Use another tablet or browser.";
  if (free_mb !== null && free_mb < least) return `This tablet has room for ${free_mb} MB; ${least} MB are needed. Free some, or use another tablet.`;
  const promise = persists ? "" : " The browser does not promise to keep it when storage runs low: install Holdspace on this tablet (browser menu, Install).";
  return `This tablet keeps entries when the network fails; room for ${least} MB was tried.${promise}`;
}

async function say() {
  if (!(form instanceof HTMLFormElement) || !(place instanceof HTMLElement)) return;
  const found = await canKeep(Number(place.dataset.tablet));
  const put = (/** @type {string} */ name, /** @type {string} */ value) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  };
  put("tablet_keeps", found.keeps ? "yes" : "no");
  put("tablet_free_mb", found.free_mb === null ? "" : String(found.free_mb));
  place.textContent = words(found, Number(place.dataset.tablet));
}

await say();
await useTheWorker(() => 0);
