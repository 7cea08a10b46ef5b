// @ts-check
/** Hands a batch of entries to the server and reads what it says of each. It keeps nothing and shows nothing. */

const ANSWER_WITHIN_MS = 10_000;
const MOST_AT_ONCE = 100;
const OTHER_WORDS = "The server holds other words under this id. Record it again.";

/** @typedef {{entry: any, id: string, text: string, hash: string}} Item */
/**
 * @typedef {{kind: "lost"} | {kind: "signed", state: "out"|"another", called: string} | {kind: "later", needs_update: boolean}
 *   | {kind: "received", item: Item, sequence: number} | {kind: "refused", item: Item, says: string}} Answer
 */

/** The page's picture, or the page itself, carries a token; each new picture brings a fresh one. */
function token() {
  const field = document.querySelector("#picture > input[name=csrfmiddlewaretoken]") ?? document.querySelector("input[name=csrfmiddlewaretoken]");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @param {string} address @param {Item[]} items @param {any} config */
function post(address, items, config) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "X-Holdspace-Author": config.author },
    body: JSON.stringify({ entries: items.map((item) => item.text) }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    // A redirect leads to the sign-in page: nobody is signed in.
    redirect: "manual",
  });
}

/** @param {string} address @param {Item[]} items @param {any} config @returns {AsyncGenerator<Answer>} */
export async function* hand(address, items, config) {
  for (let from = 0; from < items.length; from += MOST_AT_ONCE) {
    const batch = items.slice(from, from + MOST_AT_ONCE);
    for await (const answer of handOne(address, batch, config)) {
      yield answer;
      if (answer.kind === "lost" || answer.kind === "signed") return;
    }
  }
}

/** @param {string} address @param {Item[]} batch @param {any} config @returns {AsyncGenerator<Answer>} */
async function* handOne(address, batch, config) {
  let answer, said;
  if (!token()) {
    // A page opened from this tablet's store has none yet: the next picture brings one.
    document.body.dispatchEvent(new Event("changed"));
    return yield { kind: "later", needs_update: false };
  }
  try {
    answer = await post(address, batch, config);
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    said = isJson ? await answer.json() : null;
  } catch {
    return yield { kind: "lost" };
  }
  if (answer.type === "opaqueredirect") return yield { kind: "signed", state: "out", called: "" };
  if (answer.status >= 500) return yield { kind: "lost" };
  if (answer.ok && said) return yield* outcomes(batch, said.outcomes);
  if (said?.code === "another_author") return yield { kind: "signed", state: "another", called: said.called ?? "" };
  if (!said && answer.status === 403) {
    // The token is of an earlier sign-in: the next picture brings a new one.
    document.body.dispatchEvent(new Event("changed"));
    return yield { kind: "later", needs_update: false };
  }
  // One that the server cannot take must not hold back the others.
  if (batch.length > 1) {
    for (const item of batch) yield* handOne(address, [item], config);
    return;
  }
  yield { kind: "refused", item: batch[0], says: said?.says ?? `The server did not take it (answer ${answer.status}).` };
}

/** @param {Item[]} batch @param {any[]} said @returns {Generator<Answer>} */
function* outcomes(batch, said) {
  for (const one of said) {
    const item = batch.find((each) => each.id === one.id);
    if (!item) continue;
    const isHeld = (one.outcome === "created" || one.outcome === "exists") && one.sha256 === item.hash;
    if (isHeld) yield { kind: "received", item, sequence: one.sequence };
    else if (one.reason === "update_needed") yield { kind: "later", needs_update: true };
    else yield { kind: "refused", item, says: one.says || OTHER_WORDS };
  }
}
