import pytest

from workers.kafka.limits import WINDOW, RejectionLimits, TooManyRejectedError
from workers.settings import Settings


def note(limits: RejectionLimits, *outcomes: bool) -> None:
    for rejected in outcomes:
        limits.note(rejected)


def test_a_run_of_rejections_stops_the_worker() -> None:
    limits = RejectionLimits(0, 3)
    note(limits, True, True, True, False, True, True, True)
    with pytest.raises(TooManyRejectedError, match="in a row"):
        limits.note(True)


def test_a_ratio_counts_only_over_a_full_window() -> None:
    limits = RejectionLimits(0.5, 0)
    note(limits, *[True] * 501, *[False] * 498)
    with pytest.raises(TooManyRejectedError, match=f"501 of the last {WINDOW}"):
        limits.note(False)


def test_what_left_the_window_counts_no_more() -> None:
    limits = RejectionLimits(0.5, 0)
    note(limits, *[True] * 400, *[False] * 1000, *[True] * 500)


def test_nothing_limits_where_the_settings_are_zero() -> None:
    values = {"EVACWIRE_MAX_REJECTED_RATIO": "0", "EVACWIRE_MAX_CONSECUTIVE_REJECTED": "0"}
    limits = RejectionLimits.from_settings(Settings.from_environment(values))
    note(limits, *[True] * 3000)
