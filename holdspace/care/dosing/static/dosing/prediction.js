// @ts-check
/** Adds up the answers of possible people, dose by dose, and looks where nine in ten lie. It knows nothing else. */

/**
 * What the server sent: for each way, what one milligram does in each of so many people.
 * @typedef {{step_min: number, until_min: number, people: number, low: number, high: number, label: string, unit: string,
 *   ways: Record<string, {scale: number, per_mg: number[][]}>}} Told
 * @typedef {[way: string, mg: number, at: number, over: number]} Dose way, milligrams, minute, minutes over which it runs
 * @typedef {[low: number, middle: number, high: number]} Band
 */

/** A dose that runs is so many small ones, each given in the middle of its stretch. @param {Dose} dose @param {number} step */
function parts([way, mg, at, over], step) {
  const count = Math.max(1, Math.ceil(over / step));
  const width = over / count;
  return Array.from({ length: count }, (_, place) => /** @type {const} */ ([way, mg / count, at + (place + 0.5) * width]));
}

/** @param {number[]} ordered @param {number} percent */
function quantile(ordered, percent) {
  const place = (percent / 100) * (ordered.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (ordered[above] - ordered[below]) * (place - below);
}

/**
 * The band at each minute. Nothing once the earliest dose is older than the answers reach.
 * @param {Told} told @param {Dose[]} doses @param {number[]} minutes @returns {(Band | null)[]}
 */
export function superposed(told, doses, minutes) {
  const given = doses.flatMap((dose) => parts(dose, told.step_min));
  return minutes.map((minute) => {
    if (given.some(([, , at]) => minute - at > told.until_min)) return null;
    const totals = new Array(told.people).fill(0);
    for (const [way, mg, at] of given) {
      if (minute <= at) continue;
      const sent = told.ways[way];
      const place = Math.floor((minute - at) / told.step_min);
      const rest = (minute - at) / told.step_min - place;
      for (let person = 0; person < told.people; person++) {
        const row = sent.per_mg[person];
        const after = row[Math.min(place + 1, row.length - 1)];
        totals[person] += mg * sent.scale * (row[place] + (after - row[place]) * rest);
      }
    }
    totals.sort((a, b) => a - b);
    return [quantile(totals, told.low), quantile(totals, 50), quantile(totals, told.high)];
  });
}

/** By which ways a dose goes: beyond the first device of the nose it is answered otherwise. @param {{route: string, mg: number, at: number, over: number}[]} doses @param {number} firstDevice @returns {Dose[]} */
export function waysOf(doses, firstDevice) {
  let sprayed = 0;
  return doses.flatMap(({ route, mg, at, over }) => {
    if (route !== "in") return [/** @type {Dose} */ ([route, mg, at, over])];
    const first = Math.max(0, Math.min(mg, firstDevice - sprayed));
    sprayed += mg;
    const shares = /** @type {Dose[]} */ ([["in", first, at, over], ["in_later", mg - first, at, over]]);
    return shares.filter((share) => share[1] > 0);
  });
}
