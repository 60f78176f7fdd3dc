// What the reading pane shows while no item is open: how much there is of what.

import { el, replace } from "/static/dom.js";
import { tone } from "/static/facts.js";
import { causeWord, countryWord, statusWord } from "/static/words.js";

const MOST = 12;
const WORDS = { status: statusWord, country: countryWord, cause: causeWord };
const TITLES = { status: "By status", country: "By country", cause: "By cause" };

export function showOverview(node, counts, choose) {
  node.setAttribute("aria-label", "Overview");
  const parts = Object.keys(TITLES).map((name) => group(name, counts[name] ?? {}, choose));
  replace(
    node,
    el(
      "div",
      { class: "overview" },
      el("h2", { class: "overview-title" }, "On the wire"),
      el("p", { class: "times" }, "Choose an item to read it with its sources, or a line below to filter."),
      el("div", { class: "tallies" }, parts),
    ),
  );
}

function group(name, counts, choose) {
  const listed = Object.entries(counts).sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])).slice(0, MOST);
  if (listed.length === 0) return null;
  const most = listed[0][1];
  return el(
    "section",
    { class: "part" },
    el("h3", null, TITLES[name]),
    el("ul", { class: "counts" }, listed.map(([word, count]) => line(name, word, count, most, choose))),
  );
}

function line(name, word, count, most, choose) {
  const button = el(
    "button",
    { type: "button", class: `count ${name === "status" ? `tone-${tone(word)}` : ""}` },
    el("span", null, WORDS[name](word)),
    el("meter", { min: 0, max: most, value: count, "aria-hidden": "true" }),
    el("b", null, count),
  );
  button.addEventListener("click", () => choose(name, word));
  return el("li", null, button);
}
