"""A statement's words made into a report's fields, each with the slice it rests on; silent fields stay empty."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.reports import Actor, Affected, Cause, Place, Quantity, Slice, When
from schemas.vocabulary import Action, CauseCategory, Group, Status
from workers.extract import attribution, background, causes, counting, dated, dating, quantities, whence
from workers.extract.acting import acting
from workers.extract.causes import CauseFound
from workers.extract.context import Context
from workers.extract.dating import Reading
from workers.extract.naming import Acting
from workers.extract.reader.heard import Heard
from workers.extract.reasons import Reasons
from workers.extract.sentences import Sentence
from workers.extract.told import Told
from workers.extract.view import Statement, View
from workers.extract.whose_people import refine
from workers.extract.wordsets import wordset

PASSING = wordset("assemble_passing")
"""Vehicles and places where nobody lives."""


@dataclass(slots=True)
class Draft:
    """A report in the making, with what the merge and the confidence need to know."""

    sentence: Sentence
    pattern: str
    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    background: bool
    attribution: str | None
    fields: dict[str, Slice] = field(default_factory=dict)
    weight: float = 1.0
    actor_told: bool = False
    origin_told: bool = False
    own_when: bool = False
    """Whether its own sentence tells when."""
    dates: Sequence[Reading] = ()
    """The readings of dates that its time was chosen from."""
    heard: Heard | None = None
    loudest: float = 0.0
    """The likeliest assertion that the reader hears anywhere in the article."""
    reasons: Reasons | None = None
    """What speaks for each danger in the article; None where the reader says nothing of the sentence."""
    lone: bool = False
    """Whether the article is only a line or two."""


def piece(context: Context, sentence: Sentence, span: tuple[int, int]) -> Slice:
    """Return the exact slice of the article that a span of a sentence is."""
    start, end = max(0, span[0]), min(len(sentence.text), span[1])
    return Slice.model_validate(
        {
            "in": sentence.part,
            "quote": sentence.text[start:end],
            "start": sentence.start + start,
            "end": sentence.start + end,
        }
    )


def drafts(view: View, statement: Statement, article_cause: CauseFound | None) -> list[Draft]:
    """Return the reports one statement makes: one an actor, and one a country of origin."""
    found = acting(view, statement)
    told: list[Acting | None] = [*found] or [None]
    origins = whence.by_country(whence.origins(view, statement, found)) or [[]]
    return [draft(view, statement, who, group, article_cause) for who in told for group in origins]


def draft(
    view: View, statement: Statement, who: Acting | None, origins: list[Told], article_cause: CauseFound | None
) -> Draft:
    """Return the report of a statement for one actor and the origins in one country, with the slice each field rests on; `article_cause` fills in where the sentence gives none."""
    context, sentence = view.context, view.sentence
    fields: dict[str, Slice] = {}
    own = piece(context, sentence, (int(statement.verb.idx), int(statement.verb.idx) + len(statement.verb.text)))
    fields["action"] = own
    if statement.status_words:
        fields["status"] = piece(context, sentence, statement.status_words)
    if who is not None and who.span is not None:
        fields["actor"] = piece(context, sentence, who.span)
    affected = _affected(view, statement, who)
    if statement.people:
        fields["affected"] = piece(context, sentence, (statement.people[0].start, statement.people[0].end))
    destinations = whence.destinations(view, statement, who, origins)
    for name, told in (("origins", origins), ("destinations", destinations)):
        first = next((each for each in told if each.span is not None), None)
        if first is not None and first.span is not None:
            fields[name] = piece(context, context.sentence(first.sentence), first.span)
    dates = dated.offered(view, statement)
    time = dating.choose(dates)
    own_when = time is not None and time.sentence is None
    if time is not None:
        fields["when"] = piece(context, time.sentence or sentence, (time.phrase.start, time.phrase.end))
    quantity, quantity_span = _quantity(view, statement)
    if quantity is not None and quantity_span is not None:
        fields["quantity"] = piece(context, sentence, quantity_span)
    country = next((told.place.country for told in origins if told.place.country), None)
    recalled = background.recalled(
        context, sentence, time.when if time is not None and own_when else None, country, context.published(sentence)
    )
    cause, cause_slice = _cause(view, article_cause, recalled=recalled, country=country)
    if cause_slice is not None:
        fields["cause"] = cause_slice
    said = attribution.find(view.doc, statement.verb, view.lexicon)
    if said is not None:
        fields["attribution"] = piece(context, sentence, said)
    return Draft(
        sentence=sentence,
        pattern=statement.pattern,
        action=Action(statement.action),
        status=Status(statement.status or "under_way"),
        actor=who.actor if who else None,
        affected=affected,
        origins=[told.place for told in origins],
        destinations=[told.place for told in destinations],
        when=time.when if time is not None else None,
        quantity=quantity,
        cause=cause,
        background=recalled,
        attribution=sentence.text[said[0] : said[1]] if said else None,
        fields=fields,
        weight=statement.weight,
        actor_told=who is not None and who.resolved,
        origin_told="origins" in fields and any(told.sentence == sentence.index and told.span for told in origins),
        own_when=own_when,
        dates=dates,
    )


def _affected(view: View, statement: Statement, who: Acting | None) -> list[Affected]:
    """The groups, as whose people they are tells: a state's abroad, a company's, or those who live there."""
    found: dict[Group, Affected] = {}
    for people in statement.people:
        group = refine(people, who.actor if who else None, view.context.crisis, diplomatic=view.context.diplomatic)
        if statement.action == "closure" or (
            group is Group.RESIDENTS and people.common and _from_vehicle(view, statement)
        ):
            group = Group.UNSPECIFIED
        found.setdefault(group, Affected(group=group, text=view.sentence.text[people.start : people.end]))
    if len(found) > 1 and Group.UNSPECIFIED in found:
        del found[Group.UNSPECIFIED]
    return list(found.values()) or [Affected(group=Group.UNSPECIFIED, text=statement.verb.text)]


def _from_vehicle(view: View, statement: Statement) -> bool:
    """Whether they were taken off a vehicle or out of a place where nobody lives."""
    return any(
        token.lower_ in PASSING or any(word.lower_ in PASSING for word in token.children) for token in statement.origins
    )


def _quantity(view: View, statement: Statement) -> tuple[Quantity | None, tuple[int, int] | None]:
    if statement.action == "closure":
        return None, None
    heads = [people.token for people in statement.people]
    count = counting.choose(quantities.find(view.sentence.text), view.doc, statement.verb, view.lexicon, heads)
    if count is None:
        return None, None
    return Quantity(min=count.min, max=count.max, qualifier=count.qualifier), (count.start, count.end)


def _cause(
    view: View, article: CauseFound | None, *, recalled: bool, country: str | None
) -> tuple[Cause, Slice | None]:
    context = view.context
    own = causes.sentence_cause(causes.find(view.sentence, context.lexicon), article)
    chosen = (
        own if own is not None and (own.weight >= 2 or article is None or own.category is article.category) else article
    )
    if recalled and own is None and country != context.crisis:
        chosen = None
    if chosen is None:
        return Cause(category=CauseCategory.UNKNOWN, text=None), None
    sentence = context.sentences[chosen.sentence]
    return Cause(category=chosen.category, text=sentence.text[chosen.start : chosen.end]), piece(
        context, sentence, (chosen.start, chosen.end)
    )
