"""Answers typed in one line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.instruments import (
    ALL,
    ASQ,
    AUDIT_C,
    C_SSRS,
    GAD_7,
    MDQ,
    MOCA,
    PC_PTSD_5,
    PHQ_9,
    PROMIS_DEPRESSION,
    PROMIS_GLOBAL_10,
    STOP_BANG,
    by_code,
    read_answers,
)

ZEROS = {item.code: 0 for item in GAD_7.items}


class TestALineOfAnswers:
    @pytest.mark.parametrize("line", ["0,0,0,0,0,0,0", "0 0 0 0 0 0 0", " 0, 0, 0, 0, 0, 0, 0 ", "0;0;0;0;0;0;0"])
    def test_is_read_with_commas_or_spaces(self, line: str) -> None:
        assert read_answers(GAD_7, line) == ZEROS

    @pytest.mark.parametrize("line", ["0,,0,0,0,0,0", "0 - 0 0 0 0 0", "0 ? 0 0 0 0 0", "0, ,0,0,0,0,0"])
    def test_may_hold_a_gap(self, line: str) -> None:
        assert read_answers(GAD_7, line) == ZEROS | {"control": None}

    def test_may_be_short(self) -> None:
        assert read_answers(GAD_7, "3") == {"nervous": 3}

    def test_gives_the_unscored_item_last(self) -> None:
        assert read_answers(PHQ_9, "0 0 0 0 0 0 0 0 0 2")["difficulty"] == 2

    @pytest.mark.parametrize("line", ["Q1=Y Q2=N Q6=N", "q1=yes,q2=no,q6=no", "1=1 2=0 6=0", "Q01 = Y Q2 = N Q6 = N"])
    def test_may_name_the_questions(self, line: str) -> None:
        assert read_answers(C_SSRS, line) == {"ideation_1": 1, "ideation_2": 0, "behaviour_ever": 0}

    def test_may_name_an_item_by_our_code_or_by_loinc(self) -> None:
        assert read_answers(PHQ_9, "self_harm=2 44250-9=1") == {"self_harm": 2, "interest": 1}

    def test_tells_question_6_ever_from_6_of_the_last_3_months(self) -> None:
        assert read_answers(C_SSRS, "Q6=Y Q6b=N") == {"behaviour_ever": 1, "behaviour_recent": 0}

    @pytest.mark.parametrize(("line", "sex"), [("2 1 1 sex=male", 1), ("2,1,1,sex=female", 2), ("2 1 1", None)])
    def test_may_say_who_the_person_is(self, line: str, sex: int | None) -> None:
        assert read_answers(AUDIT_C, line).get("sex") == sex

    def test_of_the_moca_takes_the_years_of_education(self) -> None:
        assert read_answers(MOCA, "25 education_years=12") == {"points": 25, "education_years": 12}

    def test_of_stop_bang_takes_values_as_they_were_measured(self) -> None:
        read = read_answers(STOP_BANG, "Y N Y N bmi=35.1 age=50 neck=40.5 male=Y")
        assert (read["bmi"], read["age"], read["neck"], read["male"]) == (Decimal("35.1"), 50, Decimal("40.5"), 1)

    def test_of_the_pc_ptsd_5_counts_its_questions_after_the_event(self) -> None:
        assert read_answers(PC_PTSD_5, "exposure=Y Q5=N") == {"exposure": 1, "guilt": 0}

    def test_of_global_10_goes_in_the_order_of_the_printed_form(self) -> None:
        assert list(read_answers(PROMIS_GLOBAL_10, "1 1 1 1 1 1 1 1 1 0")) == [
            f"item_{place:02d}" for place in (1, 2, 3, 4, 5, 9, 6, 10, 8, 7)
        ]

    def test_of_a_t_score_keeps_its_decimal(self) -> None:
        assert read_answers(PROMIS_DEPRESSION[0], "60.2") == {"t_score": Decimal("60.2")}

    def test_of_the_asq_may_hold_a_refusal(self) -> None:
        assert read_answers(ASQ, "N R N N") == {"item_01": 0, "item_02": 2, "item_03": 0, "item_04": 0}

    @pytest.mark.parametrize(
        ("line", "because"),
        [
            ("", "No answer was given. GAD-7 takes 7 answers"),
            ("0 0 0 0 0 0 0 0", "has 7 items; 8 answers were given"),
            ("often", "is not a number: 'often'"),
            ("1e0", "is not a number"),
            ("NaN", "is not a number"),
            ("Y", "is not a number"),
            ("1/2", "is not a number"),
            ("Q9=1", "GAD-7 has no item called Q9"),
            ("hunger=1", "GAD-7 has no item called hunger"),
            ("sex=male", "GAD-7 has no item called sex"),
            ("1 Q1=1", "nervous of GAD-7 is given twice"),
            ("Q1=1 Q1=2", "given twice"),
            ("=1", "no item called"),
            ("1 " * 3000, "longer than"),
        ],
    )
    def test_that_cannot_be_read_is_refused_in_words(self, line: str, because: str) -> None:
        with pytest.raises(ValueError, match=because):
            read_answers(GAD_7, line)

    @given(st.sampled_from(ALL), st.text(max_size=80))
    def test_of_whatever_characters_is_read_or_refused_in_words(self, instrument, line: str) -> None:
        try:
            read_answers(instrument, line)
        except ValueError as refusal:
            assert str(refusal).endswith((".", "'", '"', "...")) or " " in str(refusal)


class TestTheNameOfAnInstrument:
    @pytest.mark.parametrize("name", ["phq-9", "PHQ-9", "phq9", "Phq 9"])
    def test_may_be_written_as_people_write_it(self, name: str) -> None:
        assert by_code(name) is PHQ_9

    @pytest.mark.parametrize(
        ("name", "code"),
        [("C-SSRS-screener", "c-ssrs"), ("MOAA/S", "moaas"), ("WHODAS-12", "whodas-12"), ("whodas", "whodas-12")],
    )
    def test_may_be_another_that_is_in_use(self, name: str, code: str) -> None:
        assert by_code(name).code == code

    def test_means_one_instrument_only(self) -> None:
        for instrument in ALL:
            for name in (instrument.code, instrument.short, *instrument.also_called):
                assert by_code(name) is instrument, name

    @pytest.mark.parametrize("name", ["", "-", "phq", "phq-99"])
    def test_that_nobody_knows_is_answered_with_those_that_are(self, name: str) -> None:
        with pytest.raises(ValueError, match="Known: phq-9"):
            by_code(name)


def test_the_mdq_is_read_with_its_three_parts() -> None:
    read = read_answers(MDQ, "Y Y Y Y Y Y Y N N N N N N Y 2")
    assert (read["together"], read["problem"]) == (1, 2)
