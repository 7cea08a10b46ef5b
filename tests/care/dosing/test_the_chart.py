"""What is written into the chart of a session stands clear of what was measured."""

from datetime import timedelta

import pytest

from holdspace.care.dosing.chart import SessionChart
from holdspace.care.dosing.marks import pills
from tests.care.dosing import build

pytestmark = pytest.mark.database


def chart_after(minutes: float) -> SessionChart:
    session = build.dosing()
    session.record("dose", mg="60", route="im")
    return SessionChart(session.picture, now=session.now + timedelta(minutes=minutes))


class TestTheNamesOfTheLanes:
    @pytest.mark.parametrize("watched", [30, 125, 300])
    def test_begin_after_the_last_value_however_long_the_session(self, watched):
        session = build.dosing()
        session.record("dose", mg="60", route="im")
        session.later(watched)
        session.record("vital_signs", **build.GOOD_SIGNS)
        chart = SessionChart(session.picture, now=session.now)
        assert all(name.x >= chart.x(session.now) + 5 for name in chart.labels)


class TestTheNumbersAtTheMarks:
    def chart_of(self, *systolic, apart):
        session = build.dosing()
        for value in systolic:
            session.record("vital_signs", **build.GOOD_SIGNS | {"systolic": value})
            session.later(apart)
        return SessionChart(session.picture, now=session.now)

    def numbers(self, chart):
        return [mark.upper_text for mark in chart.pressures]

    def test_are_all_written_where_they_fit(self):
        assert self.numbers(self.chart_of(121, 122, 123, apart=15))[-3:] == ["121", "122", "123"]

    def test_are_left_out_where_they_would_run_into_each_other_but_never_the_newest(self):
        assert self.numbers(self.chart_of(121, 122, 123, apart=2))[-3:] == ["", "", "123"]

    def test_prefer_the_abnormal_one(self):
        assert self.numbers(self.chart_of(121, 170, 122, 123, apart=4))[-4:] == ["", "170", "", "123"]

    def test_leave_every_mark_in_its_place(self):
        chart = self.chart_of(121, 122, 123, apart=2)
        assert len(list(chart.pressures)) == len(chart.picture.sets)


class TestThePillsOfDoses:
    @pytest.mark.parametrize(
        ("places", "said"),
        [
            ([10, 30], ["40 mg", "20 mg"]),
            ([10, 19.5], ["40 mg", "20 mg"]),
            ([10, 19.4], ["40 + 20 mg"]),
        ],
    )
    def test_are_one_where_two_would_cover_each_other(self, places, said):
        assert [pill.words for pill in pills(list(zip(places, ("40 mg", "20 mg"), strict=True)))] == said


class TestTheWordsOfAGap:
    def test_end_where_a_narrow_gap_ends(self):
        (gap,) = chart_after(20).gaps
        assert gap.is_narrow
        assert gap.words_x == pytest.approx(gap.x + gap.width)

    def test_stand_in_the_middle_of_a_wide_one(self):
        (gap,) = chart_after(50).gaps
        assert gap.words_x == pytest.approx(gap.x + gap.width / 2, abs=0.01)


class TestMinutesSinceTheFirstDose:
    def test_are_rounded_down_so_that_a_start_seconds_before_it_is_minus_one(self):
        session = build.dosing()
        started_at = session.now
        session.later(0.7)
        session.record("dose", mg="60", route="im")
        picture = session.picture
        assert [picture.minutes(started_at), picture.minutes(session.now)] == [-1, 0]
