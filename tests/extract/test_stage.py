from functools import lru_cache

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.reports import Report, Withdrawal
from tests.extract.articles import story
from workers.extract.parse import Parser, readable
from workers.extract.stage import ExtractStage
from workers.stage import Record, Result
from workers.topics import Topic

TEXT = (
    "The US embassy in Kyiv has closed. On Friday, Japan and Norway urged their citizens to leave Ukraine, fearing an invasion. "
    "Norway flew 40 diplomats out of Kyiv."
)


@lru_cache(maxsize=1)
def stage() -> ExtractStage:
    return ExtractStage()


def process(*stories: object) -> list[Result]:
    return stage().process([Record(each.to_json()) for each in stories], None)


def reports_in(result: Result) -> list[Report]:
    return [Report.from_json(out.value) for out in result.outputs if not out.broadcast and out.value]


def test_an_article_gives_reports_keyed_by_country_and_counted() -> None:
    (result,) = process(story(TEXT))
    assert result.outcome == "reports"
    assert {out.key for out in result.outputs} == {b"UA"}
    assert {out.topic for out in result.outputs} == {Topic.REPORTS}
    assert len(result.tallies) == len(result.outputs)


def test_an_article_without_assertion_gives_none() -> None:
    (result,) = process(story("The bakery on Main Street sells bread."))
    assert (result.outcome, result.outputs) == ("no_report", ())


def test_batches_change_nothing() -> None:
    stories = [story(TEXT), story("Police told residents of Carlisle to leave."), story(TEXT, title="Go, says Oslo")]
    together = process(*stories)
    apart = [process(each)[0] for each in stories]
    fresh = ExtractStage().process([Record(each.to_json()) for each in reversed(stories)], None)[::-1]
    assert together == apart == fresh


def test_ids_differ_within_an_article_and_stay_the_same() -> None:
    first, second = reports_in(process(story(TEXT))[0]), reports_in(process(story(TEXT))[0])
    assert len({report.report_id for report in first}) == len(first)
    assert [report.report_id for report in first] == [report.report_id for report in second]


def test_evidence_is_an_exact_slice() -> None:
    for report in reports_in(process(story(TEXT, title="Embassy in Kyiv closed"))[0]):
        source = {"text": TEXT, "title": "Embassy in Kyiv closed"}
        for found in (report.evidence, *report.evidence.fields.values()):
            assert source[found.in_][found.start : found.end] == found.quote
        assert report.evidence.quote in report.context


def test_a_withdrawn_article_gives_a_withdrawal_for_all_partitions() -> None:
    whole = story(TEXT)
    withdrawn = whole.model_copy(update={"article": whole.article.model_copy(update={"withdrawn": True})})
    (result,) = process(withdrawn)
    (output,) = result.outputs
    assert output.broadcast
    assert Withdrawal.from_json(output.value or b"").keep_content_id is None


def test_replaced_content_withdraws_what_stood_before() -> None:
    (result,) = process(story(TEXT, replaces=True))
    assert result.outputs[-1].broadcast
    assert Withdrawal.from_json(result.outputs[-1].value or b"").keep_content_id == "c"


def test_repeated_passages_are_dated_by_their_first_publication() -> None:
    (result,) = process(
        story(
            TEXT,
            published="2022-02-14T09:00:00Z",
            repeated=[{"start": 0, "end": len(TEXT)}],
            first_published_at="2022-02-07T09:00:00Z",
        )
    )
    days = {str(r.when.start) for r in reports_in(result) if r.when}
    assert days == {"2022-02-04"}


def test_without_a_publishing_time_relative_dates_stay_open() -> None:
    (result,) = process(story(TEXT, published=None))
    assert all(report.when is None for report in reports_in(result))


def test_what_is_no_story_is_refused() -> None:
    results = stage().process([Record(b"{"), Record(b"{}"), Record(story(TEXT).to_json())], None)
    reasons = [orjson.loads(result.outputs[0].value or b"{}").get("reason") for result in results]
    assert reasons[:2] == ["not_json", "invalid_field"]
    assert results[2].outcome == "reports"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_processed(text: str, title: str) -> None:
    (result,) = process(
        story(text.encode("utf-8", "ignore").decode() or " ", title=title.encode("utf-8", "ignore").decode())
    )
    assert result.outcome in ("reports", "no_report")


def test_a_sentence_is_parsed_once() -> None:
    parser = Parser("en_core_web_sm", remembered=2)
    first, again = parser.parse(["They left.", "They left."])
    assert first is again
    assert parser.parse(["They left."])[0] is first


def test_capitals_are_lowered_for_the_parser_without_moving_offsets() -> None:
    assert readable("“GO NOW,” SAYS THE MAYOR OF ŁÓDŹ") == '"go now," says the mayor of łódź'
