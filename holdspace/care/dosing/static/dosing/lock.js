// @ts-check
/**
 * Locks this tablet at once, with or without a network, and opens it with a short code. Behind the lock the page lives
 * on: what waits is sent, what was half typed stays, the countdown runs. The server is told and holds to it; a page that
 * is loaded anew while there is no network holds to what it finds here.
 */

const KEPT = "holdspace-locked";
const ROUNDS = 200_000;
const ASK_AGAIN_MS = 20_000;
const place = document.getElementById("locked");
const root = document.documentElement;
const title = document.title;
const between = "BroadcastChannel" in window ? new BroadcastChannel("holdspace-lock") : null;
let hasCode = place?.dataset.hasCode === "yes";
/** What the server has not heard yet. @type {{address: string, code: string} | null} */
let untold = null;

/** The lock as this browser keeps it, to hold without a network. @returns {{salt: string, hash: string, of: string} | null} */
function keptLock() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} code @param {string} salt */
async function hashOf(code, salt) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: new TextEncoder().encode(salt), iterations: ROUNDS }, key, 256);
  return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The code that was chosen on this page, kept as its hash. @type {{salt: string, hash: string} | null} */
let chosen = null;

/** @param {string} words */
function say(words) {
  const said = place?.querySelector("[data-lock-says]");
  if (said) said.textContent = words;
}

/** Cover everything; nothing beneath can be seen, reached or typed into. */
function cover() {
  if (!place) return;
  for (const sheet of document.querySelectorAll("dialog[open]")) if (sheet instanceof HTMLDialogElement) sheet.close();
  root.dataset.locked = "yes";
  document.title = "Locked · Holdspace";
  place.hidden = false;
  const form = place.querySelector("[data-unlocks]");
  if (form instanceof HTMLElement) form.hidden = !hasCode;
  say("");
  const field = place.querySelector("input[name=code]");
  if (field instanceof HTMLInputElement) {
    field.value = "";
    field.focus();
  }
  void refresh();
}

function uncover() {
  if (!place) return;
  delete root.dataset.locked;
  document.title = title;
  place.hidden = true;
  localStorage.removeItem(KEPT);
  document.body.dispatchEvent(new CustomEvent("changed", { detail: { own: true } }));
}

/** @param {string} address @param {Record<string, string>} fields */
async function post(address, fields) {
  const token = document.querySelector("#locked input[name=csrfmiddlewaretoken]");
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: /** @type {HTMLInputElement} */ (token).value });
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  return { status: answer.status, ...(await answer.json()) };
}

/** @param {string} code */
async function lock(code) {
  if (!place) return;
  if (code) {
    const salt = crypto.randomUUID();
    chosen = { salt, hash: await hashOf(code, salt) };
    hasCode = true;
  }
  localStorage.setItem(KEPT, JSON.stringify({ ...(chosen ?? { salt: "", hash: "" }), of: place.dataset.lockAt }));
  cover();
  between?.postMessage("locked");
  await tell(place.dataset.lockAt ?? "", code);
}

/** The server holds to the lock too, as soon as it can be told. @param {string} address @param {string} code */
async function tell(address, code) {
  try {
    await post(address, { code });
    untold = null;
  } catch {
    untold = { address, code };
  }
}

/** @param {HTMLFormElement} form */
async function unlock(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
  const code = field.value;
  field.value = "";
  try {
    const answer = await post(form.action, { code });
    hasCode = answer.has_code;
    if (!answer.locked) return opened();
    form.hidden = !hasCode;
    say(answer.says);
  } catch {
    const kept = keptLock();
    if (!kept?.hash) return say("No network: only a code that was chosen on this tablet opens it now.");
    if ((await hashOf(code, kept.salt)) !== kept.hash) return say("This is not the code. The tablet stays locked.");
    untold = { address: form.action, code };
    opened();
  }
  field.focus();
}

function opened() {
  between?.postMessage("opened");
  // A page that was loaded while locked has nothing beneath.
  if (!document.getElementById("picture")) return location.reload();
  uncover();
}

/** Initials, room and countdown, nothing else. */
async function refresh() {
  if (!place || root.dataset.locked !== "yes") return;
  const shows = place.querySelector("[data-lock-shows]");
  try {
    const answer = await fetch(place.dataset.lockState ?? "", { redirect: "error" });
    if (answer.ok && shows) shows.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  } catch {
    const check = document.querySelector("#picture .session-figures [data-countdown]");
    if (shows && !shows.childElementCount && check instanceof HTMLElement) shows.append(countdownLike(check));
  }
}

/** The countdown of the page, carried on behind the lock. @param {HTMLElement} check */
function countdownLike(check) {
  const made = document.createElement("p");
  const span = document.createElement("span");
  span.className = "countdown countdown-inline";
  Object.assign(span.dataset, { countdown: "", due: check.dataset.due, interval: check.dataset.interval });
  const text = document.createElement("span");
  text.dataset.countdownText = "";
  span.append(text);
  made.append("Next check ", span);
  return made;
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!("locks" in form.dataset || "locksWith" in form.dataset || "unlocks" in form.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  delete form.dataset.leaving;
  if ("unlocks" in form.dataset) return void unlock(form);
  const sheet = document.getElementById("lock-code");
  if ("locks" in form.dataset && !hasCode && sheet instanceof HTMLDialogElement) return sheet.showModal();
  const by = /** @type {SubmitEvent} */ (event).submitter;
  const isWithout = by instanceof HTMLButtonElement && by.name === "without";
  const code = "locksWith" in form.dataset && !isWithout ? String(new FormData(form).get("code") ?? "") : "";
  if ("locksWith" in form.dataset) form.reset();
  void lock(code);
}, true);

// While locked no key reaches the page beneath.
addEventListener("keydown", (event) => {
  if (root.dataset.locked !== "yes" || (event.target instanceof Element && event.target.closest("#locked"))) return;
  if (event.key !== "Tab") event.preventDefault();
  event.stopImmediatePropagation();
}, true);

between?.addEventListener("message", ({ data }) => (data === "locked" ? cover() : opened()));
addEventListener("online", () => untold && void tell(untold.address, untold.code));
document.body.addEventListener("changed", () => void refresh());
setInterval(() => void refresh(), ASK_AGAIN_MS);

// A page from the server knows whether it is locked; one that was put together here holds to what this browser kept.
if (place && !place.hidden) cover();
else if (keptLock() && (root.dataset.shell || root.dataset.alone)) {
  hasCode = Boolean(keptLock()?.hash);
  cover();
} else localStorage.removeItem(KEPT);
