"""Assertions that no construction reads, by the learned reader."""

from dataclasses import replace

import pytest

from schemas.vocabulary import Action, Status
from tests.extract.articles import constructions, extractor, story
from workers.extract.dated import GUESSED
from workers.extract.guesses import guessed
from workers.extract.parse import Parser
from workers.extract.reader.heard import LABELS
from workers.extract.view import View

PARAPHRASE = (
    "Port-au-Prince's airport has been under fire for a week and gangs hold most of the capital of Haiti. "
    "Ottawa will have its people off the island by Friday; two helicopters will carry them over the border from the embassy roof. "
    "Nothing moved in the streets on Wednesday. The price of rice has doubled since March."
)


def test_a_paraphrase_that_no_construction_reads_is_heard():
    one = story(PARAPHRASE, "Canada to lift its people out of Haiti")
    found = extractor().extract([one])[0]
    assert {(draft.action, draft.actor.country if draft.actor else None) for draft in found} == {
        (Action.EVACUATION, "CA")
    }


def test_one_assertion_is_not_told_twice_by_constructions_and_reader():
    one = story(PARAPHRASE, "Canada to lift its people out of Haiti")
    told = [(draft.sentence.index, draft.action, draft.actor) for draft in extractor().extract([one])[0]]
    assert len(told) == len(set(told))


def test_without_the_reader_nothing_is_guessed():
    assert all(draft.pattern != GUESSED for draft in constructions().extract([story(PARAPHRASE)])[0])


def test_people_who_are_ordered_out_are_not_also_let_back():
    """The reader once heard both in this line, which became two events."""
    line = "The Tarn County sheriff ordered about 4,000 residents of Milford to leave their homes on Friday as a wildfire crossed the river."
    assert [draft.action for draft in extractor().extract([story(line)])[0]] == [Action.EVACUATION]


@pytest.mark.parametrize(("label", "status"), [("return+", Status.RULED_OUT), ("evacuation+", Status.ORDERED)])
def test_a_refusal_is_told_by_the_status_only_where_the_action_has_no_label_for_refusals(label: str, status: Status):
    """A return ruled out was once told as advised: the reader has a label for returns alone."""
    one = story(
        "Police spoke. The villagers of Arnside are kept out of their homes until the dam is mended. It rained."
    )
    context = extractor().context(one)
    sentence = context.sentences[1]
    heard = extractor().heard(context)[1]
    statuses = {each: {Status.RULED_OUT: 0.9, Status.ORDERED: 0.4}.get(each, 0.0) for each in Status}
    sure = replace(heard, labels={each: float(each == label) for each in LABELS}, statuses=statuses)
    view = View(context, sentence, Parser("en_core_web_sm").parse([sentence.text])[0])
    assert {draft.status for draft in guessed(view, sure, None)} == {status}
