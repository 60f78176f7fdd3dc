"""Dedup: gives each relevant article a story and a verdict."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.articles import RelevantArticle, Span, StoryArticle
from schemas.vocabulary import Reason, StageName, Verdict
from workers.dedup.sentences import Sentence, sentences
from workers.ids import digest
from workers.stage import Output, Record, Result, State, Tally, rejection
from workers.topics import Topic

SIGNATURE_HEADER = "evacwire-signature"
SAME = 0.5
WINDOW = timedelta(hours=72)
LONGEST_STEP = timedelta(hours=1)


class DedupState:
    """Stories by the keys of their sentences."""

    def __init__(self) -> None:
        self.stories: dict[str, dict[str, Any]] = {}
        self.by_sentence: dict[str, str] = {}
        self.seen: dict[str, list[str]] = {}
        self.now: datetime | None = None

    def restore(self, output: Record) -> None:
        """Take in one record of articles.stories."""
        told = StoryArticle.from_json(output.value)
        self.add(told.story_id, told.article, sentences(told.article.text), told.first_published_at)

    def add(self, story_id: str, article: RelevantArticle, said: Sequence[Sentence], first: datetime | None) -> None:
        """Add an article to a story."""
        story = self.stories.setdefault(
            story_id, {"first": first.isoformat() if first else None, "article": article.article_id}
        )
        story["last"] = article.article_id
        for sentence in said:
            self.by_sentence.setdefault(sentence.key, story_id)
        self.seen[article.article_id] = [article.content_id, story_id]
        if article.published_at is not None:
            self.now = (
                article.published_at
                if self.now is None
                else max(self.now, min(article.published_at, self.now + LONGEST_STEP))
            )

    def save(self) -> bytes:
        """Return the state as bytes."""
        now = self.now.isoformat() if self.now else None
        return orjson.dumps([self.stories, self.by_sentence, self.seen, now])

    def load(self, snapshot: bytes) -> None:
        """Take what `save` returned; raises ValueError for anything else."""
        self.stories, self.by_sentence, self.seen, now = orjson.loads(snapshot)
        self.now = datetime.fromisoformat(now) if now else None


class DedupStage:
    """The stage between articles.relevant and articles.stories."""

    name = StageName.DEDUP
    reads = Topic.RELEVANT
    state_topic: Topic | None = Topic.STORIES

    def new_state(self) -> State:
        """Return an empty state."""
        return DedupState()

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Return one result a record, in order."""
        assert isinstance(state, DedupState)
        return [self._one(record, state) for record in batch]

    def _one(self, record: Record, state: DedupState) -> Result:
        try:
            article = RelevantArticle.from_json(record.value)
        except (ValidationError, orjson.JSONDecodeError) as error:
            return rejection(self.name, Reason.INVALID_FIELD, str(error), record.value)
        seen = state.seen.get(article.article_id)
        if seen is not None and seen[0] == article.content_id and not article.withdrawn:
            return Result(Verdict.DUPLICATE, (), (Tally("dedup_verdicts_total", (Verdict.DUPLICATE,)),))
        said = sentences(article.text)
        story_id, share = _best(said, state)
        if seen is not None:
            story_id = seen[1]
        elif share < SAME:
            story_id = None
        new = [s for s in said if state.by_sentence.get(s.key) != story_id]
        repeated = [Span(start=s.start, end=s.end) for s in said if state.by_sentence.get(s.key) == story_id]
        verdict = Verdict.NEW if story_id is None else Verdict.UPDATE if new or seen else Verdict.DUPLICATE
        story = state.stories.get(story_id) if story_id else None
        first = (datetime.fromisoformat(story["first"]) if story["first"] else None) if story else article.published_at
        told = StoryArticle(
            article_id=article.article_id, story_id=story_id or digest("story", article.article_id, article.content_id),
            verdict=verdict, of=story["last"] if story else None, similarity=share if story else 0.0,
            new=[article.text[s.start : s.end] for s in new] if verdict is Verdict.UPDATE else [],
            correction=False, first_published_at=first, repeated=repeated if story else [], replaces=seen is not None, article=article,
        )  # fmt: skip
        state.add(told.story_id, article, said, first)
        output = Output(Topic.STORIES, told.story_id.encode(), told.to_json())
        return Result(verdict, (output,), (Tally("dedup_verdicts_total", (verdict,)),))


def _best(said: Sequence[Sentence], state: DedupState) -> tuple[str | None, float]:
    votes: dict[str, int] = {}
    for sentence in said:
        if (story := state.by_sentence.get(sentence.key)) is not None:
            votes[story] = votes.get(story, 0) + sentence.end - sentence.start
    if not votes:
        return None, 0.0
    story = max(votes, key=lambda s: votes[s])
    return story, votes[story] / sum(s.end - s.start for s in said)
