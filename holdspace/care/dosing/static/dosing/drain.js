// @ts-check
/** On the first page after signing in: what its author left waiting on this tablet is sent, whatever page is opened next. */
import { waitingHere } from "../ui/tablet.js";
import { begin } from "./send.js";

try {
  if ((await waitingHere()).length) {
    const { author, called } = await (await fetch("/sessions/here/", { cache: "no-store" })).json();
    if (author) await begin({ author, called, dosing_session: "", events: "" });
  }
} catch {
  // What waits is sent when a session's page is open.
}
