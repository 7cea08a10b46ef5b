"""The sums and shapes between data and page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template

from holdspace.ui import parts

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def written(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class TestACountdown:
    @pytest.mark.parametrize(
        ("seconds_late", "painted"),
        [(-1, ""), (0, ""), (1, "is-over"), (900, "is-over"), (901, "is-over is-over-twice")],
    )
    def test_is_painted_by_how_late_it_is(self, seconds_late, painted):
        assert parts.over(NOON - timedelta(seconds=seconds_late), NOON, 900) == painted

    def test_is_not_late_when_nothing_is_due(self):
        assert parts.over(None, NOON, 900) == ""

    def test_says_over_in_words_too(self):
        late = written("{% countdown due now %}", due=NOON - timedelta(seconds=130), now=NOON)
        assert "2:10" in late
        assert ">over<" in late


class TestAFigure:
    FIGURE = '{% include "ui/components/figure.html" with label="SpO₂" value=value unit="%" only %}'

    def test_without_a_value_shows_a_dash_and_never_nought(self):
        assert '<span class="figure-number">–</span>' in written(self.FIGURE, value=None)

    def test_of_nought_shows_nought(self):
        assert '<span class="figure-number">0</span>' in written(self.FIGURE, value=0)


class TestAnIdentity:
    BAR = '{% include "ui/components/identity.html" %}'
    MAYA = parts.Identity("Maya Okafor", date(1987, 3, 14), 39, allergies=("Penicillin allergy",))

    def test_shows_name_birth_date_and_allergies(self):
        bar = written(self.BAR, person=self.MAYA)
        assert "Maya Okafor" in bar
        assert "14 Mar 1987" in bar
        assert "Penicillin allergy" in bar

    def test_says_so_when_nobody_asked_about_allergies(self):
        unasked = parts.Identity("Maya Okafor", date(1987, 3, 14), allergies_known=False)
        assert "Allergies not asked" in written(self.BAR, person=unasked)
        assert "Allergies not asked" not in written(self.BAR, person=self.MAYA)


class TestInitials:
    @pytest.mark.parametrize(
        ("name", "letters"), [("Maya Okafor", "MO"), ("Maya", "M"), ("Ana de la Cruz", "AC"), ("", ""), ("Jo (2)", "J")]
    )
    def test_are_the_first_and_last_words(self, name, letters):
        assert parts.initials(name) == letters


class TestASum:
    def test_is_written_in_order_with_its_result_last(self):
        line = parts.sum_line("0.5 mg/kg", "×", "80 kg", "=", "40 mg")
        assert line.endswith('<span class="sum-result">40 mg</span></p>')

    def test_escapes_what_it_is_given(self):
        assert "<b>" not in parts.sum_line("<b>", "=", "<b>")


class TestProgress:
    def test_opens_the_line_after_the_last_one_done(self):
        assert parts.squares(4, 2) == ("done", "done", "open", "later")

    def test_has_nothing_open_when_all_is_done(self):
        assert parts.squares(2, 2) == ("done", "done")

    def test_keeps_a_question_visible_among_lines_done(self):
        assert parts.squares(3, 3, questions=(2,)) == ("done", "question", "done")


class TestTheRailsOfSources:
    SCALE = parts.Rails(
        unit="mmHg",
        low=Decimal(130),
        high=Decimal(170),
        step=Decimal(10),
        rails=(parts.Rail("This clinic uses", "2026", (parts.RailMark(Decimal(150), "needs clearance"),), True),),
        value=Decimal(146),
    )

    @pytest.mark.parametrize(("value", "at"), [(130, 0), (150, 50), (170, 100), (90, 0), (240, 100)])
    def test_keep_every_value_on_the_scale(self, value, at):
        assert self.SCALE.across(Decimal(value)) == at

    def test_say_everything_in_a_table_too(self):
        drawn = written("{% source_rail scale %}", scale=self.SCALE)
        table = drawn[drawn.index("<table") :]
        for said in ("This clinic uses", "needs clearance", "150", "146"):
            assert said in table

    def test_give_the_words_of_each_mark_a_line_of_their_own(self):
        marks = (parts.RailMark(Decimal(150), "needs clearance"), parts.RailMark(Decimal(152), "do not treat", "stop"))
        scale = replace(self.SCALE, rails=(parts.Rail("This clinic uses", "2026", marks, True),))
        (drawn,) = parts.rails(scale)["drawn"]
        first, second = (reach["words_at"] for reach in drawn["reaches"])
        assert second - first >= 14 and drawn["height"] > second

    @pytest.mark.parametrize(("value", "covered"), [(146, []), (152, ["150"]), (None, [])])
    def test_write_no_number_under_that_of_the_patient(self, value, covered):
        scale = replace(self.SCALE, value=Decimal(value) if value else None)
        written = [number for number, _ in parts.rails(scale)["numbers"]]
        assert written == [each for each in ("130", "140", "150", "160", "170") if each not in covered]


class TestTheWordsOfAPatient:
    def test_stand_in_quotation_marks_and_are_escaped(self):
        assert parts.voice("I <3 it") == '<span class="voice">“I &lt;3 it”</span>'
