from datetime import datetime

import orjson
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from schemas.articles import RelevantArticle, StoryArticle
from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, ORDER, article, process, restored, stories, told, two
from workers.dedup.features import SHORTEST
from workers.dedup.native.window import new_window
from workers.dedup.reading import terms
from workers.dedup.sentences import sentences
from workers.dedup.stage import DedupStage
from workers.dedup.window import SIGNATURE_HEADER
from workers.stage import OUTCOME_REJECTED, Record
from workers.topics import Topic

CANYON = {"county": "Tolm County", "place": "Mill Canyon", "fire": "Anvil", "time": "2:15 p.m.", "day": "Tuesday, June 9", "count": 640,
          "acres": "1,150", "shelter": "Larkin Middle School"}  # fmt: skip
CREEK = CANYON | {"place": "Brush Creek", "fire": "Juniper", "time": "11:40 a.m.", "day": "Wednesday, June 10", "count": 415, "acres": 780,
                  "shelter": "Mojave Grange Hall"}  # fmt: skip


def test_the_first_article_founds_a_story():
    (first,) = stories(article("a", AGENCY))
    assert (first.verdict, first.of, first.similarity, first.new, first.repeated) == (Verdict.NEW, None, 0, [], [])
    assert first.first_published_at == first.article.published_at


def test_a_reprint_is_a_duplicate_of_its_story():
    reprint = "By Web Staff\n\n" + AGENCY + "\n\nCopyright 2026 Quay Media. All rights reserved."
    first, copy = two(AGENCY, reprint, hours=1)
    assert (copy.story_id, copy.verdict, copy.of, copy.similarity) == (first.story_id, Verdict.DUPLICATE, "a", 1)
    assert copy.first_published_at == first.article.published_at


def test_a_trimmed_and_reordered_copy_is_a_duplicate():
    paragraphs = AGENCY.split("\n\n")
    first, copy = two(AGENCY, "\n\n".join([paragraphs[0], paragraphs[3], paragraphs[1]]))
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_one_changed_figure_is_an_update_that_names_it():
    first, update = two(AGENCY, AGENCY.replace("1,240 people", "2,900 people"), hours=2)
    assert (update.story_id, update.verdict) == (first.story_id, Verdict.UPDATE)
    assert any("2,900" in text for text in update.new)
    quoted = [update.article.text[span.start : span.end] for span in update.repeated]
    assert not any("2,900" in text for text in quoted)
    assert any("Monday" in text for text in quoted)


def test_an_added_passage_is_an_update_and_an_appended_notice_is_not():
    passage = "\n\nThe neighbouring district of Saltmarket was told to close its windows, and 400 pupils of the Drift Lane school were sent home."
    notice = (
        "\n\nIn other news, the opera house reopened with a gala for 1,900 guests and a new organ built in Leipzig."
    )
    _, update, copy = stories(
        article("a", AGENCY), article("b", AGENCY + passage), article("c", AGENCY + passage + notice)
    )
    assert (update.verdict, copy.verdict) == (Verdict.UPDATE, Verdict.DUPLICATE)
    assert any("Saltmarket" in text for text in update.new)


def test_the_same_form_for_another_place_is_another_story():
    one, other, copy = stories(
        article("a", ORDER.format(**CANYON)), article("b", ORDER.format(**CREEK)), article("c", ORDER.format(**CREEK))
    )
    assert one.story_id != other.story_id
    assert (copy.story_id, copy.verdict) == (other.story_id, Verdict.DUPLICATE)


def test_a_lifted_order_updates_the_story_of_the_order():
    lifted = ORDER.format(**CANYON).replace("has issued an EVACUATION ORDER", "has LIFTED the EVACUATION ORDER")
    order, update = two(ORDER.format(**CANYON), lifted, hours=20)
    assert (update.story_id, update.verdict) == (order.story_id, Verdict.UPDATE)


def test_a_correction_is_an_update_that_says_so():
    corrected = (
        AGENCY.replace("Two dockers", "Three dockers")
        + "\n\nCorrection: An earlier version of this story gave a wrong number of dockers."
    )
    _, update = two(AGENCY, corrected, hours=3)
    assert update.verdict is Verdict.UPDATE
    assert update.correction


def test_an_older_copy_that_comes_late_undoes_nothing():
    newer = AGENCY.replace("1,240 people", "2,900 people")
    _, late = stories(article("b", newer, hours=5), article("a", AGENCY, hours=1))
    assert late.verdict is Verdict.DUPLICATE


def test_a_second_outlets_own_report_with_the_same_quotation_is_its_own_story():
    own = """Anneke Vos had one shoe on when the loudspeaker van came down Herring Lane.

"We would rather wake you for nothing than not wake you at all," Mayor Ilse Brandauer said later.

By seven the baker Joost Timmer had handed out 80 loaves at the tram depot. He lost his father in the fertiliser fire of 1988, he said.

Dock unions have asked since spring for a second pilot boat. The port company, Baltic Roads, refused to comment."""
    first, other = two(AGENCY, own)
    assert other.story_id != first.story_id


def test_a_repeat_changes_nothing():
    window = new_window()
    process([article("a", AGENCY)], window)
    before = window.save()
    (repeat,) = process([article("a", AGENCY)], window)
    assert (repeat.outcome, repeat.outputs, window.save()) == (Verdict.DUPLICATE, (), before)
    assert [tally.labels for tally in repeat.tallies] == [(Verdict.DUPLICATE,)]


def test_the_same_id_with_other_content_replaces_what_it_said():
    first, second = stories(article("a", AGENCY), article("a", AGENCY.split("\n\n")[0]))
    assert (second.story_id, second.verdict, second.replaces) == (first.story_id, Verdict.UPDATE, True)


def test_a_kill_notice_goes_to_the_story_of_its_article_and_a_late_copy_of_the_article_revives_nothing():
    results = process([article("a", AGENCY), article("a", "", withdrawn=True), article("a", AGENCY)])
    first, killed = told(results[0]), told(results[1])
    assert (killed.story_id, killed.verdict, killed.article.withdrawn) == (first.story_id, Verdict.UPDATE, True)
    assert results[2].outputs == ()


def test_a_kill_notice_for_an_unknown_article_is_a_story_of_its_own():
    killed, later = stories(article("a", AGENCY, withdrawn=True), article("b", AGENCY))
    assert killed.verdict is Verdict.NEW
    assert later.story_id != killed.story_id


def test_an_article_that_is_only_a_title_is_known_by_it():
    first, copy, other = stories(
        article("a", "", title="Port Vela: tanker strikes pier"),
        article("b", "", title="Port Vela: tanker strikes pier"),
        article("c", "", title="Opera reopens"),
    )
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)
    assert other.story_id != first.story_id


def test_a_date_in_the_year_9999_evicts_nothing():
    first, _, copy = stories(
        article("a", AGENCY),
        article("b", "Something else entirely happened in Quito.", hours=24 * 365 * 7000),
        article("c", AGENCY, hours=2),
    )
    assert copy.story_id == first.story_id


def test_what_is_no_article_is_rejected_with_its_reason():
    stage = DedupStage()
    results = stage.process([Record(b"{"), Record(b'{"article_id": 3}'), Record(b"[]")], stage.new_state())
    assert [result.outcome for result in results] == [OUTCOME_REJECTED] * 3
    assert {output.topic for result in results for output in result.outputs} == {Topic.REJECTED}


def test_a_signature_is_small():
    (result,) = process([article("a", AGENCY)])
    assert len(result.outputs[0].headers[SIGNATURE_HEADER]) < 2048


TIMES = st.one_of(
    st.none(),
    st.sampled_from(("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000001Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.9999-00:30", "2026-03-02", 0, -0.5, 1.7e12)),
    st.builds(
        "{}{}{:02}:{:02}".format,
        st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 30)).map(datetime.isoformat), st.sampled_from("+-"), st.integers(0, 23), st.integers(0, 59),
    ),
)  # fmt: skip
STRINGS = st.one_of(st.none(), st.text(max_size=20))
ARTICLES = st.fixed_dictionaries({
    "article_id": st.one_of(st.sampled_from("ab"), st.text(max_size=20)), "content_id": st.text(max_size=5), "title": STRINGS,
    "text": st.one_of(st.text(max_size=200), st.sampled_from((AGENCY, AGENCY.replace("1,240", "2,900"), "É\u2028\x00\x1f\x7f\"\\/😀"))),
    "language": st.text(max_size=3), "published_at": TIMES, "source": STRINGS, "url": STRINGS, "withdrawn": st.sampled_from((False, False, False, True)),
})  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(ARTICLES, max_size=5))
def test_what_is_written_is_what_its_model_writes(articles):
    stage = DedupStage()
    values = [orjson.dumps(fields) for fields in articles]
    for value, result in zip(
        values, stage.process([Record(value) for value in values], stage.new_state()), strict=True
    ):
        for output in result.outputs:
            if output.topic is Topic.STORIES:
                written = StoryArticle.from_json(output.value)
                assert written.to_json() == output.value
                assert written.article == RelevantArticle.from_json(value)


def test_half_a_character_is_rejected():
    stage = DedupStage()
    value = article("a", AGENCY).to_json().replace(b"Harbour", b"\\ud800")
    (result,) = stage.process([Record(value)], stage.new_state())
    assert (result.outcome, result.outputs[0].topic) == (OUTCOME_REJECTED, Topic.REJECTED)


@pytest.mark.parametrize("date", [b"0001-01-01T00:00:00+05:00", b"9999-12-31T23:59:59-05:00"])
def test_a_date_beyond_all_years_is_rejected(date):
    stage = DedupStage()
    value = article("a", AGENCY, hours=0).to_json().replace(b"2026-03-02T06:00:00Z", date)
    assert date in value
    (result,) = stage.process([Record(value)], stage.new_state())
    assert (result.outcome, result.outputs[0].topic) == (OUTCOME_REJECTED, Topic.REJECTED)


WORDS = st.sampled_from(
    [
        "the",
        "Kell",
        "police",
        "moved",
        "40",
        "people",
        "from",
        "Orsay",
        "to",
        "Brun",
        "1,200",
        "fire",
        "said.",
        "He",
        "left.",
        "\n",
        "town",
        "“no”",
        "it’s",
        "Ω",
        "A-7",
        "2026",
        "Monday",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_an_article_against_itself_is_a_duplicate(text):
    results = process([article("a", text), article("b", text)])
    first, second = (told(result) for result in results)
    if any(ch.isalnum() for ch in text):
        assert second.story_id == first.story_id
        assert second.verdict is Verdict.DUPLICATE


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(TEXTS, TEXTS)
def test_the_order_of_two_texts_does_not_change_whether_they_share_a_story(one, other):
    # What a text says in a few words ("He declined to comment.") is not looked for in longer ones.
    assume(all(len(terms([s.body])[0]) >= SHORTEST for text in (one, other) for s in sentences(text)))
    forth = stories(article("a", one), article("b", other))
    back = stories(article("b", other), article("a", one))
    assert (forth[0].story_id == forth[1].story_id) == (back[0].story_id == back[1].story_id)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, max_size=8), st.integers(min_value=0, max_value=8))
def test_batches_saving_and_restoring_change_nothing(texts, cut):
    articles = [article(str(n), text, hours=n) for n, text in enumerate(texts)]
    whole = process(articles)
    window = new_window()
    first = process(articles[:cut], window)
    loaded = new_window()
    loaded.load(window.save())
    for state in (window, loaded, restored(first, new_window())):
        assert first + process(articles[cut:], state) == whole
