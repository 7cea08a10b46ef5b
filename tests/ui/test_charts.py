"""The course chart never draws what nobody measured."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as some

from holdspace.ui.charts import CourseChart, CourseDrawing, DoseMark, MissedScore, ScoreBand, ScorePoint

START = date(2026, 3, 2)
BANDS = tuple(ScoreBand(at, name) for at, name in ((0, "minimal"), (5, "mild"), (10, "moderate"), (20, "severe")))
EMPTY = CourseChart(title="PHQ-9", top=27, bands=BANDS, today=START + timedelta(days=60))


def day(number: int) -> date:
    return START + timedelta(days=number)


def with_scores(*days: int, **more: object) -> CourseDrawing:
    return CourseDrawing(replace(EMPTY, scores=tuple(ScorePoint(day(each), 10) for each in days), **more))


class TestTheLine:
    def test_joins_answers_that_follow_each_other(self):
        assert len(with_scores(0, 14, 28).lines) == 2

    @pytest.mark.parametrize(("due", "lines"), [(13, 1), (14, 1), (27, 1), (28, 2), (29, 2)])
    def test_never_crosses_a_questionnaire_that_was_not_answered(self, due, lines):
        assert len(with_scores(0, 14, 28, missed=(MissedScore(day(due)),)).lines) == lines

    def test_is_not_drawn_through_nothing(self):
        assert with_scores().lines == []
        assert with_scores(3).lines == []

    @given(
        some.lists(some.integers(0, 60), unique=True, max_size=12).map(sorted),
        some.lists(some.integers(0, 60), unique=True, max_size=6),
    )
    def test_and_a_gap_never_share_a_stretch(self, scored, missed):
        drawn = with_scores(*scored, missed=tuple(MissedScore(day(each)) for each in missed))
        for line in drawn.lines:
            for gap in drawn.gaps:
                assert line.x2 <= gap.x1 or gap.x2 <= line.x1


class TestAGap:
    def test_reaches_from_the_answer_before_to_the_answer_after(self):
        (gap,) = with_scores(0, 14, 28, missed=(MissedScore(day(20)),)).gaps
        drawn = with_scores(0, 14, 28)
        assert (gap.x1, gap.x2) == (drawn.across(day(14)), drawn.across(day(28)))
        assert (gap.text, gap.note) == ("not answered", "due 22 Mar")

    def test_is_open_until_today_when_nothing_came_after(self):
        drawn = with_scores(0, missed=(MissedScore(day(20)),))
        assert drawn.gaps[0].x2 == drawn.now.x

    def test_is_drawn_once_for_two_missed_in_a_row(self):
        assert len(with_scores(0, 40, missed=(MissedScore(day(10)), MissedScore(day(20)))).gaps) == 1


class TestTheScale:
    def test_puts_nought_at_the_foot_and_the_highest_score_at_the_head(self):
        drawn = with_scores(0)
        assert drawn.down(0) == drawn.head + drawn.height
        assert drawn.down(27) == drawn.head

    def test_lays_its_bands_edge_to_edge(self):
        strips = with_scores(0).strips
        assert [strip.text for strip in strips] == ["minimal", "mild", "moderate", "severe"]
        assert all(lower.y1 == upper.y2 for lower, upper in pairwise(strips))

    @given(some.integers(1, 4000))
    def test_writes_few_enough_days_to_be_read_whatever_the_length(self, length):
        drawn = CourseDrawing(replace(EMPTY, scores=(ScorePoint(START, 9),), today=day(length)))
        assert 1 <= len(drawn.ticks) <= 13

    @given(some.lists(some.integers(0, 3000), min_size=1, max_size=10))
    def test_keeps_every_dose_on_the_page(self, days):
        doses = tuple(DoseMark(day(each), "60 mg") for each in days)
        for pill in CourseDrawing(replace(EMPTY, doses=doses)).pills:
            assert 0 < pill.x < 100

    @given(some.lists(some.integers(0, 300), min_size=1, max_size=10))
    def test_keeps_every_dose_below_its_upper_edge_and_above_the_plot(self, days):
        drawn = CourseDrawing(replace(EMPTY, doses=tuple(DoseMark(day(each), "60 mg") for each in days)))
        assert all(12 <= pill.y <= drawn.head - 12 for pill in drawn.pills)

    def test_moves_a_dose_up_a_row_where_it_would_cover_the_one_before(self):
        doses = tuple(DoseMark(day(each), "39 mg") for each in (0, 1, 140))
        first, second, third = CourseDrawing(replace(EMPTY, doses=doses)).pills
        assert second.y < first.y == third.y


class TestTheTableTwin:
    def test_says_everything_the_picture_shows(self):
        chart = replace(
            EMPTY,
            scores=(ScorePoint(day(0), 18, "baseline"),),
            missed=(MissedScore(day(20)),),
            doses=(DoseMark(day(10), "40 mg"), DoseMark(day(70), "60 mg", planned=True)),
            target=Decimal(9),
        )
        assert [(what, value) for _, what, value in CourseDrawing(chart).rows] == [
            ("PHQ-9", "18 baseline"),
            ("Dose", "40 mg"),
            ("PHQ-9", "not answered"),
            ("Planned", "60 mg"),
        ]

    def test_stands_beside_the_picture(self):
        written = Template("{% load ui %}{% course_chart chart %}").render(Context({"chart": EMPTY}))
        assert "<table" in written
        assert 'aria-hidden="true"' in written
