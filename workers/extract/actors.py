"""Who acts: the words of a subject, agent, possessive or adjective resolved to a state, an authority or a body, by the article itself."""

import re
from dataclasses import dataclass
from functools import lru_cache

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract.context import AT_WORK, TOWARDS, WHERE, Context, Located
from workers.extract.groups import phrase_classes
from workers.extract.syntax import Token, children, conjuncts, governors, is_verb, noun_span, subject
from workers.extract.view import View
from workers.extract.wordsets import wordset
from workers.gazetteer import gazetteer

PRONOUNS = wordset("actors_pronouns")
WINDOW = 4
"""Sentences to look back for the body that "the embassy" or "it" means."""

LOCAL_NAME = re.compile(
    r"(?:(?:the )?(?:[Cc]ity|[Tt]own|[Cc]ounty|[Mm]unicipality|[Pp]rovince|[Ss]tate|[Dd]istrict|[Pp]refecture|[Pp]arish|[Rr]egional [Dd]istrict) of (?:[A-ZÀ-Þ][\w'’.-]+ ?){1,4})"
    r"|(?:(?:[A-ZÀ-Þ][\w'’.-]+ ){1,4}(?:County|Parish|Police|Sheriff(?:['’]s (?:Office|Department))?|Fire[- ](?:Department|Rescue|Service|District|Brigade|Authority|Protection District)|City Council|Council|Emergency [A-Z]\w+(?: [A-Z]\w+)*|Office of Emergency \w+|Regional District|Municipality|Prefecture|Civil Protection|Fire Department|Cave Rescue|Mountain Rescue|Coast Guard|Disaster \w+ (?:Agency|Authority|Office)))"
    r"|(?:(?:[Mm]ayor|[Gg]overnor|[Ss]heriff|[Pp]refect|[Ff]ire [Cc]hief|[Pp]olice [Cc]hief) of (?:[A-ZÀ-Þ][\w'’.-]+ ?){1,3})"
)
ROLES = (
    ("role_military", ActorKind.MILITARY),
    ("role_state", ActorKind.GOVERNMENT),
    ("role_local", ActorKind.LOCAL_AUTHORITY),
    ("role_organisation", ActorKind.ORGANIZATION),
    ("role_company", ActorKind.COMPANY),
)
DIPLOMATIC_HEADS = wordset("actors_diplomatic_heads")
COMPANY_WORDS = re.compile(
    r"\b(?:Airlines?|Airways|Oil|Energy|Petroleum|Mining|Gold|Inc|Ltd|plc|Corp|Company|Group|Holdings|Motors|Steel|Electric|Power|Chemicals?|Foods|Resources|Industries|Railways?|Cruises?|Bank|Hotels?|Holidays|Travel|Bros|& Co)\b"
)


@dataclass(frozen=True, slots=True)
class Acting:
    """An actor and the characters of the sentence that name it, None where an earlier sentence does."""

    actor: Actor
    span: tuple[int, int] | None
    resolved: bool
    """True where the words name the actor; False where the article had to be asked."""


def country_actor(code: str, kind: ActorKind = ActorKind.GOVERNMENT) -> Actor:
    """Return a state as actor, by its ISO 3166 alpha-2 code."""
    country = gazetteer().country(code)
    return Actor(name=country.name if country else code, country=code, kind=kind)


def resolve(token: Token, view: View) -> list[Acting]:
    """Return who a noun stands for: usually one, several for "the embassies of the US and Britain", none where it names no actor."""
    start, end = noun_span(token)
    span = (start, end)
    if token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "SCONJ"):
        above = _above(token)
        if above is not None:
            return [each for noun in conjuncts(above) for each in resolve(noun, view)]
        if token.lower_ in ("he", "she", "him", "her"):
            return []
        issuer = _issuer(view) if token.lower_ == "we" else None
        found = issuer or _recent(view, int(token.idx), pronoun=token.lower_)
        return [found] if found else []
    classes, _phrase = phrase_classes(token, view.lexicon)
    roles = _roles(token, view, classes)
    titled = _titled(token, view)
    if titled is not None:
        return titled
    body = _body(token, view, start, end)
    if body is not None:
        return [Acting(body, span, True)]
    own = _mentions(token, view, start, end)
    if "vehicle" in classes and not any(
        m.kind in ("demonym", "office") or m.place.feature in ("country", "capital") for m in own
    ):
        return []
    if own:
        return _named(token, view, own, roles, span)
    return _unnamed(token, view, roles, classes, span)


def _above(pronoun: Token) -> Token | None:
    """Who "they" in "X said they would" and "we" in a quotation are: the subject of the verb of speech above."""
    verb = pronoun.head
    if not is_verb(verb):
        return None
    for governor in governors(verb):
        if is_verb(governor):
            who = subject(governor)
            if who is not None and who.i != pronoun.i and who.pos_ != "PRON":
                return who
    return None


def _titled(token: Token, view: View) -> list[Acting] | None:
    """The name behind a company's or organisation's kind, which parsers often part from it: "the charity Kivu Hope"."""
    classes = phrase_classes(token, view.lexicon)[0]
    kind = next((kind for name, kind in ROLES[3:] if name in classes), None)
    if kind is None or token.pos_ != "NOUN" or token.i + 1 >= len(token.doc) or token.lower_.endswith("s"):
        return None
    end = token.i + 1
    while end < len(token.doc) and token.doc[end].pos_ == "PROPN" and token.doc[end].text[:1].isupper():
        end += 1
    words = token.doc[token.i + 1 : end]
    if not len(words) or (len(words) == 1 and view.mention(words[0]) is not None):
        return None
    text = str(words.text)
    known = view.lexicon.bodies.get(text.lower())
    country = known.country or None if known is not None and known.country != "?" else None
    name = known.name if known is not None else text
    return [
        Acting(Actor(name=name, country=country, kind=kind), (int(words[0].idx), int(words[0].idx) + len(text)), True)
    ]


def _roles(token: Token, view: View, classes: frozenset[str]) -> list[ActorKind]:
    found = [kind for name, kind in ROLES if name in classes]
    for word in token.subtree:
        if (word.i < token.i and word.dep_ in ("compound", "amod", "nmod", "poss")) or (
            word.dep_ == "appos" and word.head == token
        ):
            inner = phrase_classes(word, view.lexicon)[0]
            found += [kind for name, kind in ROLES if name in inner and kind not in found]
    if {"vehicle"} & classes and not found:
        words = {word.lower_ for word in token.subtree}
        found.append(
            ActorKind.MILITARY
            if words & {"military", "navy", "naval", "army", "air", "force", "marine", "raf", "luftwaffe", "warship"}
            else ActorKind.GOVERNMENT
        )
    words = {word.lower_ for word in token.subtree if abs(word.i - token.i) < 6}
    if words & {"military", "navy", "army", "marines", "naval", "soldiers", "troops", "gunships"} or (
        "air" in words and "force" in words
    ):
        found.insert(0, ActorKind.MILITARY)
    return found


def _body(token: Token, view: View, start: int, end: int) -> Actor | None:
    last = token
    while last.i + 1 < len(token.doc) and last.nbor().text[:1].isupper() and last.text[:1].isupper():
        last = last.nbor()
    text = view.doc.text[start : max(end, int(last.idx) + len(last.text))].lower()
    words = re.sub(r"^(?:the|a|an)\s+", "", text)
    for alias, body in view.lexicon.bodies.items():
        if re.search(rf"(?<![\w.]){re.escape(alias)}(?![\w])", words):
            if (
                alias in ("un", "eu", "ses", "hms", "raf", "mea", "uss", "who", "iom")
                and alias.upper() not in view.doc.text[start:end]
                and alias not in ("u.n.",)
            ):
                continue
            inside = [
                m for m in view.within(start, end) if m.kind in ("demonym", "office") or m.place.feature == "country"
            ]
            if body.country == "?" and inside:
                return Actor(name=view.doc.text[start:end], country=inside[0].place.country, kind=ActorKind(body.kind))
            country = view.context.crisis if body.country == "?" else body.country or None
            return Actor(name=body.name, country=country, kind=ActorKind(body.kind))
    return None


def _mentions(token: Token, view: View, start: int, end: int) -> list[Located]:
    """Mentions that tell whose body it is: in the noun's own words, in "of X" and in a possessive, but not where it sits ("in X")."""
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


def _named(token: Token, view: View, own: list[Located], roles: list[ActorKind], span: tuple[int, int]) -> list[Acting]:
    head = view.mention(token)
    states = [m for m in own if m.kind in ("demonym", "office", "nationals") or m.place.feature == "country"]
    cities = [m for m in own if m.kind == "place" and m.place.feature != "country"]
    kind = roles[0] if roles else ActorKind.GOVERNMENT
    if head is not None and head.kind == "place" and head.place.feature != "country":
        return _place_acts(view, head, roles, span)
    if ActorKind.LOCAL_AUTHORITY in roles and cities and token.lower_ not in DIPLOMATIC_HEADS:
        return [
            Acting(
                Actor(
                    name=_tidy(view.doc.text[span[0] : span[1]]),
                    country=cities[0].place.country,
                    kind=ActorKind.LOCAL_AUTHORITY,
                ),
                span,
                True,
            )
        ]
    if states:
        if kind in (ActorKind.COMPANY, ActorKind.ORGANIZATION) and token.pos_ == "PROPN" and head is None:
            return [Acting(Actor(name=_tidy(_proper(token)), country=states[0].place.country, kind=kind), span, True)]
        kind = (
            ActorKind.MILITARY
            if kind is ActorKind.MILITARY
            else ActorKind.GOVERNMENT
            if kind is not ActorKind.LOCAL_AUTHORITY or token.lower_ in DIPLOMATIC_HEADS or view.context.diplomatic
            else kind
        )
        if states[0].kind == "office" and "pentagon" in states[0].text.lower():
            kind = ActorKind.MILITARY
        codes = list(dict.fromkeys(m.place.country for m in states))
        chosen = (
            codes
            if len(codes) > 1 and any(word.lower_ == "and" for word in token.subtree) and token.lower_.endswith("s")
            else codes[:1]
        )
        if kind is ActorKind.LOCAL_AUTHORITY:
            return [
                Acting(Actor(name=_tidy(view.doc.text[span[0] : span[1]]), country=code, kind=kind), span, True)
                for code in chosen
            ]
        return [Acting(country_actor(code, kind), span, True) for code in chosen]
    owner = next((view.mention(child) for child in children(token, "poss")), None)
    if owner is not None and owner.place.feature == "capital" and owner.place.country != view.context.crisis:
        return [Acting(country_actor(owner.place.country, kind), span, True)]
    if cities and roles:
        if (
            cities[0].place.feature == "capital"
            and token.lower_ in DIPLOMATIC_HEADS | {"officials", "official"}
            and cities[0].place.country != view.context.crisis
        ):
            return [Acting(country_actor(cities[0].place.country), span, True)]
        if token.lower_ in DIPLOMATIC_HEADS and cities[0].place.country == view.context.crisis:
            return _unnamed(token, view, roles, phrase_classes(token, view.lexicon)[0], span)
        return [
            Acting(
                Actor(name=_tidy(view.doc.text[span[0] : span[1]]), country=cities[0].place.country, kind=kind),
                span,
                True,
            )
        ]
    if cities and token.pos_ == "PROPN":
        return [
            Acting(
                Actor(
                    name=_tidy(_proper(token)),
                    country=cities[0].place.country,
                    kind=roles[0] if roles else ActorKind.ORGANIZATION,
                ),
                span,
                True,
            )
        ]
    return []


def _seat(view: View, name: str) -> str | None:
    """The country whose capital a name is, where it can stand for the government ("Washington" though a state bears the name too)."""
    known = gazetteer().lookup(name)
    if known is None:
        return None
    for candidate in known[1]:
        country = gazetteer().country(candidate.country)
        if (
            country is not None
            and country.capital in (candidate.name, name)
            and (view.context.diplomatic or country.code != view.context.crisis)
        ):
            return country.code
    return None


def _place_acts(view: View, head: Located, roles: list[ActorKind], span: tuple[int, int]) -> list[Acting]:
    place = head.place
    seat = _seat(view, head.text)
    if seat is not None and not view.doc.text[head.end : head.end + 8].lower().startswith((" county", " state", ", ")):
        return [Acting(country_actor(seat), span, True)]
    if place.feature == "capital" and (view.context.diplomatic or place.country != view.context.crisis):
        return [Acting(country_actor(place.country), span, True)]
    county = place.feature in ("county", "region") or "county" in head.text.lower()
    if place.feature == "city" and place.country != view.context.crisis and view.context.diplomatic:
        return [Acting(country_actor(place.country), span, True)]
    name = _tidy(view.doc.text[span[0] : span[1]])
    return [
        Acting(
            Actor(
                name=name if county or len(name) < 40 else head.text,
                country=place.country,
                kind=ActorKind.LOCAL_AUTHORITY,
            ),
            span,
            True,
        )
    ]


def _unnamed(
    token: Token, view: View, roles: list[ActorKind], classes: frozenset[str], span: tuple[int, int]
) -> list[Acting]:
    text = _tidy(view.doc.text[span[0] : span[1]])
    context = view.context
    if token.pos_ == "PROPN" and not roles:
        seat = _seat(view, token.text)
        return [Acting(country_actor(seat), span, True)] if seat is not None else _proper_name(token, view, span)
    if not roles:
        return []
    kind = roles[0]
    diplomatic_head = token.lower_ in DIPLOMATIC_HEADS or any(
        word.lower_ in DIPLOMATIC_HEADS or word.lower_ == "foreign" for word in token.subtree if word.i < token.i
    )
    if (
        context.diplomatic
        and (ActorKind.GOVERNMENT in roles or kind is ActorKind.MILITARY)
        and (diplomatic_head or ActorKind.LOCAL_AUTHORITY not in roles or kind is ActorKind.MILITARY)
    ):
        recent = _issuer(view) or _recent(view, int(token.idx)) or of_article(view)
        if (
            recent is not None
            and recent.actor.country
            and recent.actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY)
        ):
            return [
                Acting(
                    country_actor(
                        recent.actor.country, ActorKind.MILITARY if kind is ActorKind.MILITARY else ActorKind.GOVERNMENT
                    ),
                    span,
                    False,
                )
            ]
    if kind is ActorKind.MILITARY and context.crisis:
        return [Acting(country_actor(context.crisis, kind), span, False)]
    if ActorKind.LOCAL_AUTHORITY in roles:
        name = text
        if token.pos_ == "PROPN" and len(text.split()) > 1:
            name = text
        elif (local := _recent_local(view, int(token.idx), token.lower_)) is not None:
            name = local
        return [
            Acting(
                Actor(name=name[:1].upper() + name[1:], country=context.crisis, kind=ActorKind.LOCAL_AUTHORITY),
                span,
                False,
            )
        ]
    if ActorKind.GOVERNMENT in roles:
        speaker = _above(token)
        told = view.mention(speaker) if speaker is not None else None
        if told is not None and told.place.feature == "country" and told.place.country != context.crisis:
            return [Acting(country_actor(told.place.country), span, False)]
        if context.crisis and token.lower_ in (
            "government",
            "president",
            "minister",
            "ministry",
            "authorities",
            "cabinet",
            "administration",
            "state",
            "king",
        ):
            return [Acting(country_actor(context.crisis), span, False)]
        recent = _recent(view, int(token.idx))
        return [recent] if recent is not None else []
    if kind is ActorKind.COMPANY and token.pos_ != "PROPN":
        named = _recent_company(view, int(token.idx))
        return [Acting(Actor(name=named or text, country=None, kind=ActorKind.COMPANY), span, False)]
    if token.pos_ != "PROPN":
        apposed = next((child for child in children(token, "appos") if child.text[:1].isupper()), None)
        named = _proper(apposed) if apposed is not None else None
        if named is None and token.lower_ in ("agency", "charity", "group", "organisation", "organization", "body"):
            named = _recent_company(view, int(token.idx))
        text = named or text
    return [
        Acting(
            Actor(name=_tidy(_proper(token)) if token.pos_ == "PROPN" else text, country=None, kind=kind),
            span,
            token.pos_ == "PROPN",
        )
    ]


def _proper_name(token: Token, view: View, span: tuple[int, int]) -> list[Acting]:
    """A name that is no place: a company, a body, or a person whose office the article tells."""
    name = _tidy(_proper(token))
    if not name or not name[0].isupper():
        return []
    person = _person(view, token.text)
    if person is not None:
        return [Acting(person, span, False)]
    kind = ActorKind.COMPANY if COMPANY_WORDS.search(name) else ActorKind.ORGANIZATION
    if kind is ActorKind.ORGANIZATION and re.search(
        rf"\b(?:company|firm|giant|operator|producer|airline|oil|mining|drilling|builder)s?\b[^.]{{0,60}}{re.escape(token.text)}|{re.escape(token.text)}[^.]{{0,40}}\b(?:company|firm|plc|shares)\b",
        view.context.text,
    ):
        kind = ActorKind.COMPANY
    return [Acting(Actor(name=name, country=None, kind=kind), span, True)]


def _person(view: View, surname: str) -> Actor | None:
    """The body a person speaks for, where the article has told their office ("Sheriff Ana Ruiz", "Blinken, the US secretary of state")."""
    for sentence in view.context.sentences:
        for found in re.finditer(rf"\b{re.escape(surname)}\b", sentence.text):
            before = sentence.text[max(0, found.start() - 70) : found.start()]
            after = sentence.text[found.end() : found.end() + 70]
            window = re.split(r"[.;:\"]", before)[-1] + " | " + re.split(r"[.;:\"]", after)[0]
            offset = max(0, found.start() - 70)
            for role, kind in (
                (
                    "mayor|sheriff|fire chief|chief|county|commissioner|fire|police|emergency|governor|operation",
                    ActorKind.LOCAL_AUTHORITY,
                ),
                (
                    "secretary|minister|president|ambassador|spokes\\w+|foreign|chancellor|adviser|envoy|official|consul",
                    ActorKind.GOVERNMENT,
                ),
            ):
                if re.search(rf"\b(?:{role})\b", window, re.IGNORECASE):
                    near = [
                        m for m in view.context.located.get(sentence.index, ()) if offset <= m.start < found.end() + 70
                    ]
                    states = [m for m in near if m.kind in ("demonym", "office") or m.place.feature == "country"]
                    if kind is ActorKind.GOVERNMENT and states:
                        return country_actor(states[0].place.country)
                    if kind is ActorKind.LOCAL_AUTHORITY and view.context.crisis and not view.context.diplomatic:
                        return Actor(
                            name=_tidy(window.split("|")[0]) or surname, country=view.context.crisis, kind=kind
                        )
    return None


def _proper(token: Token) -> str:
    words = [token]
    index = token.i - 1
    while (
        index >= 0
        and token.doc[index].pos_ == "PROPN"
        and token.doc[index].dep_ in ("compound", "nmod", "amod", "flat")
    ):
        words.insert(0, token.doc[index])
        index -= 1
    start, end = words[0].idx, token.idx + len(token.text)
    return str(token.doc.text[start:end])


def _tidy(text: str) -> str:
    text = re.sub(r"^[A-Z][A-Z ,.'’]{2,40}\s?[-–—]{1,2}\s+", "", text.strip())
    trimmed = re.sub(
        r"^(?:the|a|an|its|their|his|her|our|several|some|many|local|three|two)\s+",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    return re.sub(r"(?:'s|’s)$", "", trimmed).strip(" ,\"'")


def _recent(view: View, position: int, pronoun: str = "") -> Acting | None:
    """The state or body last named as acting: earlier in the sentence, or in the sentences before it."""
    context = view.context
    here = view.sentence.index
    for index in range(here, max(-1, here - WINDOW - 1), -1):
        sentence = context.sentences[index]
        limit = position if index == here else len(sentence.text)
        best: tuple[float, Acting] | None = None
        for mention in context.located.get(index, ()):
            if mention.start >= limit:
                continue
            weight = _acting_weight(context, sentence.text, mention)
            if weight > 0.4:
                candidate = Acting(country_actor(mention.place.country), None, False)
                rank = weight + (mention.start / 10_000 if index == here else -mention.start / 10_000)
                if best is None or rank > best[0]:
                    best = rank, candidate
        for alias, body in context.lexicon.bodies.items():
            if len(alias) < 4 and alias not in ("un", "eu", "msf", "wfp", "iom", "raf"):
                continue
            form = alias.upper() if len(alias) <= 3 else alias
            found = re.search(
                rf"(?<![\w.]){re.escape(form)}(?!\w)", sentence.text if len(alias) <= 3 else sentence.text.lower()
            )
            if found and found.start() < limit and body.country != "?" and (best is None or best[0] < 1.0):
                actor = Actor(name=body.name, country=body.country or None, kind=ActorKind(body.kind))
                best = 0.9, Acting(actor, None, False)
        if best is not None:
            return best[1]
        if not context.diplomatic and pronoun != "":
            local = _local_in(sentence.text[:limit])
            if local is not None:
                return Acting(Actor(name=local, country=context.crisis, kind=ActorKind.LOCAL_AUTHORITY), None, False)
    return None


def _issuer(view: View) -> Acting | None:
    """The state whose embassy or ministry is the article's source."""
    context = view.context
    source = context.story.article.source or ""
    found = [
        m
        for m in gazetteer().mentions(source)
        if m.kind in ("demonym", "office") or m.candidates[0].feature == "country"
    ]
    if found and re.search(
        r"embassy|ministry|department|government|foreign|state|consul|travel|advi", source, re.IGNORECASE
    ):
        return Acting(country_actor(found[0].candidates[0].country), None, False)
    return None


def of_article(view: View) -> Acting | None:
    """The state an official text speaks for: told by its source's name, else the first state it shows acting."""
    context = view.context
    issuer = _issuer(view)
    if issuer is not None:
        return issuer
    for sentence in context.sentences:
        for mention in context.located.get(sentence.index, ()):
            if mention.place.country != context.crisis and _acting_weight(context, sentence.text, mention) >= 0.9:
                return Acting(country_actor(mention.place.country), None, False)
    return None


def only_foreign(view: View) -> Acting | None:
    """The one state whose people or bodies the article names, besides the endangered country."""
    codes = {
        mention.place.country
        for mentions in view.context.located.values()
        for mention in mentions
        if mention.kind in ("nationals", "demonym", "office") and mention.place.country != view.context.crisis
    }
    return Acting(country_actor(codes.pop()), None, False) if len(codes) == 1 else None


def _acting_weight(context: Context, text: str, mention: Located) -> float:
    before, after = text[: mention.start], text[mention.end :]
    if mention.kind == "office":
        return 1.0
    if (
        mention.place.country == context.crisis
        and mention.place.feature != "country"
        and context.diplomatic
        and WHERE.search(before)
    ):
        return 0.0
    if mention.kind == "demonym":
        acting = re.match(
            r"^\s+(?:[\w-]+\s+){0,2}(?:government|ministry|embassy|officials?|navy|army|air force|foreign|military|president|prime|minister|consulate|authorities|mission|ambassador|secretary|department|frigate|plane|spokes\w+)",
            after,
            re.IGNORECASE,
        )
        return 0.9 if acting else 0.3
    if mention.kind == "nationals":
        return 0.3
    if mention.place.feature in ("country", "capital"):
        if WHERE.search(before) or TOWARDS.search(before):
            return 0.0
        if AT_WORK.match(after) or mention.start < 3 or re.match(r"^(?:'s|’s)\s", after):
            return 0.95 if mention.place.country != context.crisis or not context.diplomatic else 0.35
        return 0.42 if mention.place.country != context.crisis or not context.diplomatic else 0.0
    return 0.0


FAR = 60
"""Sentences back over which "officials" may take up a body: longer than any story, so that no article takes time beyond its length."""


@lru_cache(maxsize=4096)
def _local_in(text: str) -> str | None:
    found = [match.group().strip() for match in LOCAL_NAME.finditer(text)]
    return _tidy(found[-1]) if found else None


def _recent_local(view: View, position: int, role: str) -> str | None:
    context = view.context
    here = view.sentence.index
    for index in range(here, max(-1, here - FAR), -1):
        text = context.sentences[index].text
        local = _local_in(text[:position] if index == here else text)
        if local is not None and (
            role
            in (
                "officials",
                "authorities",
                "official",
                "authority",
                "it",
                "they",
                "department",
                "county",
                "city",
                "council",
                "district",
                "town",
            )
            or role.rstrip("s") in local.lower()
        ):
            return local
    return None


def _recent_company(view: View, position: int) -> str | None:
    context = view.context
    for index in range(view.sentence.index, max(-1, view.sentence.index - 6), -1):
        text = context.sentences[index].text
        limit = position if index == view.sentence.index else len(text)
        names = [
            m.group()
            for m in re.finditer(r"\b[A-Z][\w&.-]*(?:[ -][A-Z][\w&.-]*){0,3}", text[:limit])
            if not any(loc.start <= m.start() < loc.end for loc in context.located.get(index, ()))
        ]
        names = [
            name
            for name in names
            if len(name) > 2
            and not re.match(
                r"^(?:The|A|An|In|On|It|But|They|He|She|We|Its|Mr|Mrs|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
                name,
            )
        ]
        if names:
            return names[0]
    return None


def default_local(view: View) -> Acting | None:
    """The authority an article names as acting, for an order told without agent: only where it names exactly one."""
    names = {name for sentence in view.context.sentences if (name := _local_in(sentence.text)) is not None}
    if len(names) != 1:
        return None
    return Acting(Actor(name=names.pop(), country=view.context.crisis, kind=ActorKind.LOCAL_AUTHORITY), None, False)
