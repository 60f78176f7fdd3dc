"""Whose body a noun is, by the states and towns in its own words: "the Dutch embassy", "the city of Lyon", "Washington"."""

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract.context import Located
from workers.extract.groups import phrase_classes
from workers.extract.naming import DIPLOMATIC_HEADS, Acting, country_actor, proper, seat, tidy
from workers.extract.syntax import Token, children, noun_span
from workers.extract.view import View


def mentions(token: Token, view: View, start: int, end: int) -> list[Located]:
    """Return the mentions that tell whose body it is: in the noun's own words, in "of X" and in a possessive, but not where it sits ("in X")."""
    found = list(view.within(start, end))
    for child in children(token, "appos"):
        inner = noun_span(child)
        found += [m for m in view.within(*inner) if m.kind != "place" or m.place.feature == "country"]
    for child in children(token, "prep"):
        if child.lower_ in ("for", "from", "with") and phrase_classes(token, view.lexicon)[0] & {
            "role_state",
            "role_local",
        }:
            for noun in children(child, "pobj"):
                found += view.within(*noun_span(noun))
    return found


def by_place(
    token: Token, view: View, own: list[Located], roles: list[ActorKind], span: tuple[int, int]
) -> list[Acting] | None:
    """Return the states or authorities that a noun with mentions of its own stands for: none where it names no actor, None where the mentions only tell where it sits."""
    head = view.mention(token)
    if head is not None and head.kind == "place" and head.place.feature != "country":
        return _place_acts(view, head, span)
    states = [m for m in own if m.kind in ("demonym", "office", "nationals") or m.place.feature == "country"]
    cities = [m for m in own if m.kind == "place" and m.place.feature != "country"]
    kind = roles[0] if roles else ActorKind.GOVERNMENT
    if ActorKind.LOCAL_AUTHORITY in roles and cities and token.lower_ not in DIPLOMATIC_HEADS:
        return [_as_told(view, cities[0].place.country, ActorKind.LOCAL_AUTHORITY, span)]
    if states:
        return _state_acts(token, view, states, kind, span)
    owner = next((view.mention(child) for child in children(token, "poss")), None)
    if owner is not None and owner.place.feature == "capital" and owner.place.country != view.context.crisis:
        return [Acting(country_actor(owner.place.country, kind), span, True)]
    if cities and roles:
        return _town_acts(token, view, cities[0], kind, span)
    if cities and token.pos_ == "PROPN":
        name = tidy(proper(token))
        return [Acting(Actor(name=name, country=cities[0].place.country, kind=ActorKind.ORGANIZATION), span, True)]
    return []


def _as_told(view: View, country: str, kind: ActorKind, span: tuple[int, int]) -> Acting:
    """A body by the words the sentence has for it."""
    return Acting(Actor(name=tidy(view.doc.text[span[0] : span[1]]), country=country, kind=kind), span, True)


def _state_acts(
    token: Token, view: View, states: list[Located], kind: ActorKind, span: tuple[int, int]
) -> list[Acting]:
    """A state's government, forces or authorities, a company from there, or several states: "the French and German embassies"."""
    if kind in (ActorKind.COMPANY, ActorKind.ORGANIZATION) and token.pos_ == "PROPN" and view.mention(token) is None:
        return [Acting(Actor(name=tidy(proper(token)), country=states[0].place.country, kind=kind), span, True)]
    local = kind is ActorKind.LOCAL_AUTHORITY and token.lower_ not in DIPLOMATIC_HEADS and not view.context.diplomatic
    if kind is not ActorKind.MILITARY and not local:
        kind = ActorKind.GOVERNMENT
    if states[0].kind == "office" and "pentagon" in states[0].text.lower():
        kind = ActorKind.MILITARY
    codes = list(dict.fromkeys(m.place.country for m in states))
    several = len(codes) > 1 and any(word.lower_ == "and" for word in token.subtree) and token.lower_.endswith("s")
    chosen = codes if several else codes[:1]
    if kind is ActorKind.LOCAL_AUTHORITY:
        return [_as_told(view, code, kind, span) for code in chosen]
    return [Acting(country_actor(code, kind), span, True) for code in chosen]


def _town_acts(token: Token, view: View, city: Located, kind: ActorKind, span: tuple[int, int]) -> list[Acting] | None:
    """A body told with a town: a foreign capital stands for its state; a post in the endangered country is nobody's by its town."""
    if (
        city.place.feature == "capital"
        and token.lower_ in DIPLOMATIC_HEADS | {"officials", "official"}
        and city.place.country != view.context.crisis
    ):
        return [Acting(country_actor(city.place.country), span, True)]
    if token.lower_ in DIPLOMATIC_HEADS and city.place.country == view.context.crisis:
        return None
    return [_as_told(view, city.place.country, kind, span)]


def _place_acts(view: View, head: Located, span: tuple[int, int]) -> list[Acting]:
    """A town, county or region named as acting: its state where a capital or a foreign town speaks for it, else its authority."""
    place = head.place
    governed = seat(view, head.text)
    if governed is not None and not view.doc.text[head.end : head.end + 8].lower().startswith(
        (" county", " state", ", ")
    ):
        return [Acting(country_actor(governed), span, True)]
    if place.feature == "capital" and (view.context.diplomatic or place.country != view.context.crisis):
        return [Acting(country_actor(place.country), span, True)]
    county = place.feature in ("county", "region") or "county" in head.text.lower()
    if place.feature == "city" and place.country != view.context.crisis and view.context.diplomatic:
        return [Acting(country_actor(place.country), span, True)]
    name = tidy(view.doc.text[span[0] : span[1]])
    authority = Actor(
        name=name if county or len(name) < 40 else head.text, country=place.country, kind=ActorKind.LOCAL_AUTHORITY
    )
    return [Acting(authority, span, True)]
