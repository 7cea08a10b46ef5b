// @ts-check
/** When are vital signs due next? The schedule came with the page; this only counts it from the dose. */

const MINUTE = 60_000;

/** @typedef {{minutes: number[], then_every: number}} Schedule */
/** @typedef {{started_at: number, last_dose_at: number | null, last_vital_signs_at: number | null, infusion_ended_at: number | null}} Moments */

/** The first moment of the grid that the last set does not already stand for. @param {Schedule} schedule @param {number} anchor @param {number | null} last @param {number} early */
function after(schedule, anchor, last, early) {
  let previous = 0;
  for (let place = 0; ; place++) {
    const point = place < schedule.minutes.length ? schedule.minutes[place] : previous + schedule.then_every;
    const due_at = anchor + point * MINUTE;
    if (last === null || due_at > last + early * MINUTE) return { due_at, minutes: point - previous };
    previous = point;
  }
}

/** @param {any} knowledge @param {Moments} moments @returns {{due_at: number, minutes: number}} */
export function nextCheck(knowledge, { started_at, last_dose_at, last_vital_signs_at, infusion_ended_at }) {
  const { schedule, schedule_after_infusion: afterInfusion, early_minutes: early, fresh_minutes: fresh } = knowledge;
  if (last_vital_signs_at === null || last_vital_signs_at < started_at - fresh * MINUTE) {
    return { due_at: started_at, minutes: after(schedule, started_at, null, early).minutes };
  }
  const dosed = Math.max(started_at, last_dose_at ?? started_at);
  const hasEnded = afterInfusion && infusion_ended_at !== null && infusion_ended_at >= dosed;
  const [anchor, grid] = hasEnded ? [infusion_ended_at, afterInfusion] : [dosed, schedule];
  const due = after(grid, anchor, last_vital_signs_at, early);
  if (last_vital_signs_at >= anchor) return due;
  const first = after(schedule, started_at, last_vital_signs_at, early);
  return first.due_at < due.due_at ? first : due;
}
