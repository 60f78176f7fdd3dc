// The rows of the wire: one item a row, newest first, each updated in its place in the document.

import { el, replace } from "/static/dom.js";
import { eventId, facts } from "/static/facts.js";
import { causeWord, countWord, countryWord, moment, plain } from "/static/words.js";

const MOST_ROWS = 1000;
const FRESH_MS = 8000;

export class List {
  constructor(node) {
    this.node = node;
    this.held = new Map();
    node.addEventListener("keydown", (event) => this.onKey(event));
  }

  get size() {
    return this.held.size;
  }

  get oldest() {
    const last = this.node.lastElementChild;
    return last ? this.held.get(last.dataset.event).row.place : null;
  }

  get(id) {
    return this.held.get(id);
  }

  all() {
    return [...this.held.values()].map((entry) => entry.fact);
  }

  // Replaces all rows; those whose item stays keep their nodes, and with them focus and scroll.
  set(rows) {
    const kept = new Set(rows.map((row) => eventId(row.item)));
    for (const id of [...this.held.keys()]) if (!kept.has(id)) this.remove(id);
    for (const row of rows) this.put(row);
  }

  // Adds the row or brings it up to date. Returns "new", "changed", or "" where it told nothing new.
  put(row, { fresh = false } = {}) {
    const fact = facts(row);
    const entry = this.held.get(fact.id);
    if (entry && (entry.fact.version > fact.version || (entry.fact.version === fact.version && entry.fact.eventVersion >= fact.eventVersion))) return "";
    const node = entry?.node ?? el("li", { class: "row", "data-event": fact.id });
    const moved = !entry || compare(entry.fact.place, fact.place) !== 0;
    const focused = node.contains(document.activeElement);
    draw(node, row, fact);
    this.held.set(fact.id, { row, fact, node });
    this.mark(this.selected);
    if (moved) this.place(node, fact);
    if (focused) node.querySelector("a").focus({ preventScroll: true });
    if (fresh) glow(node);
    if (this.held.size > MOST_ROWS) this.remove(this.node.lastElementChild.dataset.event);
    if (!entry) return "new";
    return entry.fact.version < fact.version ? "changed" : "";
  }

  remove(id) {
    this.held.get(id)?.node.remove();
    this.held.delete(id);
  }

  mark(id) {
    this.selected = id;
    for (const { node, fact } of this.held.values()) {
      const link = node.querySelector("a");
      if (fact.id === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  place(node, fact) {
    let before = this.node.firstElementChild;
    while (before && (before === node || compare(this.held.get(before.dataset.event).fact.place, fact.place) > 0)) before = before.nextElementSibling;
    this.node.insertBefore(node, before);
  }

  onKey(event) {
    const row = event.target.closest(".row");
    const to = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling, Home: this.node.firstElementChild, End: this.node.lastElementChild }[event.key];
    if (!row || !to || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    to.querySelector("a").focus();
  }
}

function compare(one, other) {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function draw(node, { item, event }, fact) {
  node.className = `row tone-${fact.tone}${fact.cancelled ? " is-cancelled" : ""}`;
  const at = moment(fact.updated);
  const country = fact.country && fact.country !== "ZZ" ? countryWord(fact.country) : "";
  replace(
    node,
    el(
      "div",
      { class: "row-top" },
      el("span", { class: "tag" }, fact.label),
      el("span", { class: "where" }, el("b", null, fact.where), country && country !== fact.where ? ` ${country}` : ""),
      at && el("time", { class: "at", datetime: at.iso, title: `${at.date}, ${at.utc} UTC` }, at.day && el("span", { class: "day" }, `${at.day} `), at.utc, el("small", null, " UTC"), at.local && el("span", { class: "local" }, ` ${at.local}`)),
    ),
    el("h2", { class: "headline" }, el("a", { href: `#${encodeURIComponent(fact.id)}` }, fact.headline)),
    el("p", { class: "glance" }, glance(event, fact).map((part) => el("span", null, part)), notes(item, event, fact)),
  );
}

function glance(event, fact) {
  if (!event) return [];
  const groups = event.affected.map((part) => part.group).filter((group) => group !== "unspecified").map(plain);
  const many = countWord(event.quantity);
  return [
    event.actor?.name,
    [...new Set(groups)].join(", "),
    many && `${many} people`,
    fact.cause !== "unknown" && causeWord(fact.cause),
    sources(event),
  ].filter(Boolean);
}

function sources(event) {
  const count = event.source_count;
  if (count === 0) return "no source";
  return event.independent_sources === count ? `${count} ${count === 1 ? "source" : "sources"}` : `${count} outlets, ${event.independent_sources} independent`;
}

function notes(item, event, fact) {
  return [
    fact.operation === "corrected" && el("span", { class: "note warn" }, "Corrected"),
    fact.operation === "updated" && el("span", { class: "note" }, `Update ${fact.version}`),
    fact.single && el("span", { class: "note" }, "Single source"),
    event?.conflicts.length > 0 && el("span", { class: "note warn" }, "Reports differ"),
    item.urgency <= 3 && !fact.cancelled && el("span", { class: "note" }, `Urgency ${item.urgency}`),
  ];
}

function glow(node) {
  node.classList.remove("is-fresh");
  void node.offsetWidth;
  node.classList.add("is-fresh");
  setTimeout(() => node.classList.remove("is-fresh"), FRESH_MS);
}
