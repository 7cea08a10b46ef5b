// @ts-check
/**
 * Opens the page of a session when the server cannot be reached. It keeps the frame of the page and the static files,
 * nothing about a patient: what a session looked like lies encrypted in the browser's store. The server puts
 * `self.HOLDSPACE` with release, frame and files before these lines.
 */

const worker = /** @type {any} */ (self);
const { release, frame, files } = worker.HOLDSPACE;
const CACHE = `holdspace-${release}`;
const PAGE_WITHIN_MS = 10_000;
const UNREACHABLE = [502, 503, 504];
/** Pages that were opened from the frame: their files come from the same release. @type {Set<string>} */
const framed = new Set();

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(clear()));
worker.addEventListener("message", (/** @type {any} */ event) => event.data === "begin" && worker.skipWaiting());

async function fill() {
  const cache = await caches.open(CACHE);
  // Without a cookie: the frame is nobody's page.
  const page = await fetch(frame, { credentials: "omit", cache: "no-store", redirect: "error" });
  if (page.headers.get("X-Holdspace-Frame") !== release) throw new Error("This is not the frame of this release.");
  await cache.put(frame, page);
  await cache.addAll(files);
}

async function clear() {
  for (const name of await caches.keys()) if (name.startsWith("holdspace-") && name !== CACHE) await caches.delete(name);
}

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== worker.location.origin) return;
  if (request.mode === "navigate") return event.respondWith(page(event));
  if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
});

/** @param {any} event */
async function page(event) {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
    if (!UNREACHABLE.includes(answer.status)) return answer;
  } catch {
    // No answer: the frame opens with what this tablet has seen.
  }
  framed.add(event.resultingClientId);
  return (await (await caches.open(CACHE)).match(frame)) ?? Response.error();
}

/** @param {any} event */
async function file(event) {
  const cache = await caches.open(CACHE);
  const held = await cache.match(event.request, { ignoreSearch: true });
  if (held && framed.has(event.clientId)) return held;
  try {
    return await fetch(event.request);
  } catch (fault) {
    if (held) return held;
    throw fault;
  }
}
