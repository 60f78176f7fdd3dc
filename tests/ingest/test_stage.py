"""Ingest as a stage: what becomes of each raw message."""

import orjson
import pytest

from schemas.articles import RelevantArticle
from schemas.rejected import Rejected
from schemas.vocabulary import Reason
from workers.ingest.stage import MAX_TEXT, IngestStage
from workers.stage import Record, Result
from workers.topics import Topic

REPORT = "The governor ordered 4,000 people in the valley to leave their homes on Monday as the fire crossed the river."
FRENCH = (
    "Le préfet a ordonné l'evacuation de 4 000 habitants de la vallée, alors que le feu avait franchi la rivière lundi."
)


def process(*values: bytes) -> list[Result]:
    return IngestStage().process([Record(value) for value in values], None)


def result(**fields) -> Result:
    (only,) = process(orjson.dumps(fields))
    return only


def relevant(**fields) -> RelevantArticle:
    became = result(**fields)
    assert became.outcome == "relevant"
    (output,) = became.outputs
    assert output.topic is Topic.RELEVANT
    article = RelevantArticle.from_json(output.value)
    assert output.key == article.language.encode()
    return article


def rejected(became: Result) -> Rejected:
    assert became.outcome == "rejected"
    (output,) = became.outputs
    assert output.topic is Topic.REJECTED
    return Rejected.from_json(output.value)


def test_a_relevant_article_is_passed_on_cleaned():
    article = relevant(
        id="a-1", url="https://x.example/1", source="The Valley News", published="2022-02-12T16:00:00+02:00",
        title="  Valley told\nto leave ", text=f"{REPORT}\r\n\r\nShare this article\r\nItâ€™s not over.", language="fr", section="World",
    )  # fmt: skip
    assert article.model_dump(mode="json", exclude={"content_id"}) == {
        "article_id": "a-1",
        "title": "Valley told to leave",
        "text": f"{REPORT}\nIt’s not over.",
        "language": "en",
        "published_at": "2022-02-12T14:00:00Z",
        "source": "The Valley News",
        "url": "https://x.example/1",
        "withdrawn": False,
    }


def test_ordinary_news_writes_nothing():
    assert result(text="The central bank kept its key rate at 4.25 percent.") == Result("irrelevant")


def test_a_language_without_a_pipeline_is_an_outcome_of_its_own():
    assert result(text=FRENCH) == Result("language")


def test_an_unreadable_message_is_passed_on_whole_with_the_reason():
    text, binary = process(b'{"text": 3}', b"\xff\x00\xfe")
    assert rejected(text).model_dump(mode="json") == {
        "stage": "ingest",
        "reason": "invalid_field",
        "detail": "text: Input should be a valid string",
        "encoding": "utf-8",
        "input": '{"text": 3}',
    }
    assert (rejected(binary).reason, rejected(binary).encoding, rejected(binary).input) == (
        "not_utf8",
        "base64",
        "/wD+",
    )


def test_the_results_are_in_the_order_of_the_batch_whatever_the_batch():
    values = [b"", orjson.dumps({"text": REPORT}), b"{}", orjson.dumps({"text": "Nothing."})]
    together = process(*values)
    assert [became.outcome for became in together] == ["rejected", "relevant", "rejected", "irrelevant"]
    assert together == [became for value in values for became in process(value)]


def test_an_html_article_becomes_text_with_its_own_headline():
    article = relevant(html=f"<nav>Home</nav><h1>Told to leave</h1><p>{REPORT}</p><script>x</script>")
    assert article.title == "Told to leave"
    assert REPORT in article.text
    assert "<" not in article.text


def test_mark_up_in_the_text_field_is_read_as_html():
    assert relevant(text=f"<p>{REPORT}</p><p>More.</p>").text == f"{REPORT}\nMore."


def test_an_empty_text_gives_way_to_the_html():
    assert relevant(text=" ", html=f"<p>{REPORT}</p>").text == REPORT


def test_a_page_of_which_nothing_is_left_is_rejected():
    assert rejected(result(html="<script>evacuated</script>")).reason == Reason.NO_TEXT


def test_a_text_beyond_any_article_is_rejected():
    assert rejected(result(text=f"{REPORT} " * (MAX_TEXT // 50))).reason == Reason.TOO_LARGE


def test_without_an_id_the_content_and_its_place_make_one():
    one, again, elsewhere = (relevant(text=REPORT, source=source) for source in ("A", "A", "B"))
    assert one.article_id == again.article_id != elsewhere.article_id
    assert one.content_id == elsewhere.content_id


def test_the_content_id_follows_title_and_cleaned_text_alone():
    first = relevant(id="a", text=REPORT, fetched_at="2022-02-12T16:00:00Z")
    later = relevant(id="a", text=f"{REPORT}\n\nShare this article", fetched_at="2022-02-13T16:00:00Z")
    changed = relevant(id="a", text=REPORT.replace("4,000", "5,000"))
    assert first.content_id == later.content_id != changed.content_id


@pytest.mark.parametrize("text", [None, "", "This article has been withdrawn.", FRENCH])
def test_a_kill_notice_passes_whatever_its_text(text):
    article = relevant(id="a-1", withdrawn=True, text=text)
    assert article.withdrawn
    assert article.language == "en"


@pytest.mark.parametrize("time", ["9999-12-31T23:59:59Z", -1, "yesterday"])
def test_an_impossible_time_loses_no_article(time):
    assert relevant(text=REPORT, published_at=time).text == REPORT


def test_the_worst_page_takes_seconds_at_most():
    assert result(html="<div>" * 20_000 + REPORT).outcome == "relevant"
