"""The extract stage: story articles in, reports out; a pure function of each message."""

from collections.abc import Sequence

import orjson
from pydantic import ValidationError

from schemas.articles import StoryArticle
from schemas.reports import Evidence, Report, Withdrawal
from schemas.vocabulary import Reason, StageName
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence
from workers.extract.extractor import Extractor
from workers.ids import digest
from workers.stage import Output, Record, Result, State, Tally, rejection
from workers.topics import Topic

CONTEXT = 200
"""Characters of the article on either side of the evidence."""

UNKNOWN_COUNTRY = "ZZ"


class ExtractStage:
    """Reads stories, writes reports. Stateless; parses are memoised inside the extractor, which changes nothing but the speed."""

    name = StageName.EXTRACT
    reads = Topic.STORIES
    state_topic: Topic | None = None

    def __init__(self, model: str = "en_core_web_sm", lexicon: str = "") -> None:
        """Load the pipeline and the lexicon; raises `workers.extract.parse.PipelineError` or `workers.extract.lexicon.LexiconError`."""
        self._extractor = Extractor(model, lexicon)

    def new_state(self) -> State | None:
        """Return None: the stage has no state."""
        return None

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Return one result a record, in order. The sentences of a whole batch are parsed together."""
        stories: list[StoryArticle | Result] = [self._read(record) for record in batch]
        live = [story for story in stories if isinstance(story, StoryArticle) and not story.article.withdrawn]
        found = iter(self._extractor.extract(live))
        results: list[Result] = []
        for story in stories:
            if isinstance(story, Result):
                results.append(story)
            elif story.article.withdrawn:
                results.append(Result("withdrawn", (_withdrawal(story, None),)))
            else:
                results.append(_result(story, next(found)))
        return results

    def _read(self, record: Record) -> StoryArticle | Result:
        try:
            return StoryArticle.from_json(record.value)
        except orjson.JSONDecodeError as error:
            return rejection(self.name, Reason.NOT_JSON, str(error), record.value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            return rejection(self.name, Reason.INVALID_FIELD, f"{where}: {first['msg']}", record.value)


def _withdrawal(story: StoryArticle, keep: str | None) -> Output:
    message = Withdrawal(article_id=story.article_id, keep_content_id=keep, published_at=story.article.published_at)
    return Output(Topic.REPORTS, key=None, value=message.to_json(), broadcast=True)


def _result(story: StoryArticle, drafts: list[Draft]) -> Result:
    reports = reports_of(story, drafts)
    outputs = [Output(Topic.REPORTS, key=report.country.encode(), value=report.to_json()) for report in reports]
    if story.replaces:
        outputs.append(_withdrawal(story, story.article.content_id))
    tallies = tuple(Tally("reports_total", (report.action.value, report.status.value)) for report in reports)
    return Result("reports" if reports else "no_report", tuple(outputs), tallies)


def reports_of(story: StoryArticle, drafts: Sequence[Draft]) -> list[Report]:
    """Return the reports of an article; those that state the same thing in the same words are told apart by their number."""
    seen: dict[str, int] = {}
    reports = []
    for draft in drafts:
        identity = orjson.dumps(
            [draft.action, draft.status, draft.actor.name if draft.actor else None, [each.group for each in draft.affected],
             [place.place for place in draft.origins], draft.sentence.part, draft.sentence.start]
        ).decode()  # fmt: skip
        number = seen[identity] = seen.get(identity, -1) + 1
        reports.append(
            _report(story, draft, digest("report", story.article_id, story.article.content_id, identity, str(number)))
        )
    return reports


def _report(story: StoryArticle, draft: Draft, report_id: str) -> Report:
    article, sentence = story.article, draft.sentence
    whole = article.text if sentence.part == "text" else article.title or ""
    evidence = {
        "in": sentence.part,
        "quote": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "fields": draft.fields,
    }
    return Report(
        report_id=report_id,
        article_id=story.article_id,
        content_id=article.content_id,
        story_id=story.story_id,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        verdict=story.verdict,
        of=story.of,
        correction=story.correction,
        country=next((place.country for place in draft.origins if place.country), UNKNOWN_COUNTRY),
        action=draft.action,
        status=draft.status,
        actor=draft.actor,
        affected=draft.affected,
        origins=draft.origins,
        destinations=draft.destinations,
        when=draft.when,
        quantity=draft.quantity,
        cause=draft.cause,
        background=draft.background,
        attribution=draft.attribution,
        evidence=Evidence.model_validate(evidence),
        context=whole[max(0, sentence.start - CONTEXT) : sentence.end + CONTEXT],
        confidence=confidence(draft),
    )
