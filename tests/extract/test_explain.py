import math

import pytest

from tests.extract.articles import extractor, story
from workers.extract.explain import explain, html

TEXT = "Norway urged its citizens to leave Ukraine on Friday <b>at once</b> as the invasion neared. The embassy in Kyiv said so."


def test_each_field_tells_its_words_or_why_it_is_empty() -> None:
    trace = explain(extractor(), story(TEXT))
    (report,) = [each for each in trace.reports if each.report.status == "advised"]
    fields = {field.name: field for field in report.fields}
    assert fields["actor"].slice is not None
    assert fields["quantity"].slice is None
    assert "number" in fields["quantity"].reason
    assert report.pattern == "departure"


def test_the_page_escapes_the_article() -> None:
    page = html(explain(extractor(), story(TEXT, title="<script>alert(1)</script>")))
    assert "<script>" not in page
    assert "&lt;b&gt;" in page
    assert "<mark>" in page


def test_an_article_without_reports_says_so() -> None:
    assert "No report." in html(explain(extractor(), story("Bread is dear.")))


def test_the_confidence_of_a_line_or_two_was_once_explained_by_the_weights_of_articles() -> None:
    short = story(TEXT)
    assert all(draft.lone for draft in extractor().extract([short])[0])
    traces = explain(extractor(), short).reports
    assert traces
    for trace in traces:
        *parts, (last, confidence) = trace.weights
        assert (last, confidence) == ("confidence", trace.report.confidence)
        total = sum(part for _, part in parts)
        off = 0.005 * (1 + len(parts) / 4)  # two decimals each; a logistic curve is nowhere steeper than 1/4
        assert 1 / (1 + math.exp(-total)) == pytest.approx(confidence, abs=off)
