// @ts-check
/** The worker that opens a session without a network; a new release of it waits until nothing waits to be sent. */

const LOOK_AGAIN_MS = 5000;

/** @param {() => number} waiting how many entries are not on the server yet */
export async function useTheWorker(waiting) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/sessions/worker.js", { scope: "/sessions/" });
    // The page was loaded just now, so that a new release can begin with it.
    registration.waiting?.postMessage("begin");
    setInterval(() => {
      if (!waiting()) registration.waiting?.postMessage("begin");
    }, LOOK_AGAIN_MS);
  } catch {
    // Without a worker the page works while it is open; the time-out has said so.
  }
}
