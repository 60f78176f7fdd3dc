"""Actors: one body under two names, a part of another, or two bodies."""

import pytest

from schemas.reports import Actor
from workers.fuse.actors import Likeness, likeness


def actor(name: str, country: str | None = "US", kind: str = "local_authority") -> Actor:
    return Actor.model_validate({"name": name, "country": country, "kind": kind})


US = actor("United States", kind="government")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (US, actor("US State Department", kind="government"), Likeness.SAME),
        (US, actor("US Marines", kind="military"), Likeness.SUBORDINATE),
        (US, actor("United Kingdom", "GB", "government"), Likeness.DIFFERENT),
        (US, None, Likeness.OPEN),
        (actor("Butte County Sheriff's Office"), actor("Butte County Sheriff"), Likeness.SUBORDINATE),
        (actor("Butte County Sheriff's Office"), actor("police"), Likeness.SUBORDINATE),
        (actor("Butte County Sheriff's Office"), actor("Shasta County Sheriff's Office"), Likeness.DIFFERENT),
        (actor("United Nations", None, "organization"), actor("UN", None, "organization"), Likeness.SAME),
        (actor("Norvane", None, "company"), actor("Equator Energy", None, "company"), Likeness.DIFFERENT),
        (actor("Norvane", None, "company"), actor("Norvane", "NG", "company"), Likeness.SAME),
        (actor("Norvane Energy", None, "company"), actor("Norvane", "NG", "company"), Likeness.SAME),
    ],
)
def test_two_actors_are_alike(one, other, expected):
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected
