// The page: the list, the open item, the map and the filters, kept up to date by the stream.

import { byId, el, replace } from "/static/dom.js";
import { eventId, facts, matches } from "/static/facts.js";
import { List } from "/static/list.js";
import { showItem, showMissing } from "/static/detail.js";
import { WorldMap } from "/static/map.js";
import { showOverview } from "/static/overview.js";
import { causeWord, countryWord, statusWord } from "/static/words.js";
import { Stream } from "/static/stream.js";

const PAGE = 50;
const SAY_MS = 5000;
const TYPING_MS = 250;
const RECOUNT_MS = 5000;
const AGAIN_MS = 5000;

const form = byId("filters");
const list = new List(byId("rows"));
const map = new WorldMap(byId("map"), (id) => open(id));
const state = { counts: {}, next: null, unseen: 0, open: null, shown: "", loads: 0 };

async function load({ older = false } = {}) {
  const asked = ++state.loads;
  const query = new URLSearchParams({ view: "desk", limit: PAGE });
  for (const [name, value] of Object.entries(filters())) query.set(name, value);
  if (older && list.oldest) query.set("cursor", list.oldest);
  const answer = await fetch(`/wire/items?${query}`);
  if (!answer.ok) throw new Error(`the wire answered ${answer.status}`);
  const page = await answer.json();
  if (asked !== state.loads) return null;
  if (older) for (const row of page.rows) list.put(row);
  else list.set(page.rows);
  state.next = page.next;
  state.counts = page.counts;
  redraw();
  return page.position;
}

function redraw() {
  options("country", countryWord);
  options("status", statusWord);
  options("cause", causeWord);
  byId("more").hidden = state.next === null;
  byId("clear").disabled = Object.keys(filters()).length === 0;
  const empty = byId("empty");
  empty.hidden = list.size > 0;
  empty.textContent = Object.keys(filters()).length > 0 ? "Nothing on the wire matches these filters." : "Nothing on the wire yet. Items appear here as they come.";
  list.mark(state.open);
  map.show(list.all(), state.open);
  if (state.open === null) showOverview(byId("reader"), state.counts, choose);
}

function options(name, word) {
  const select = form.elements[name];
  const chosen = select.value || new URLSearchParams(location.search).get(name) || "";
  const known = { ...state.counts[name] };
  if (chosen && !(chosen in known)) known[chosen] = 0;
  const listed = Object.entries(known).map(([value, count]) => [value, `${word(value)} (${count})`]).sort((one, other) => one[1].localeCompare(other[1]));
  replace(select, select.firstElementChild, listed.map(([value, label]) => el("option", { value }, label)));
  select.value = chosen;
}

function filters() {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim() !== ""));
}

function filtered() {
  const query = new URLSearchParams(filters()).toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  load().then(() => say(`${list.size}${state.next ? " or more" : ""} items`));
}

function choose(name, value) {
  form.elements[name].value = value;
  filtered();
  byId("wire").focus({ preventScroll: true });
}

function take(row) {
  const fact = facts(row);
  const known = list.get(fact.id);
  const opened = state.open === fact.id;
  if (matches(fact, filters())) {
    const told = list.put(row, { fresh: !known || known.fact.version < fact.version });
    if (told) announce(told, fact);
  } else if (known) {
    list.remove(fact.id);
  }
  if (opened) read(fact.id);
  redraw();
  recount();
}

function announce(told, fact) {
  say(`${fact.cancelled ? "Cancelled" : told === "new" ? "New" : "Updated"}: ${fact.headline}`);
  const wire = byId("wire");
  const above = wire.scrollTop > 120 || (wire.scrollTop === 0 && scrollY > 400);
  if (told === "new" && above) state.unseen += 1;
  byId("new").hidden = state.unseen === 0;
  byId("new").textContent = `${state.unseen} new above`;
}

let counting = null;
function recount() {
  counting ??= setTimeout(async () => {
    counting = null;
    const answer = await fetch("/wire/items?view=desk&limit=1");
    if (answer.ok) state.counts = (await answer.json()).counts;
    redraw();
  }, RECOUNT_MS);
}

let saying = null;
let unsaid = [];
function say(words) {
  unsaid.push(words);
  saying ??= setTimeout(() => {
    saying = null;
    byId("said").textContent = unsaid.length > 1 ? `${unsaid.at(-1)}. And ${unsaid.length - 1} more.` : unsaid[0];
    unsaid = [];
  }, unsaid.length > 1 ? SAY_MS : 150);
}

function open(id) {
  location.hash = encodeURIComponent(id);
}

function wanted() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}

async function follow({ focus = true } = {}) {
  const before = state.open;
  state.open = wanted();
  document.body.classList.toggle("is-reading", state.open !== null);
  redraw();
  if (state.open !== null) {
    await read(state.open);
    byId("reader").scrollTop = 0;
    if (focus) byId("story-title")?.focus({ preventScroll: true });
    if (matchMedia("(max-width: 60rem)").matches) scrollTo(0, 0);
  } else if (before !== null) {
    list.get(before)?.node.querySelector("a").focus();
  }
}

async function read(id) {
  const [item, event] = await Promise.all([wire(`items/${encodeURIComponent(id)}`), wire(`events/${encodeURIComponent(id)}`)]);
  if (state.open !== id) return;
  const reader = byId("reader");
  if (item === null) showMissing(reader);
  else {
    const top = reader.scrollTop;
    showItem(reader, { item, event, place: list.get(id)?.row.place }, event);
    reader.scrollTop = top;
    if (!list.get(id)) map.show([...list.all(), facts({ item, event })], id);
  }
}

async function wire(path) {
  const answer = await fetch(`/wire/${path}`);
  return answer.ok ? answer.json() : null;
}

function connect(position) {
  new Stream(position, { row: take, reset: () => load(), back: () => refresh(), state: shownState });
}

function shownState(name) {
  byId("state").dataset.state = name;
  byId("state-text").textContent = { live: "Live", lost: "Reconnecting", away: "Source does not answer" }[name];
}

// After a break: items came by the stream, but not what changed in events alone.
async function refresh() {
  const answer = await fetch(`/wire/items?view=desk&limit=${PAGE}`);
  if (!answer.ok) return;
  for (const row of (await answer.json()).rows) {
    if (list.get(eventId(row.item))) list.put(row);
  }
  if (state.open !== null) read(state.open);
  redraw();
}

function tick() {
  const now = new Date();
  const part = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  byId("clock-utc").textContent = `${new Intl.DateTimeFormat("en-GB", { ...part, timeZone: "UTC" }).format(now)} UTC`;
  byId("clock-local").textContent = now.getTimezoneOffset() === 0 ? "" : `${new Intl.DateTimeFormat("en-GB", part).format(now)} local`;
  setTimeout(tick, 1000 - now.getMilliseconds());
}

function listen() {
  let typing = null;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => event.target.name !== "q" && filtered());
  form.addEventListener("reset", () => setTimeout(filtered));
  form.elements.q.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filtered, TYPING_MS);
  });
  byId("more").addEventListener("click", () => load({ older: true }));
  byId("new").addEventListener("click", () => {
    byId("wire").scrollTop = 0;
    scrollTo(0, 0);
    list.node.querySelector("a")?.focus();
  });
  byId("wire").addEventListener("scroll", () => {
    if (byId("wire").scrollTop < 40) state.unseen = 0;
    byId("new").hidden = state.unseen === 0;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-home], [data-skip]");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.skip) byId(link.dataset.skip).focus();
    else if (state.open !== null) location.hash = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.open !== null && event.target !== form.elements.q) location.hash = "";
  });
  addEventListener("hashchange", () => follow());
}

async function start() {
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  for (const name of ["country", "status", "cause"]) {
    const value = asked.get(name);
    if (value) form.elements[name].append(el("option", { value }, value));
    form.elements[name].value = value ?? "";
  }
  tick();
  listen();
  map.load();
  await begin();
}

async function begin() {
  try {
    const position = await load();
    await follow({ focus: false });
    connect(position);
  } catch {
    shownState("lost");
    setTimeout(begin, AGAIN_MS);
  }
}

start();
