"""The gate lets through whatever may report an evacuation, and stops ordinary news."""

import time

import pytest

from tests.corpus import extraction_articles
from workers.ingest.gate import LINE, WEIGHTS, may_report

REPORTS = [
    "Hundreds were evacuated as the fire neared.",
    "EVACUATION ORDERED",
    "The ministry began the repatriation of 300 citizens.",
    "The embassy has told its citizens to leave the country while commercial flights are available.",
    "Families near the river were told to get out of their homes at once as the flood rose.",
    "The United States closed its embassy and moved the remaining staff to the west.",
    "Residents of the village were allowed back into their homes on Sunday after the all-clear.",
    "Police cleared the station and 400 passengers were led out to the square after a suspicious bag was found.",
    "The frigate picked up 210 nationals at the port and took them to Jeddah.",
    "Buses carried the 84 patients of the nursing home to a gymnasium on higher ground.",
    "Two planes flew 312 students home from the city under siege.",
    "The company pulled all 90 workers off the platform ahead of the storm.",
    "Britain's embassy remains open, but some staff and dependants are being withdrawn.",
    "The sheriff ordered everyone within two miles of the burning plant to leave.",
    "Prisoners from the flooded jail were transferred under guard to another town.",
    "Japan advised its citizens to leave at once because of the fighting.",
    "France has closed its embassy in Niamey.",
    "The consulate suspended its services until further notice.",
    "Villagers began to return after the order was lifted, as the fire was under control.",
]

ORDINARY = [
    "The central bank kept its key interest rate at 4.25 percent and said inflation would slow by the end of the year.",
    "Midfielder Ana Silva scored twice as Porto beat Braga 3-1 and went top of the league.",
    "The company reported quarterly revenue of 2.3 billion dollars, up 8 percent, and raised its forecast for the year.",
    "A new exhibition of early photographs opens at the museum next week, with works lent by collectors in Paris.",
    "Researchers have found a gene that helps wheat resist rust, they wrote in a journal on Tuesday.",
    "The singer's third album went straight to number one, her label said.",
    "Parliament passed the budget by 214 votes to 180 after a debate that lasted until midnight.",
    "The phone has a brighter screen and a better camera than last year's model, but its battery is no larger.",
]


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_passes_in_whatever_words(text):
    assert may_report(None, text)
    assert may_report(text, "")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_news_ends_here(text):
    assert not may_report(None, text)


def test_every_development_article_with_a_report_passes_but_for_one_line_in_fifty_without_a_telling_word():
    told = [
        (len(f"{article.get('title') or ''} {body}".split()), may_report(article.get("title"), body))
        for entry in extraction_articles("development")
        if any(not report.get("optional") for report in entry["reports"])
        for article in [entry["article"]]
        for body in [article.get("text") or article.get("html")]
    ]
    missed = [words for words, passed in told if not passed]
    assert [words for words in missed if words > LINE] == []
    assert len(missed) <= sum(words <= LINE for words, _ in told) / 50


@pytest.mark.parametrize(
    "text", ["EVACUATED", "evac\u00aduated", "evac\u200buated", "“evacuated”", "<b>evacuated</b>", "x\nevacuated,"]
)
def test_marks_capitals_and_mark_up_hide_no_word(text):
    assert may_report(None, text)


def test_no_word_can_close_the_gate():
    assert min(WEIGHTS.values()) >= 0
    assert all(may_report(None, f"{report} {' '.join(ORDINARY)}") for report in REPORTS)


def test_the_gate_costs_little():
    article = " ".join(ORDINARY * 4)
    start = time.process_time()
    for _ in range(200):
        may_report(None, article)
    assert (time.process_time() - start) / 200 < 0.002


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "9" * 100_000, "people " * 100_000, "людей " * 1000])
def test_no_text_is_too_odd_or_too_long(text):
    start = time.process_time()
    may_report(None, text)
    assert time.process_time() - start < 2
