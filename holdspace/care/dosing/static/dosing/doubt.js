// @ts-check
/** Says what is hardly believable before it is kept. It asks once; it never refuses what was given. */
import { judge } from "./judge.js";

const TIMES_THE_ORDER = 2;
const plain = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);

/** @param {any} payload @param {any} config */
function aboutVitalSigns(payload, config) {
  const said = [];
  for (const [signal, watched] of Object.entries(config.knowledge?.signals ?? {})) {
    const value = Number(payload[signal]);
    if (payload[signal] !== undefined && judge(config.knowledge, signal, value).tier === "implausible") said.push(`${watched.label} ${payload[signal]}`);
  }
  if (payload.systolic && payload.diastolic && Number(payload.diastolic) >= Number(payload.systolic)) said.push(`blood pressure ${payload.systolic}/${payload.diastolic}, lower number on top`);
  return said.length ? `Check this number: ${said.join(", ")}. ${config.knowledge.implausible_do}` : "";
}

/** @param {any} payload @param {any} config */
export function doseWords(payload, config) {
  const picture = /** @type {HTMLElement | null} */ (document.querySelector("#picture"));
  const [mg, ordered, given] = [Number(payload.mg), Number(config.ordered_mg), Number(picture?.dataset.given ?? 0)];
  if (!mg || !ordered) return { doubt: "", beyond: "" };
  const beyond = given + mg - ordered;
  const [most, total] = [Number(config.most_mg ?? 0), given + mg];
  const above = most && total - most > 1e-9 ? ` It is above the most of ${plain(most)} mg in one session.` : "";
  return {
    doubt: mg > TIMES_THE_ORDER * ordered ? `Check this number: ${plain(mg)} mg is ${plain(mg / ordered)} times the order of ${plain(ordered)} mg.` : "",
    beyond: beyond > 1e-9 ? `${plain(given + mg)} mg in all is ${plain(beyond)} mg beyond the order of ${plain(ordered)} mg. It is recorded as given; say why.${above}` : "",
  };
}

/** What has to be looked at before this entry is sent; empty when nothing. @param {string} kind @param {any} payload @param {any} config */
export function doubtAbout(kind, payload, config) {
  if (kind === "vital_signs") {
    if ((payload.systolic === undefined) !== (payload.diastolic === undefined)) return { says: "A blood pressure has two numbers; one is missing.", confirms: false };
    const says = aboutVitalSigns(payload, config);
    return { says: payload.confirmed ? "" : says, confirms: Boolean(says) };
  }
  if (kind === "dose") {
    const { doubt, beyond } = doseWords(payload, config);
    const lacksReason = Boolean(beyond) && !payload.because;
    if (doubt && !payload.confirmed) return { says: [doubt, lacksReason ? beyond : ""].filter(Boolean).join(" "), confirms: true };
    return { says: lacksReason ? beyond : "", confirms: Boolean(doubt) };
  }
  return { says: "", confirms: false };
}
