"""The ingest stage: raw messages in, the few relevant articles out, cleaned."""

from collections.abc import Sequence

from schemas.articles import RawArticle, RelevantArticle
from schemas.vocabulary import Reason, StageName
from workers.ids import digest
from workers.ingest.clean import clean_text, clean_title
from workers.ingest.decode import Refusal, content_time, decode
from workers.ingest.gate import may_report
from workers.ingest.html import headline_of, looks_like_html, story_of
from workers.ingest.language import PIPELINES, language_of
from workers.stage import Output, Record, Result, State, rejection
from workers.topics import Topic

RELEVANT = "relevant"
IRRELEVANT = "irrelevant"
OTHER_LANGUAGE = "language"
"""The outcomes besides `rejected`. An article in a language without a pipeline counts as irrelevant."""

WITHDRAWAL_LANGUAGE = "en"
"""A kill notice may have no text to tell its language by. It must go where the article it kills went: only English ones get that far."""
MAX_TEXT = 300_000
"""Characters of a cleaned text. A day's live blog has 100,000; a parser needs memory in proportion (spaCy's own limit is a million)."""


class IngestStage:
    """Decodes, gates and cleans raw articles. Stateless: each record's result depends on that record alone."""

    name = StageName.INGEST
    reads = Topic.RAW
    state_topic: Topic | None = None

    def new_state(self) -> None:
        """Return None: this stage keeps no state."""
        return

    def process(self, batch: Sequence[Record], state: State | None = None) -> list[Result]:
        """Return one result a record, in order: an article for dedup, nothing, or a rejection. Never raises on any bytes."""
        return [self._process_one(record.value) for record in batch]

    def _process_one(self, value: bytes) -> Result:
        raw = decode(value)
        if isinstance(raw, Refusal):
            return rejection(self.name, raw.reason, raw.detail, value)
        if not (raw.withdrawn or may_report(raw.title, _body(raw))):
            return Result(IRRELEVANT)
        title, text = _cleaned(raw)
        if not (text or raw.withdrawn):
            return rejection(self.name, Reason.NO_TEXT, "nothing is left of the text once it is cleaned", value)
        if len(text) > MAX_TEXT:
            return rejection(
                self.name, Reason.TOO_LARGE, f"a text of {len(text)} characters; at most {MAX_TEXT} are read", value
            )
        language = WITHDRAWAL_LANGUAGE if raw.withdrawn else language_of(text, raw.language)
        if language not in PIPELINES:
            return Result(OTHER_LANGUAGE)
        article = _relevant(raw, title, text, language)
        return Result(RELEVANT, (Output(Topic.RELEVANT, language.encode("ascii"), article.to_json()),))


def _body(raw: RawArticle) -> str:
    return raw.text if raw.text and not raw.text.isspace() else raw.html or ""


def _cleaned(raw: RawArticle) -> tuple[str | None, str]:
    body = _body(raw)
    if body is not raw.text or looks_like_html(body):
        return clean_title(raw.title or headline_of(body)), clean_text(story_of(body))
    return clean_title(raw.title), clean_text(body)


def _relevant(raw: RawArticle, title: str | None, text: str, language: str) -> RelevantArticle:
    url, source = raw.url or None, clean_title(raw.source)
    return RelevantArticle(
        article_id=raw.article_id or digest("article", url, source, title, text),
        content_id=digest("content", title, text),
        title=title,
        text=text,
        language=language,
        published_at=content_time(raw),
        source=source,
        url=url,
        withdrawn=raw.withdrawn,
    )
