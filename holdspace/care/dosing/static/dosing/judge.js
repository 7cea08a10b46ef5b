// @ts-check
/** Holds a number against the limits that came with the page. Nothing is known here; it only compares. */

const HOLDS = {
  ">=": (/** @type {number} */ a, /** @type {number} */ b) => a >= b,
  ">": (/** @type {number} */ a, /** @type {number} */ b) => a > b,
  "<=": (/** @type {number} */ a, /** @type {number} */ b) => a <= b,
  "<": (/** @type {number} */ a, /** @type {number} */ b) => a < b,
};

/** The tier of a value, and the limit it crossed. @param {any} knowledge @param {string} signal @param {number} value */
export function judge(knowledge, signal, value) {
  const watched = knowledge?.signals?.[signal];
  if (!watched) return { tier: "normal", limit: null };
  if (value < watched.lowest_plausible || value > watched.highest_plausible) return { tier: "implausible", limit: null };
  const limit = watched.limits.find((/** @type {any} */ one) => HOLDS[/** @type {keyof typeof HOLDS} */ (one.comparison)](value, one.value));
  return { tier: limit ? limit.tier : "normal", limit: limit ?? null };
}

/** The mark of a tier: none, implausible, abnormal or act. @param {any} knowledge @param {string} tier */
export const alarmOf = (knowledge, tier) => knowledge?.tiers?.[tier]?.alarm ?? "none";
