// The fixed words of the contract as a desk reads them, and times.

export const STATUSES = {
  ordered: "Ordered",
  under_way: "Under way",
  advised: "Advised",
  authorized: "Authorised",
  planned: "Planned",
  completed: "Completed",
  halted: "Halted",
  called_for: "Called for",
  ruled_out: "Ruled out",
  cancelled: "Cancelled",
};

const ACTIONS = { evacuation: "Evacuation", relocation: "Relocation", closure: "Closure", return: "Return" };

const CAUSES = { unknown: "Cause not told", other: "Other cause", dam_failure: "Dam failure" };

const FIELDS = {
  quantity: "How many",
  cause: "Why",
  destinations: "Where to",
  origins: "Where from",
  status: "How far",
  actor: "Who",
  when: "When",
  affected: "Whom",
  source_count: "Sources",
  independent_sources: "Independent sources",
};

const QUALIFIERS = { about: "about", more_than: "more than", at_least: "at least", up_to: "up to", nearly: "nearly" };

const NUMBER = new Intl.NumberFormat("en");
const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

export const plain = (word) => {
  const spaced = String(word).replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

export const statusWord = (status) => STATUSES[status] ?? plain(status ?? "");
export const causeWord = (cause) => CAUSES[cause] ?? plain(cause);
export const actionWord = (action) => ACTIONS[action] ?? plain(action);
export const fieldWord = (field) => FIELDS[field] ?? plain(field);

export function countryWord(code) {
  if (!/^[A-Z]{2}$/.test(code ?? "") || code === "ZZ") return "Country not told";
  try {
    return REGIONS.of(code);
  } catch {
    return code;
  }
}

export function placeWord(place) {
  const country = place.country ? countryWord(place.country) : "";
  return !country || country === place.place ? place.place : `${place.place}, ${country}`;
}

export function countWord(quantity) {
  if (!quantity) return "";
  const { min, max, qualifier } = quantity;
  if (min !== null && max !== null && min !== max) return `${NUMBER.format(min)} to ${NUMBER.format(max)}`;
  const number = NUMBER.format(min ?? max ?? 0);
  return QUALIFIERS[qualifier] ? `${QUALIFIERS[qualifier]} ${number}` : number;
}

export function whenWord(when) {
  if (!when || (!when.start && !when.end)) return "";
  const days = [when.start, when.end].filter(Boolean).map((day) => date(`${day}T12:00:00Z`));
  const words = days.length === 2 && days[0] !== days[1] ? `${days[0]} to ${days[1]}` : days[0];
  return when.precision === "approximate" ? `about ${words}` : words;
}

export function valueWord(field, value) {
  if (value === null || value === undefined || value === "") return "not told";
  if (field === "quantity") return countWord(value);
  if (field === "when") return whenWord(value);
  if (field === "status") return statusWord(value);
  if (Array.isArray(value)) return value.map((part) => valueWord(field, part)).join("; ") || "none";
  if (typeof value === "object") return value.place ? placeWord(value) : value.name ?? plain(value.category ?? value.group ?? value.text ?? "");
  return plain(value);
}

export function fold(value) {
  return value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const UTC_TIME = new Intl.DateTimeFormat("en-GB", { ...CLOCK, timeZone: "UTC" });
const LOCAL_TIME = new Intl.DateTimeFormat("en-GB", CLOCK);
const LOCAL_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const UTC_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const UTC_DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const date = (iso) => UTC_DATE.format(new Date(iso));

export function moment(iso, now = new Date()) {
  const at = new Date(iso ?? "");
  if (Number.isNaN(at.getTime())) return null;
  const today = UTC_DAY.format(at) === UTC_DAY.format(now) && at.getUTCFullYear() === now.getUTCFullYear();
  const sameDay = LOCAL_DAY.format(at) === UTC_DAY.format(at);
  const local = at.getTimezoneOffset() === 0 ? "" : `${sameDay ? "" : `${LOCAL_DAY.format(at)} `}${LOCAL_TIME.format(at)}`;
  return { iso: at.toISOString(), day: today ? "" : UTC_DAY.format(at), utc: UTC_TIME.format(at), local, date: UTC_DATE.format(at) };
}
