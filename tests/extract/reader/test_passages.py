"""Passages: whole sentences, each scored once, with the names in them."""

from tests.extract.articles import constructions, story
from workers.extract.reader.ensemble import load
from workers.extract.reader.passages import passages

POSITIONS = 512
"""Word pieces that the base model can tell apart by their place."""

LONG = " ".join(f"On day {number} the embassy in Khartoum told Britons to leave Sudan by road." for number in range(90))


def test_every_sentence_is_scored_in_exactly_one_passage():
    context = constructions().context(story(LONG, "Britons told to go"))
    found = passages(context, load().vocabulary)
    assert len(found) > 1
    assert sorted(index for passage in found for index in passage.scored) == [s.index for s in context.sentences]


def test_no_passage_is_longer_than_the_model_can_read():
    context = constructions().context(story(LONG + " " + "word " * 2000))
    assert all(len(passage.ids) <= POSITIONS for passage in passages(context, load().vocabulary))


def test_a_later_passage_repeats_the_title_and_the_sentences_before_it():
    context = constructions().context(story(LONG, "Britons told to go"))
    second = passages(context, load().vocabulary)[1]
    assert 0 in second.spans
    assert second.scored[0] - 1 in second.spans


def test_states_their_people_and_well_known_bodies_are_names():
    context = constructions().context(story("The UN said that Britons in Khartoum had left. Nothing else was known."))
    (passage,) = passages(context, load().vocabulary)
    assert {(name.name, name.country) for name, _, _ in passage.names} >= {("United Nations", None), ("Khartoum", "SD")}
    assert "GB" in {name.country for name, _, _ in passage.names}


def test_a_title_is_read_alone_before_the_body_that_tells_it_again():
    context = constructions().context(story("The embassy shut. Its staff went to Lviv.", "US closes embassy in Kyiv"))
    first, second = passages(context, load().vocabulary)
    assert (first.scored, list(first.spans)) == ([0], [0])
    assert (second.scored, list(second.spans)) == ([1, 2], [0, 1, 2])
