// @ts-check
/** The entries that are on this tablet and not yet in the picture of the server. */
import { kept } from "./send.js";

/** @returns {import("./chart_facts.js").Entry[]} */
export const waiting = () => /** @type {any} */ (kept);
