"""The dedup stage: relevant articles in, the same articles out with story, verdict and what is new; its state is the window."""

from collections.abc import Sequence
from datetime import UTC, datetime

import orjson
from pydantic import ValidationError

from schemas.articles import RelevantArticle
from schemas.vocabulary import Reason, StageName, Verdict
from workers.dedup.compare import compare
from workers.dedup.decide import decide, judge
from workers.dedup.decision import Decision
from workers.dedup.draft import Draft
from workers.dedup.native.draft import read_draft
from workers.dedup.native.taking import take, take_draft
from workers.dedup.native.window import new_window
from workers.dedup.sayings import NONE
from workers.dedup.signature import EPOCH, MILLISECOND, UNKNOWN_TIME, Signature, milliseconds
from workers.dedup.taken import Taken, written
from workers.dedup.window import SIGNATURE_HEADER, Window, story_key
from workers.ids import digest
from workers.stage import Output, Record, Result, State, Tally, rejection
from workers.topics import Topic

EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""What a foreign writer dates in another zone may lie beyond."""

TALLIES = {verdict: (Tally("dedup_verdicts_total", (verdict,)),) for verdict in Verdict}


class DedupStage:
    """Gives each article a story and a verdict. One window a partition; articles of one language share a partition."""

    name = StageName.DEDUP
    reads = Topic.RELEVANT
    state_topic: Topic | None = Topic.STORIES

    def new_state(self) -> Window:
        """Return an empty window."""
        return new_window()

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Return one result a record, in order. `state` is a `Window`, changed in place; raises `TypeError` for any other."""
        if not isinstance(state, Window):
            raise TypeError(f"dedup keeps its state in a Window, not in {type(state).__name__}")
        return [self._process_one(record.value, state) for record in batch]

    def _process_one(self, value: bytes, window: Window) -> Result:
        try:
            article = RelevantArticle.from_json(value)
        except orjson.JSONDecodeError as error:
            return rejection(self.name, Reason.NOT_JSON, str(error), value)
        except ValidationError as error:
            return rejection(self.name, Reason.INVALID_FIELD, _first(error), value)
        if article.published_at is not None and not EARLIEST <= article.published_at <= LATEST:
            return rejection(
                self.name, Reason.INVALID_FIELD, "published_at: no time between the years 1 and 9999", value
            )
        taken = None if article.withdrawn else take(article, window)
        if taken is not None:
            return _result(taken)
        content = int(digest("dedup content", article.content_id), 16)
        before = window.seen(article.article_id)
        if before is not None and content in before.contents and (before.withdrawn or not article.withdrawn):
            return Result(Verdict.DUPLICATE, (), TALLIES[Verdict.DUPLICATE])
        draft = read_draft(article)
        if before is None and not article.withdrawn:
            taken = take_draft(draft, window)
        if taken is None:
            taken = _kept(article, _decided(draft, before, window), before, content, window)
        return _result(taken)


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _decided(draft: Draft, before: Signature | None, window: Window) -> Decision:
    """Decide on an article; one whose id is known stays in its story and is an update of it whatever it says."""
    if draft.article.withdrawn:
        return Decision(
            Verdict.NEW if before is None else Verdict.UPDATE,
            None if before is None else before.story,
            0.0,
            None,
            [],
            [],
            False,
            NONE,
        )
    if before is None:
        return decide(draft, window)
    told = window.told(before.story)
    if not (told and draft.sentences):
        return Decision(Verdict.UPDATE, before.story, 0.0, None, [], [], False, draft.laid_out().sayings)
    decision = judge(compare(draft, before.story, told), window)
    return Decision(
        Verdict.UPDATE,
        decision.story,
        decision.similarity,
        decision.of,
        decision.new,
        decision.repeated,
        decision.correction,
        decision.keep,
    )


def _kept(
    article: RelevantArticle, decision: Decision, before: Signature | None, content: int, window: Window
) -> Taken:
    """Keep an article in the window as it was decided on, and write what is told of it: the fields of a `StoryArticle` in order."""
    published = milliseconds(article.published_at)
    of = None if decision.of is None else window.heading(decision.of)
    first = of or before
    signature = Signature(
        article_id=article.article_id,
        contents=(*(before.contents if before else ()), content),
        story=story_key(article.article_id) if decision.story is None else decision.story,
        first_published=published if first is None else first.first_published,
        published=published,
        stream_time=window.advanced(published),
        withdrawn=article.withdrawn,
        sayings=decision.keep,
    )
    told = {
        "article_id": article.article_id,
        "story_id": f"{signature.story:016x}",
        "verdict": decision.verdict,
        "of": None if first is None else first.article_id,
        "similarity": decision.similarity,
        "new": decision.new,
        "correction": decision.correction,
        "first_published_at": _time(signature.first_published),
        "repeated": [{"start": start, "end": end} for start, end in decision.repeated],
        "replaces": before is not None,
        "article": vars(article),
    }
    return Taken(decision.verdict, signature.story, written(told), window.add(signature))


def _result(taken: Taken) -> Result:
    output = Output(Topic.STORIES, b"%016x" % taken.story, taken.told, {SIGNATURE_HEADER: taken.signature})
    return Result(taken.verdict, (output,), TALLIES[taken.verdict])


def _time(milliseconds: int) -> datetime | None:
    return None if milliseconds == UNKNOWN_TIME else EPOCH + milliseconds * MILLISECOND
