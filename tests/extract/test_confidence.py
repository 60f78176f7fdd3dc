"""Confidence is a probability from fitted weights, each for a feature an editor can read."""

import tomllib

import numpy as np
import pytest

from tests.evaluate.calibrate import fit, predict
from tests.extract.articles import WEDNESDAY, story
from workers.extract.confidence import FILE, NAMES, confidence, features, trusted
from workers.extract.extractor import Extractor

SURE = "The Butte County Sheriff's Office ordered residents of Paradise, California, to evacuate on Thursday because of the wildfire."
VAGUE = "Some were moved out on account of it, people said, as fires burned."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor("en_core_web_sm", least=0.0)


def test_every_feature_has_a_fitted_weight_and_none_is_left_over() -> None:
    assert tuple(tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"]) == NAMES


def test_features_lie_between_0_and_1_and_the_confidence_too(extractor: Extractor) -> None:
    (drafts,) = extractor.extract([story(SURE, published=WEDNESDAY)])
    assert drafts
    assert all(0 <= value <= 1 for draft in drafts for value in features(draft).values())
    assert all(0 < confidence(draft) < 1 for draft in drafts)


def test_an_order_with_its_authority_place_and_cause_is_surer_than_a_vague_move(extractor: Extractor) -> None:
    sure, vague = extractor.extract([story(SURE, published=WEDNESDAY), story(VAGUE, published=WEDNESDAY)])
    assert max(map(confidence, sure)) > max(map(confidence, vague), default=0.0)


def test_what_is_less_sure_than_the_limit_is_dropped(extractor: Extractor) -> None:
    (drafts,) = extractor.extract([story(SURE, published=WEDNESDAY)])
    assert trusted(drafts, 0.0) == drafts
    assert trusted(drafts, 1.0) == []


def test_the_recipe_finds_the_shares_of_a_known_sample() -> None:
    features = np.array([[1.0, 0.0]] * 400 + [[1.0, 1.0]] * 400)
    right = np.array([1.0] * 100 + [0.0] * 300 + [1.0] * 320 + [0.0] * 80)
    low, high = predict(np.array([[1.0, 0.0], [1.0, 1.0]]), fit(features, right))
    assert low == pytest.approx(0.25, abs=0.02)
    assert high == pytest.approx(0.8, abs=0.02)
