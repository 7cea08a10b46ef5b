// @ts-check
/**
 * What this tablet keeps: an encrypted store in the browser, for entries that were not sent yet, pictures of sessions
 * under way and half-typed words. One key for each member of staff; no script can export it.
 */

const [NAME, VERSION] = ["holdspace", 1];
const STORES = {
  about: { keyPath: "name" },
  keys: { keyPath: "owner" },
  entries: { keyPath: "place", autoIncrement: true },
  counts: { keyPath: "session" },
  pictures: { keyPath: "session" },
  drafts: { keyPath: "name" },
};
const ANSWERS_WITHIN_MS = 4000;
export const KEPT_AT_MOST_MS = 24 * 60 * 60_000;

/** @typedef {keyof typeof STORES} Store */
/** @typedef {{iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer}} Sealed */

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** A browser that never answers is one that keeps nothing. @template T @param {Promise<T>} promise @returns {Promise<T>} */
function soon(promise) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The browser's storage does not answer.")), ANSWERS_WITHIN_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** @returns {Promise<IDBDatabase>} */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const [name, how] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, how);
      }
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const made = request.result;
      made.onversionchange = () => made.close();
      // Emptied by the browser or by a person: the next who asks opens it anew.
      made.onclose = () => (opened = null);
      resolve(made);
    };
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** What a request answers. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Do something in one transaction, and answer when it is on the disk: strict durability, not the browser's relaxed one.
 * @template T @param {Store[]} stores @param {IDBTransactionMode} mode @param {(of: (name: Store) => IDBObjectStore) => Promise<T>} act
 * @returns {Promise<T>}
 */
async function once(stores, mode, act) {
  const transaction = (await database()).transaction(stores, mode, { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("It was not kept."));
  });
  // Both can fail of one fault; nobody may be left with an unheard one.
  ended.catch(() => undefined);
  const made = await act((name) => transaction.objectStore(name));
  await ended;
  return made;
}

/**
 * One transaction, within a few seconds.
 * @template T @param {Store[]} stores @param {IDBTransactionMode} mode @param {(of: (name: Store) => IDBObjectStore) => Promise<T>} act
 * @returns {Promise<T>}
 */
export const within = (stores, mode, act) => soon(once(stores, mode, act));

/** @param {Store} name @param {IDBValidKey} key @returns {Promise<any>} */
export const one = (name, key) => within([name], "readonly", (of) => answered(of(name).get(key)));
/** @param {Store} name @returns {Promise<any[]>} */
export const all = (name) => within([name], "readonly", (of) => answered(of(name).getAll()));
/** @param {Store} name @param {any} value */
export const put = (name, value) => within([name], "readwrite", (of) => answered(of(name).put(value)));
/** @param {Store} name @param {IDBValidKey} key */
export const drop = (name, key) => within([name], "readwrite", (of) => answered(of(name).delete(key)));

/** The key of one member of staff; made when asked for the first time. @param {string} owner @param {string} [called] @returns {Promise<CryptoKey>} */
export async function keyOf(owner, called) {
  const held = await one("keys", owner);
  if (held) return held.key;
  if (called === undefined) throw new Error("Whose key this is has gone.");
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return within(["keys"], "readwrite", async (of) => {
    // Another tab may have been quicker.
    const other = await answered(of("keys").get(owner));
    if (!other) await answered(of("keys").put({ owner, called, key: made, made_at: Date.now() }));
    return other ? other.key : made;
  });
}

/** @param {CryptoKey} key @param {unknown} value @returns {Promise<Sealed>} */
export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

/** @param {CryptoKey} key @param {Sealed} held @returns {Promise<any>} */
export async function unseal(key, { iv, sealed }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)));
}

/** How many entries of whom wait here, for pages that may not say what is in them. @returns {Promise<{owner: string, called: string, count: number}[]>} */
export async function waitingHere() {
  const [keys, entries] = [await all("keys"), await all("entries")];
  return keys
    .map(({ owner, called }) => ({ owner, called, count: entries.filter((entry) => entry.author === owner).length }))
    .filter(({ count }) => count > 0);
}

/** Let go of pictures and drafts that are older than a day. */
export async function sweep() {
  const oldest = Date.now() - KEPT_AT_MOST_MS;
  for (const name of /** @type {const} */ (["pictures", "drafts"])) {
    for (const held of await all(name)) if (held.kept_at < oldest) await drop(name, held.session ?? held.name);
  }
}

/** Nobody is signed in: pictures go, and the key of whoever has nothing waiting. What was not sent stays. */
export async function leave() {
  await sweep();
  await within(["pictures"], "readwrite", (of) => answered(of("pictures").clear()));
  const needed = new Set([...(await all("entries")), ...(await all("drafts"))].map((held) => held.author));
  for (const { owner } of await all("keys")) if (!needed.has(owner)) await drop("keys", owner);
}

const MEGABYTE = 1_000_000;

/** Is there room for so much? Tried, as browsers no longer tell: Chromium names 10 GB whatever is left. @param {number} mb */
async function hasRoomFor(mb) {
  try {
    await once(["about"], "readwrite", (of) => answered(of("about").put({ name: "room", filled: new Blob([new Uint8Array(mb * MEGABYTE)]) })));
    return true;
  } catch {
    return false;
  } finally {
    await drop("about", "room").catch(() => undefined);
  }
}

/** The most of these that there is room for. @param {number} least */
async function room(least) {
  for (const mb of [least, Math.floor(least / 2), Math.floor(least / 5)]) if (await hasRoomFor(mb)) return mb;
  return 0;
}

/** What this browser can keep, up to the least that is asked for. @param {number} least in MB @returns {Promise<{keeps: boolean, persists: boolean, free_mb: number | null}>} */
export async function canKeep(least) {
  try {
    if (!isSecureContext || !crypto.subtle || !navigator.locks) return { keeps: false, persists: false, free_mb: null };
    await put("about", { name: "probe", at: Date.now() });
    const persists = (await navigator.storage.persisted()) || (await navigator.storage.persist());
    return { keeps: true, persists, free_mb: await room(least) };
  } catch {
    return { keeps: false, persists: false, free_mb: null };
  }
}
