// @ts-check
/**
 * Keeps an open page up to date. The server says only that something changed on a channel; parts of the page that
 * listen for `changed from:body` (or `changed-session`, `changed-clinic`, `changed-patient`) then ask for themselves
 * again. While the link is lost, every `[data-link-lost]` shows itself: an old page must not look current.
 */

/** The server sends a heartbeat every 4 s; two missed ones are a lost link. */
const SILENT_TOO_LONG_MS = 9000;
/** A link that comes straight back is not worth a warning. */
const LOST_AFTER_MS = 3000;
const AGAIN_AFTER_MS = { first: 1000, most: 15000 };
/** Changes that come together are told together. */
const GATHER_MS = 150;

/** @type {EventSource | null} */
let source = null;
let address = document.body.dataset.events ?? "";
let cursor = "";
let pause = AGAIN_AFTER_MS.first;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let losing;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;
/** @type {Map<string, Set<string>>} */
const gathered = new Map();

/** @param {boolean} lost @param {string} [words] */
function showLost(lost, words) {
  clearTimeout(losing);
  losing = undefined;
  for (const notice of document.querySelectorAll("[data-link-lost]")) {
    notice.toggleAttribute("hidden", !lost);
    const place = notice.querySelector("[data-link-lost-words]");
    if (words && place) place.textContent = words;
  }
  if (lost) document.body.dispatchEvent(new Event("link-lost"));
}

function showLostSoon() {
  losing ??= setTimeout(() => showLost(true), LOST_AFTER_MS);
}

function alive() {
  pause = AGAIN_AFTER_MS.first;
  showLost(false);
  clearTimeout(silence);
  silence = setTimeout(() => {
    showLost(true);
    reconnect();
  }, SILENT_TOO_LONG_MS);
}

function tell() {
  const told = [...gathered];
  gathered.clear();
  const kinds = new Set(told.map(([channel]) => channel.split(":")[0]));
  const detail = { channels: told.map(([channel]) => channel), what: [...new Set(told.flatMap(([, what]) => [...what]))] };
  for (const name of ["changed", ...[...kinds].map((kind) => `changed-${kind}`)]) {
    document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** @param {MessageEvent<string>} event */
function hear(event) {
  alive();
  cursor = event.lastEventId || cursor;
  const { channel, what } = JSON.parse(event.data);
  if (!gathered.size) setTimeout(tell, GATHER_MS);
  const kinds = gathered.get(channel) ?? new Set();
  for (const kind of what) kinds.add(kind);
  gathered.set(channel, kinds);
}

function close() {
  clearTimeout(silence);
  clearTimeout(again);
  source?.close();
  source = null;
}

function open() {
  close();
  source = new EventSource(cursor ? `${address}&after=${encodeURIComponent(cursor)}` : address);
  source.addEventListener("open", alive);
  source.addEventListener("heartbeat", alive);
  source.addEventListener("message", hear);
  source.addEventListener("renew", renew);
  source.addEventListener("error", () => {
    showLostSoon();
    reconnect();
  });
}

function reconnect() {
  close();
  again = setTimeout(renew, pause);
  pause = Math.min(pause * 2, AGAIN_AFTER_MS.most);
}

/** Ask the pages' server for a fresh ticket, then open the stream with it. */
async function renew() {
  close();
  const ticket = new URL(address, location.href).searchParams.get("ticket") ?? "";
  const renewal = `${document.body.dataset.eventsRenew}?ticket=${encodeURIComponent(ticket)}`;
  try {
    const answer = await fetch(renewal, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.ok) {
      address = (await answer.json()).events;
      open();
    } else if (answer.status >= 500) {
      showLostSoon();
      reconnect();
    } else {
      showLost(true, "You are signed out, or this page is too old to be kept up to date. Load the page again.");
    }
  } catch {
    showLostSoon();
    reconnect();
  }
}

if (address) {
  open();
  addEventListener("offline", () => showLost(true));
  addEventListener("online", () => void renew());
  // A page nobody sees gives its connection back: browsers allow six to one server.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else void renew();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && void renew());
}
