"""How times, ages and amounts are written."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from holdspace.ui import words
from holdspace.ui.templatetags.ui import age, when

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
CASES = json.loads((Path(__file__).parents[1] / "cases" / "spans.json").read_text())


class TestANumber:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            ("0.88", "0.88"), (".5", "0.5"), ("1.20", "1.2"), ("60.0", "60"), ("100", "100"), ("1E+2", "100"),
            (0, "0"), ("0.00", "0"), ("-3", "−3"), (None, "–"), ("", "–"),
        ],
    )  # fmt: skip
    def test_has_its_leading_zero_and_no_trailing_one(self, value, written):
        assert words.number(value) == written

    def test_never_leaves_its_unit_alone_at_the_end_of_a_line(self):
        assert words.amount(Decimal("60.0"), "mg") == "60\u00a0mg"

    def test_that_nobody_recorded_is_a_dash_and_not_nought(self):
        assert words.amount(None, "mg") == "–"
        assert words.percent(None) == "–"
        assert words.percent(0) == "0\u2009%"


class TestADose:
    def test_is_always_written_in_the_same_order(self):
        assert words.dose(60, "0.88", "1.20").replace("\u00a0", " ") == "60 mg · 0.88 mg/kg · 1.2 mL"

    def test_leaves_out_what_is_not_known_and_never_writes_nought_for_it(self):
        assert words.dose(60, None, "1.2").replace("\u00a0", " ") == "60 mg · 1.2 mL"
        assert words.dose(None) == "–"

    def test_of_nought_is_written_as_nought(self):
        assert words.dose(0).replace("\u00a0", " ") == "0 mg"


class TestAnAge:
    @pytest.mark.parametrize(("seconds", "written"), CASES["ages"])
    def test_is_said_in_the_largest_unit_that_says_enough(self, seconds, written):
        assert words.age(NOON - timedelta(seconds=seconds), NOON) == written

    @pytest.mark.parametrize(("minutes", "is_stale"), [(20, False), (20.1, True)])
    def test_is_marked_stale_only_beyond_its_limit(self, minutes, is_stale):
        written = age(NOON - timedelta(minutes=minutes), NOON, stale_after=20)
        assert ('class="age stale"' in written) is is_stale

    def test_of_nothing_is_a_dash(self):
        assert age(None, NOON) == "–"


class TestACountdown:
    @pytest.mark.parametrize(("seconds", "written"), CASES["countdowns"])
    def test_is_said_in_minutes_and_seconds(self, seconds, written):
        assert words.countdown(NOON + timedelta(seconds=seconds), NOON) == (written, seconds < 0)


class TestADay:
    @pytest.mark.parametrize("write", [words.day, words.long_day, words.short_day, words.clock, words.moment])
    def test_that_is_not_known_is_a_dash(self, write):
        assert write(None) == "–"

    def test_is_written_in_words(self):
        assert words.day(date(1987, 3, 14)) == "14 Mar 1987"
        assert words.long_day(date(2026, 5, 14)) == "Thursday 14 May 2026"
        assert words.short_day(date(2026, 5, 4)) == "4 May"

    def test_and_its_time_follow_the_clocks_of_the_site(self):
        with timezone.override(ZoneInfo("America/New_York")):
            late = datetime(2026, 5, 15, 2, 5, tzinfo=UTC)
            assert words.moment(late) == "14 May 2026 22:05"
            assert words.day(late) == "14 May 2026"
            assert words.moment_with_zone(late) == "14 May 2026 22:05 EDT (UTC−4)"

    def test_keeps_the_half_hour_of_a_zone(self):
        with timezone.override(ZoneInfo("Asia/Kolkata")):
            assert words.moment_with_zone(NOON).endswith("IST (UTC+5:30)")

    def test_carries_the_exact_moment_for_machines(self):
        assert when(NOON, "clock") == '<time datetime="2026-05-14T12:00:00+00:00">12:00</time>'


class TestMinutesSinceTheDose:
    @pytest.mark.parametrize(("minutes", "written"), [(38, "T+38"), (0, "T+0"), (-5, "T−5"), (None, "–")])
    def test_are_counted_from_the_first_one(self, minutes, written):
        assert words.elapsed(minutes) == written


class TestAnAgeInYears:
    @pytest.mark.parametrize(("on", "years"), [(date(2026, 3, 13), 38), (date(2026, 3, 14), 39)])
    def test_changes_on_the_birthday(self, on, years):
        assert words.years(date(1987, 3, 14), on) == years

    def test_is_unknown_when_the_birth_date_is(self):
        assert words.years(None, NOON.date()) is None
