// @ts-check
/** A session's page without a server: its last picture is opened from the store of this tablet and goes on from there. */
import { heard } from "../ui/clock.js";
import { all } from "../ui/tablet.js";
import { lastPicture } from "./picture.js";
import { wallClock } from "./time.js";

const session = /^\/sessions\/([0-9a-f-]{36})\/$/.exec(location.pathname)?.[1] ?? "";
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const LOOK_AGAIN_MS = 2000;

/** @param {any} picture */
async function open(picture) {
  // The tablet's clock carries the time on; how far it was from the server's is kept with the picture.
  const at = new Date(Date.now() + picture.ahead).toISOString();
  heard(at);
  const held = document.createElement("template");
  held.innerHTML = picture.html;
  const told = held.content.querySelector("#device-config");
  const config = { ...JSON.parse(told?.textContent ?? "{}"), server_now: at };
  if (told) told.textContent = JSON.stringify(config);
  main.className = "session";
  main.replaceChildren(held.content);
  if (picture.demo) main.insertAdjacentHTML("beforebegin", picture.demo);
  document.title = picture.title;
  document.documentElement.dataset.shell = new Date(picture.seen_at).toISOString();
  sessionStorage.setItem("holdspace-alone-since", sessionStorage.getItem("holdspace-alone-since") ?? new Date(picture.seen_at).toISOString());
  const seen = Object.assign(document.createElement("p"), { className: "session-seen" });
  seen.append(Object.assign(document.createElement("b"), { textContent: `Seen ${wallClock(new Date(picture.seen_at), config.offset_minutes)}, no network.` }), ` The last picture that ${picture.called} saw here, with what was recorded on this tablet since.`);
  main.querySelector("[data-alone-banner]")?.append(seen);
  /** @type {any} */ (window).htmx?.process(main);
  await import("./session.js");
  await import("./screen.js");
  const { unsent } = await import("./send.js");
  const { link } = await import("./link.js");
  // Back on the server's own page as soon as nothing would be torn out of somebody's hands.
  setInterval(() => {
    if (!link.alone_since && !unsent().length && !document.querySelector("dialog[open]")) location.reload();
  }, LOOK_AGAIN_MS);
}

async function list() {
  const held = await all("pictures");
  const place = /** @type {HTMLElement} */ (main.querySelector("[data-frame-list]"));
  const pictures = await Promise.all(held.map(async (one) => ({ session: one.session, picture: await lastPicture(one.session) })));
  place.replaceChildren(...pictures.map(({ session: id, picture }) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { className: "button large", href: `/sessions/${id}/`, textContent: picture.title.split(" · ")[0] });
    item.append(link);
    return item;
  }));
  main.querySelector("[data-frame-none]")?.toggleAttribute("hidden", pictures.length > 0);
  main.querySelector("[data-frame]")?.removeAttribute("hidden");
  setInterval(async () => {
    const answer = await fetch("/sessions/here/", { cache: "no-store" }).catch(() => null);
    if (answer?.ok) location.reload();
  }, LOOK_AGAIN_MS);
}

try {
  const picture = session ? await lastPicture(session) : null;
  await (picture ? open(picture) : list());
} catch (fault) {
  console.warn(fault);
  await list().catch(() => main.querySelector("[data-frame]")?.removeAttribute("hidden"));
}
