// One item with its event: what is said, how it went on, who says it in which words, and where they differ.

import { el, outward, replace } from "/static/dom.js";
import { facts } from "/static/facts.js";
import { actionWord, causeWord, countWord, fieldWord, moment, placeWord, plain, statusWord, valueWord, whenWord } from "/static/words.js";

const CONTEXT = 200;

export function showItem(node, row, event) {
  const fact = facts(row);
  const { item } = row;
  node.setAttribute("aria-label", "The item");
  replace(
    node,
    el("a", { class: "back", href: "#", "data-home": true }, "Back to the wire"),
    el(
      "article",
      { class: `story tone-${fact.tone}${fact.cancelled ? " is-cancelled" : ""}` },
      el("p", { class: "kicker" }, el("span", { class: "tag" }, fact.label), el("span", null, item.slugline ?? fact.where)),
      el("h2", { id: "story-title", tabindex: "-1" }, fact.headline),
      times(item),
      item.edNote && el("p", { class: fact.cancelled || fact.operation === "corrected" ? "ednote warn" : "ednote" }, item.edNote),
      fact.changes && el("p", { class: "ednote" }, el("b", null, "What changed: "), fact.changes),
      el("div", { class: "body" }, paragraphs(item)),
      event && [atAGlance(event), conflicts(event), timeline(event), changes(event)],
      event ? sources(event) : plainSources(item),
      el(
        "p",
        { class: "machine" },
        `Version ${item.version}. `,
        el("a", { href: `/wire/items/${encodeURIComponent(fact.id)}` }, "Item as JSON"),
        event && [" ", el("a", { href: `/wire/events/${encodeURIComponent(fact.id)}` }, "Event as JSON")],
      ),
    ),
  );
}

export function showMissing(node) {
  replace(node, el("a", { class: "back", href: "#", "data-home": true }, "Back to the wire"), el("p", { class: "empty" }, "This item is not on the wire, or no longer."));
}

function times(item) {
  const [updated, first] = [moment(item.versionCreated), moment(item.firstCreated)];
  return el("p", { class: "times" }, updated && stamp(updated, Number(item.version) > 1 ? "Updated" : "Reported"), first && updated && first.iso !== updated.iso && stamp(first, "First reported"));
}

function stamp(at, word) {
  return el("span", null, `${word} `, el("time", { datetime: at.iso }, `${at.date}, ${at.utc} UTC`), at.local && ` (${at.local} your time)`);
}

function paragraphs(item) {
  const body = item.bodies?.find((part) => (part.contentType ?? "text/plain") === "text/plain") ?? item.bodies?.[0];
  return (body?.value ?? "").split(/\n\s*\n/).filter((part) => part.trim()).map((part) => el("p", null, part));
}

function atAGlance(event) {
  const groups = event.affected.map((part) => (part.group === "unspecified" ? part.text : `${plain(part.group)} (“${part.text}”)`));
  const cause = event.cause.text ? `${causeWord(event.cause.category)} (“${event.cause.text}”)` : causeWord(event.cause.category);
  const lines = [
    ["Action", `${actionWord(event.action)}, ${statusWord(event.status).toLowerCase()}`],
    ["Who", event.actor && `${event.actor.name} (${plain(event.actor.kind).toLowerCase()})`],
    ["Whom", groups.join("; ")],
    ["How many", countWord(event.quantity)],
    ["Where from", event.origins.map(placeWord).join("; ")],
    ["Where to", event.destinations.map(placeWord).join("; ")],
    ["When", whenWord(event.when)],
    ["Why", cause],
    ["Said by", event.attribution],
    ["Confidence", `${Math.round(event.confidence * 100)} %`],
  ];
  return section("The facts", el("dl", { class: "facts" }, lines.filter(([, value]) => value).map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, value)))));
}

function conflicts(event) {
  if (event.conflicts.length === 0) return null;
  return section("Where reports differ", event.conflicts.map((conflict) => dispute(event, conflict)));
}

function dispute(event, conflict) {
  return el(
    "div",
    { class: "dispute" },
    el("h4", null, fieldWord(conflict.field)),
    el(
      "ul",
      { class: "sides" },
      conflict.sides.map((side) =>
        el("li", null, el("strong", null, valueWord(conflict.field, side.value)), el("span", null, names(event, side.sources))),
      ),
    ),
  );
}

function names(event, articles) {
  const known = articles.map((id) => event.sources.find((source) => source.article_id === id)?.source ?? id);
  return [...new Set(known)].join(", ");
}

function timeline(event) {
  const steps = event.timeline.map((entry) => {
    const at = moment(entry.reported_at);
    const source = event.sources.find((each) => each.report_id === entry.report_id);
    const said = [countWord(entry.quantity) && `${countWord(entry.quantity)} people`, whenWord(entry.when)].filter(Boolean).join(", ");
    return el(
      "li",
      { class: `tone-${entry.status}` },
      at ? el("time", { datetime: at.iso }, `${at.date}, ${at.utc} UTC`, at.local && ` (${at.local})`) : el("span", { class: "times" }, "Time not told"),
      el("b", null, `${actionWord(entry.action)}: ${statusWord(entry.status).toLowerCase()}`),
      said && el("span", null, said),
      source && el("span", { class: "by" }, "First told by ", outward(source.url, source.source ?? source.article_id)),
    );
  });
  return section("Timeline", el("ol", { class: "timeline" }, steps));
}

function changes(event) {
  if (event.version === 1 || event.changes.length === 0) return null;
  const lines = event.changes.map((change) => el("div", null, el("dt", null, fieldWord(change.field)), el("dd", null, el("del", null, valueWord(change.field, change.before)), " ", el("ins", null, valueWord(change.field, change.after)))));
  return section("Last change of the event", el("dl", { class: "facts" }, lines));
}

function sources(event) {
  const hidden = event.source_count - event.sources.length;
  const count = `${event.source_count} (${event.independent_sources} independent)`;
  return section(`Sources: ${count}`, el("ul", { class: "sources" }, event.sources.map(quoted)), hidden > 0 && el("p", { class: "times" }, `${hidden} more not shown.`));
}

function quoted(source) {
  const at = moment(source.published_at);
  return el(
    "li",
    null,
    el("p", { class: "outlet" }, el("b", null, outward(source.url, source.source ?? source.article_id)), at && [" ", el("time", { datetime: at.iso }, `${at.date}, ${at.utc} UTC`, at.local && ` (${at.local})`)]),
    el("blockquote", null, evidence(source)),
    source.attribution && el("p", { class: "times" }, `Attributed to ${source.attribution}`),
  );
}

// The context holds the quote with up to 200 characters before it; where the same words stand in it twice, the quote is the nearest to there.
function evidence({ context, evidence: { quote, start } }) {
  const expected = Math.min(start, CONTEXT);
  let best = -1;
  for (let at = context.indexOf(quote); at >= 0; at = context.indexOf(quote, at + 1)) {
    if (best < 0 || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  if (best < 0) return [el("mark", null, quote)];
  const [before, after] = [context.slice(0, best), context.slice(best + quote.length)];
  return [start > CONTEXT && "… ", before, el("mark", null, quote), after];
}

function plainSources(item) {
  const listed = (item.infoSources ?? []).map((source) => el("li", null, outward(source.uri, source.name)));
  return listed.length > 0 && section("Sources", el("ul", { class: "sources" }, listed));
}

function section(title, ...content) {
  return el("section", { class: "part" }, el("h3", null, title), ...content);
}
