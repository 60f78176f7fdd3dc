"""The extract stage against `nlp(article)` over whole articles with the same spaCy pipeline, side by side in one run, and its worst case.

`python -m tests.bench extract`. Every fortieth development article (dense: each was written for its evacuation) and the sample stream as it passes
ingest (with its copies). The stage runs from cold, with its memo, in batches as a worker does; `same reports` compares the reports of batches
with those of one article at a time.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import orjson

import workers
from schemas.articles import StoryArticle
from tests.corpus import extraction_articles
from tests.evaluate.extraction import through_ingest
from tests.extract.articles import WEDNESDAY, story
from workers.extract.extractor import Extractor
from workers.extract.parse import load
from workers.settings import Settings

SAMPLE = Path(workers.__file__).parent / "data" / "sample" / "stream.jsonl"
BATCH = 50
NTH = 40
"""Of so many development articles one is read: each is read three times, and all would take an hour."""
LONG = 300_000
"""Code points of the worst articles; a batch of the gate's longest."""

WORST = {
    "one sentence over and over": "Police evacuated 40 people from the town of Kessel on Monday. ",
    "candidates that all differ": "Officials ordered {n} residents of Kessel {n} to leave by {n}.30 p.m. ",
    "commas without a stop": "evacuated, ordered, left, moved, ",
    "stops and quotation marks": '."\'...?!;;( " ',
    "figures and dates": "12,000 14.30 on 3/4/2022 between 1 and 2, ",
    "capitals": "RESIDENTS OF KESSEL ORDERED OUT AND FLOWN TO PARIS BY THE ARMY, ",
}


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of processor time some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def batched(extractor: Extractor, stories: Sequence[StoryArticle]) -> list[object]:
    """Return what the extractor finds in batches."""
    return [
        drafts
        for start in range(0, len(stories), BATCH)
        for drafts in extractor.extract(stories[start : start + BATCH])
    ]


def compare(name: str, model: str, stories: Sequence[StoryArticle]) -> None:
    """Print one line: the pipeline over whole articles, the stage, and how many times as fast it is."""
    nlp = load(model, unused=())
    nlp("Warm up.")
    extractor = Extractor(model)
    whole = cpu(lambda: [nlp(one.article.text) for one in stories])
    found: list[object] = []
    stage = cpu(lambda: found.extend(batched(extractor, stories)))
    alone = Extractor(model)
    same = found == [alone.extract([one])[0] for one in stories]
    print(
        f"  {name:22} {len(stories):5} articles  nlp(article) {whole:7.2f} s  stage {stage:7.2f} s  {whole / stage:5.2f} times as fast  same reports: {same}",
        flush=True,
    )


def worst(model: str) -> None:
    """Print how long the stage takes over hostile articles of the greatest length."""
    for name, unit in WORST.items():
        text = "".join(unit.replace("{n}", str(n)) for n in range(LONG // len(unit)))[:LONG]
        work = partial(Extractor(model).extract, [story(text, published=WEDNESDAY)])
        print(f"  {name:28} {len(text):8} characters {cpu(work):7.2f} s", flush=True)


def _readable(lines: bytes) -> Iterator[object]:
    """Yield the records that are JSON objects: the sample also holds rubbish, for the stages before."""
    for line in lines.split(b"\n"):
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(record, dict):
            yield record


def main(arguments: list[str]) -> int:
    """Print the comparison and the worst cases; returns 0."""
    model = Settings.from_environment().text("EVACWIRE_SPACY_MODEL")
    corpus = [one for one in through_ingest(list(extraction_articles("development"))[::NTH]) if one is not None]
    sample = [{"article": article} for article in _readable(SAMPLE.read_bytes())]
    compare("development articles", model, corpus)
    compare("sample stream", model, [one for one in through_ingest(sample) if one is not None])
    worst(model)
    return 0
