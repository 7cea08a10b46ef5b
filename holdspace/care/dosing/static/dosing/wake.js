// @ts-check
/** Keeps the screen of the tablet on while the session is open: a dark screen shows no alarm. */

/** @type {WakeLockSentinel | null} */
let held = null;

/** Ask for it; a browser that has none, or a battery that is low, leaves the screen to its own rules. */
async function stayAwake() {
  if (document.visibilityState !== "visible" || (held && !held.released)) return;
  try {
    held = (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    held = null;
  }
  document.documentElement.dataset.awake = held ? "yes" : "no";
}

// The browser lets go whenever the page is hidden, and some let go without saying why.
document.addEventListener("visibilitychange", () => void stayAwake());
document.addEventListener("click", () => void stayAwake());
void stayAwake();
