// Where: the world's outlines (see outlines.py) with a mark for each place on the wire. Plain longitude and latitude, x shortened by the
// cosine of the latitude in the middle, so that shapes are right where one looks.

import { replace, svg } from "/static/dom.js";

const WORLD = { west: -168, east: 190, south: -56, north: 76 };
const WORLD_LATITUDE = 35;
const NEAR_DEGREES = 9;
const LABELS = 4;

export class WorldMap {
  constructor(node, choose) {
    this.node = node;
    this.land = svg("g", { class: "land" });
    this.outlines = svg("g", { id: "outlines" });
    this.land.append(this.outlines, svg("use", { href: "#outlines", x: -360 }), svg("use", { href: "#outlines", x: 360 }));
    this.marks = svg("g", { class: "marks" });
    this.countries = new Map();
    replace(node, this.land, this.marks);
    node.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-event]");
      if (mark) choose(mark.dataset.event);
    });
    new ResizeObserver(() => this.draw()).observe(node);
    this.shown = [];
  }

  async load() {
    const world = await (await fetch("/static/world.json")).json();
    const arcs = world.arcs.map((steps) => points(steps, world.grid));
    for (const [code, rings] of Object.entries(world.countries)) {
      const path = svg("path", { class: "country", d: rings.map((ring) => outline(ring, arcs)).join("") });
      this.countries.set(code, path);
      this.outlines.append(path);
    }
    this.draw();
  }

  show(shown, selected) {
    this.shown = shown;
    this.selected = selected;
    this.draw();
  }

  draw() {
    const { width, height } = this.node.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    const chosen = this.shown.find((fact) => fact.id === this.selected);
    const view = viewOf(chosen?.points ?? [], width / height);
    const sy = height / (view.north - view.south);
    const sx = width / (view.east - view.west);
    const middle = (view.west + view.east) / 2;
    const project = ({ lon, lat }) => [(nearest(lon, middle) - view.west) * sx, (view.north - lat) * sy];
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.land.setAttribute("transform", `matrix(${sx} 0 0 ${-sy} ${-view.west * sx} ${view.north * sy})`);
    for (const [code, path] of this.countries) path.classList.toggle("is-chosen", chosen !== undefined && code === chosen.country);
    replace(this.marks, this.shown.filter((fact) => fact !== chosen).reverse().flatMap((fact) => marks(fact, project, 4)), chosen && [marks(chosen, project, 6), labels(chosen, project, width)]);
    this.node.setAttribute("aria-label", described(this.shown, chosen));
  }
}

function points(steps, grid) {
  const line = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    line.push([x / grid, y / grid]);
  }
  return line;
}

// A ring goes on over the date line rather than back around the world; one that goes around the pole is closed through it.
function outline(ring, arcs) {
  const line = ring.flatMap((arc) => (arc >= 0 ? arcs[arc] : arcs[~arc].toReversed()));
  const whole = [line[0]];
  for (const [lon, lat] of line.slice(1)) whole.push([nearest(lon, whole.at(-1)[0]), lat]);
  const [first, last] = [whole[0], whole.at(-1)];
  if (Math.abs(last[0] - first[0]) > 180) whole.push([last[0], -90], [first[0], -90]);
  return `M${whole.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;
}

function nearest(lon, to) {
  return lon - 360 * Math.round((lon - to) / 360);
}

const round = (value) => Math.round(value * 100) / 100;

// The part of the world to show: all of it, or the surroundings of the points, in the proportions of the frame.
function viewOf(places, aspect) {
  const whole = places.length === 0;
  const lats = places.map((place) => place.lat);
  const lons = places.map((place) => nearest(place.lon, places[0].lon));
  const [south, north] = whole ? [WORLD.south, WORLD.north] : [Math.min(...lats) - NEAR_DEGREES, Math.max(...lats) + NEAR_DEGREES];
  const [west, east] = whole ? [WORLD.west, WORLD.east] : [Math.min(...lons) - NEAR_DEGREES, Math.max(...lons) + NEAR_DEGREES];
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const squeeze = Math.cos(((whole ? WORLD_LATITUDE : Math.min(Math.abs(middle.lat), 75)) * Math.PI) / 180);
  let [tall, wide] = [north - south, (east - west) * squeeze];
  if (wide / tall > aspect) tall = wide / aspect;
  else wide = tall * aspect;
  const half = { lat: tall / 2, lon: wide / squeeze / 2 };
  return { south: middle.lat - half.lat, north: middle.lat + half.lat, west: middle.lon - half.lon, east: middle.lon + half.lon };
}

function marks(fact, project, radius) {
  return fact.points.map((place) => {
    const [cx, cy] = project(place);
    return svg("circle", { cx, cy, r: radius, class: `mark tone-${fact.tone}`, "data-event": fact.id }, svg("title", null, `${place.place}: ${fact.label}`));
  });
}

function labels(fact, project, width) {
  return fact.points.slice(0, LABELS).map((place) => {
    const [x, y] = project(place);
    const left = x > width * 0.7;
    return svg("text", { x: x + (left ? -11 : 11), y: y + 4, "text-anchor": left ? "end" : "start", class: "map-label" }, place.place);
  });
}

function described(shown, chosen) {
  if (chosen) return `Map: ${chosen.points.map((place) => place.place).join(", ") || chosen.where}`;
  const places = new Set(shown.flatMap((fact) => fact.points.map((place) => place.place)));
  return `Map of the world with ${places.size} ${places.size === 1 ? "place" : "places"} on the wire`;
}
