"""A published number, how far a clinic may move it, and which value holds."""

from datetime import timedelta
from decimal import Decimal
from itertools import groupby

import pytest

from holdspace.clinical import eligibility, monitoring, pathway
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import (
    PUBLISHED,
    Limits,
    Looser,
    PressurePair,
    Threshold,
    adjustable,
    fixed,
)
from holdspace.clinical.units import BloodPressure

SOURCE = Source("A paper")
HIGH = adjustable("X.high", "Heart rate", 110, "/min", SOURCE, between=(90, 120))
LOW = adjustable("X.low", "Saturation", 94, "%", SOURCE, between=(94, 96), looser=Looser.LOWER)
FINE = adjustable("X.fine", "TSH", "0.1", "mIU/L", SOURCE, between=("0.1", "0.4"), looser=Looser.LOWER)
FIXED = fixed("X.fixed", "Age", 18, "years", SOURCE)


class TestANumber:
    @pytest.mark.parametrize(
        ("threshold", "value", "why"),
        [
            (HIGH, "89", "Heart rate can be set from 90 to 120 /min."),
            (HIGH, "90", None),
            (HIGH, "120", None),
            (HIGH, "121", "Heart rate can be set from 90 to 120 /min."),
            (HIGH, "100.5", "Heart rate is set in steps of 1 /min."),
            (HIGH, "NaN", "Heart rate can be set from 90 to 120 /min."),
            (HIGH, "Infinity", "Heart rate can be set from 90 to 120 /min."),
            (FINE, "0.2", None),
            (FINE, "0.25", "TSH is set in steps of 0.1 mIU/L."),
            (FIXED, "18", "Age is fixed at 18 years."),
            (FIXED, "21", "Age is fixed at 18 years."),
        ],
    )
    def test_moves_only_within_its_outer_limits(self, threshold: Threshold, value: str, why: str | None) -> None:
        assert threshold.why_not(Decimal(value)) == why

    @pytest.mark.parametrize(
        ("threshold", "value", "loosens"),
        [
            (HIGH, 109, False),
            (HIGH, 110, False),
            (HIGH, 111, True),
            (LOW, 95, False),
            (LOW, 94, False),
            (LOW, 93, True),
        ],
    )
    def test_knows_which_way_is_less_careful(self, threshold: Threshold, value: int, loosens: bool) -> None:
        assert threshold.loosens(Decimal(value)) is loosens

    def test_knows_its_ends(self) -> None:
        assert (HIGH.strictest, HIGH.loosest) == (90, 120)
        assert (LOW.strictest, LOW.loosest) == (96, 94)

    @pytest.mark.parametrize("published", [89, 121])
    def test_is_never_published_outside_its_own_limits(self, published: int) -> None:
        with pytest.raises(ValueError, match=f"X: {published} is outside 90 to 120"):
            adjustable("X", "X", published, "", SOURCE, between=(90, 120))


class TestWritingANumberDown:
    """Called within the test: what is written in a table is only read once."""

    def test_that_may_move_keeps_everything_it_is_told(self) -> None:
        other = Source("Another paper")
        found = adjustable(
            "X", "Heart", 5, "/min", SOURCE, between=(4, "6.5"), looser=Looser.LOWER, other_sources=(other,)
        )
        whole = Threshold("X", "Heart", Decimal(5), "/min", SOURCE, Decimal(4), Decimal("6.5"), (other,), Looser.LOWER)
        assert found == whole
        assert all(isinstance(each, Decimal) for each in (found.published, found.lowest, found.highest))
        assert adjustable("X", "Heart", 5, "/min", SOURCE, between=(4, 6)).looser is Looser.HIGHER

    def test_that_stands_keeps_everything_it_is_told(self) -> None:
        other = Source("Another paper")
        found = fixed("X", "Age", "18.5", "years", SOURCE, (other,))
        same = Decimal("18.5")
        assert found == Threshold("X", "Age", same, "years", SOURCE, same, same, (other,))
        assert not found.is_adjustable

    @pytest.mark.parametrize("published", [4, 6])
    def test_may_stand_at_the_end_of_its_limits(self, published: int) -> None:
        assert adjustable("X", "Heart", published, "", SOURCE, between=(4, 6)).published == published

    def test_without_a_unit_is_said_without_one(self) -> None:
        assert fixed("X", "Times", 2, "", SOURCE).why_not(Decimal(3)) == "Times is fixed at 2."


class TestTheNumbersOfAClinic:
    OWN = Limits.of_clinic(3, {"X.high": Decimal(100)})

    def test_hold_in_place_of_the_published_ones_and_only_there(self) -> None:
        assert (self.OWN.of(HIGH), self.OWN.of(LOW)) == (100, 94)
        assert PUBLISHED.of(HIGH) == 110

    def test_are_kept_in_one_order(self) -> None:
        chosen = {"b": Decimal(1), "a": Decimal(2)}
        assert Limits.of_clinic(1, chosen) == Limits(1, (("a", Decimal(2)), ("b", Decimal(1))))

    @pytest.mark.parametrize(("kept", "holds"), [("60", 90), ("90", 90), ("120", 120), ("150", 120)])
    def test_never_leave_the_outer_limits_of_today(self, kept: str, holds: int) -> None:
        assert Limits.of_clinic(1, {"X.high": Decimal(kept)}).of(HIGH) == holds

    def test_are_told_once_with_what_is_published(self) -> None:
        (used, other) = self.OWN.used((HIGH, LOW, HIGH))
        assert used.as_dict() == {
            "threshold": "X.high",
            "title": "Heart rate",
            "unit": "/min",
            "value": "100",
            "published": "110",
        }
        assert (used.is_own, other.is_own) == (True, False)

    def test_read_as_spans_of_time_and_as_pressures(self) -> None:
        assert PUBLISHED.days(LOW) == timedelta(days=94)
        assert PUBLISHED.hours(LOW) == timedelta(hours=94)
        assert PUBLISHED.minutes(LOW) == timedelta(minutes=94)
        assert self.OWN.pressure(PressurePair(HIGH, LOW)) == BloodPressure(100, 94)


class TestAFinding:
    def test_is_sent_with_its_numbers(self) -> None:
        own = Limits.of_clinic(3, {"X.high": Decimal(100)})
        found = Finding("R", Level.HOLD, "S.", "B.", SOURCE, limits_version=3, measured_against=own.used((HIGH,)))
        sent = found.as_dict()
        assert sent == {
            "rule": "R",
            "level": "hold",
            "says": "S.",
            "because": "B.",
            "source": SOURCE.as_dict(),
            "other_sources": [],
            "urgent": False,
            "rests_on": [],
            "limits_version": 3,
            "measured_against": [each.as_dict() for each in own.used((HIGH,))],
        }


class TestAllNumbers:
    ALL = (*eligibility.THRESHOLDS, *monitoring.THRESHOLDS, *pathway.THRESHOLDS)

    def test_have_a_code_of_their_own(self) -> None:
        codes = sorted(each.code for each in self.ALL)
        assert [code for code, same in groupby(codes) if len(list(same)) > 1] == []

    def test_say_what_they_are_and_who_says_so(self) -> None:
        assert all(each.title and each.source.text for each in self.ALL)

    def test_are_less_careful_than_published_only_where_another_source_stands_beside(self) -> None:
        looser = [each for each in self.ALL if each.loosens(each.loosest) and not each.code.startswith("LAB.")]
        assert all(each.other_sources for each in looser)
