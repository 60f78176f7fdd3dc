// What a row says at a glance, from the item and (where it has come) its event.

import { actionWord, countryWord, fold, statusWord } from "/static/words.js";

const described = (item, role) => item.descriptions?.find((part) => part.role === role)?.value;

export function facts({ item, event, place }) {
  const cancelled = item.pubStatus === "canceled";
  const status = cancelled ? "cancelled" : event?.status ?? described(item, "status") ?? "";
  const back = cancelled ? undefined : event?.timeline.findLast((entry) => entry.action === "return");
  const [action, shown] = back ? ["return", back.status] : [event?.action ?? "evacuation", status];
  const origin = event?.origins[0] ?? fromNinjs(item.places?.find((part) => part.rel === "origin"));
  const country = event?.country ?? origin?.country ?? "";
  return {
    id: eventId(item),
    place: (place ?? "0-0-0").split("-").map(Number),
    version: Number(item.version ?? 1),
    eventVersion: event?.version ?? 0,
    cancelled,
    operation: described(item, "operation") ?? (Number(item.version ?? 1) > 1 ? "updated" : "created"),
    changes: described(item, "changes"),
    single: item.descriptions?.some((part) => part.role === "flag" && part.value === "single-source") ?? false,
    status,
    tone: tone(shown),
    label: cancelled || action === "evacuation" ? statusWord(shown) : `${actionWord(action)}: ${statusWord(shown).toLowerCase()}`,
    headline: item.headlines?.[0]?.value ?? item.title ?? "No headline",
    where: origin ? origin.place : countryWord(country),
    country,
    points: points(item, event),
    cause: event?.cause.category ?? "",
    updated: item.versionCreated,
    text: fold([item.headlines, item.bodies].flat().map((part) => part?.value ?? "").concat(item.title ?? "", item.slugline ?? "", eventText(event)).join(" ")),
  };
}

export function eventId(item) {
  return item.altIds?.find((part) => part.role === "event")?.value ?? item.uri.split(/[:/]/).at(-1);
}

export function tone(status) {
  return /^[a-z_]+$/.test(status) ? status : "unknown";
}

export function matches(fact, filters) {
  return (
    (!filters.country || fact.country === filters.country) &&
    (!filters.status || fact.status === filters.status) &&
    (!filters.cause || fact.cause === filters.cause) &&
    fold(filters.q ?? "").split(/\s+/).every((word) => fact.text.includes(word))
  );
}

function eventText(event) {
  if (!event) return [];
  const places = [...event.origins, ...event.destinations].map((part) => part.place);
  return [event.actor?.name ?? "", ...event.affected.map((part) => part.text), ...places, event.cause.text ?? ""];
}

function points(item, event) {
  const places = event?.origins ?? (item.places ?? []).filter((part) => part.rel === "origin").map(fromNinjs);
  return places.filter((part) => Number.isFinite(part.lat) && Number.isFinite(part.lon));
}

function fromNinjs(place) {
  if (!place) return null;
  const [lon, lat] = place.geoJSON?.coordinates ?? [];
  return { place: place.name, country: place.literal, lon, lat };
}
