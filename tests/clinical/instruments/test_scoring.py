"""What a filled form adds up to."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.instruments import (
    ALL,
    AUDIT_C,
    C_SSRS,
    C_SSRS_SINCE_LAST_VISIT,
    GAD_7,
    PC_PTSD_5,
    PHQ_9,
    Band,
    Incomplete,
    Instrument,
    Item,
    Rights,
    Score,
    band_of,
    by_code,
    in_order,
    score,
)
from holdspace.clinical.instruments.audit_c import is_positive
from holdspace.clinical.sources import Source

EXAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "scoring_examples.csv"
SHORT = {instrument.short: instrument for instrument in (PHQ_9, GAD_7, PC_PTSD_5)}
POSITIVE = {"positive": "1", "below the cut-off": "0"}


def filled(instrument: Instrument, value: int) -> dict[str, int]:
    return {item.code: value for item in instrument.scored_items}


def complete(instrument: Instrument, draw) -> dict[str, int | Decimal]:
    """Any complete form: every answer one of those that can be given."""
    return {item.code: draw(any_answer(instrument, item)) for item in (*instrument.items, *instrument.about)}


def any_answer(instrument: Instrument, item: Item) -> st.SearchStrategy:
    if item.number is None:
        return st.sampled_from([choice.value for choice in instrument.choices_of(item)])
    if item.number.decimals:
        return st.decimals(item.number.lowest, item.number.highest, places=item.number.decimals)
    return st.integers(int(item.number.lowest), int(item.number.highest))


def examples(*names: str) -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        pytest.skip("The published scoring examples are not beside this checkout (../shared/reference).")
    with EXAMPLES.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["instrument"] in names]
    assert rows
    return rows


def expected(row: dict[str, str]) -> dict[str, str]:
    return dict(part.split("=") for part in row["expected"].split(";"))


class TestAPublishedExample:
    def test_of_the_phq_9_and_gad_7_gives_its_total_band_and_item_9(self):
        for row in examples("PHQ-9", "GAD-7"):
            instrument = SHORT[row["instrument"]]
            answers = in_order(instrument, [int(value) for value in row["answers"].split()])
            result, says = score(instrument, answers), expected(row)
            assert (str(result.total), result.band) == (says["total"], says["band"]), row["example_id"]
            if "item9" in says:
                assert answers["self_harm"] == int(says["item9"])
                assert bool(result.alerts) == (int(says["item9"]) >= 1), row["example_id"]

    def test_of_the_pc_ptsd_5_counts_nothing_without_an_event(self):
        for row in examples("PC-PTSD-5"):
            result = score(PC_PTSD_5, in_order(PC_PTSD_5, [int(value) for value in row["answers"].split()]))
            says = expected(row)
            assert (str(result.total), POSITIVE[result.band]) == (says["total"], says["positive"]), row["example_id"]

    def test_of_the_audit_c_is_positive_by_sex(self):
        for row in examples("AUDIT-C(male)", "AUDIT-C(female)"):
            sex = row["instrument"].removeprefix("AUDIT-C(").removesuffix(")")
            result = score(AUDIT_C, in_order(AUDIT_C, [int(value) for value in row["answers"].split()]))
            says = expected(row)
            assert (str(result.total), str(int(is_positive(result.total, sex=sex)))) == (
                says["total"],
                says["positive"],
            ), row["example_id"]

    def test_of_the_c_ssrs_falls_in_its_tier(self):
        codes = {f"Q{place}": f"ideation_{place}" for place in range(1, 6)}
        codes |= {"Q6": "behaviour_ever", "Q6b": "behaviour_recent"}
        for row in examples("C-SSRS-screener"):
            pairs = [answer.split("=") for answer in row["answers"].split()]
            result = score(C_SSRS, {codes[question]: int(said == "Y") for question, said in pairs})
            assert result.band == expected(row)["tier"], row["example_id"]


class TestABand:
    @pytest.mark.parametrize(
        ("instrument", "total", "band"),
        [
            (PHQ_9, 0, "minimal"),
            (PHQ_9, 4, "minimal"),
            (PHQ_9, 5, "mild"),
            (PHQ_9, 9, "mild"),
            (PHQ_9, 10, "moderate"),
            (PHQ_9, 14, "moderate"),
            (PHQ_9, 15, "moderately severe"),
            (PHQ_9, 19, "moderately severe"),
            (PHQ_9, 20, "severe"),
            (PHQ_9, 27, "severe"),
            (GAD_7, 4, "minimal"),
            (GAD_7, 5, "mild"),
            (GAD_7, 9, "mild"),
            (GAD_7, 10, "moderate"),
            (GAD_7, 14, "moderate"),
            (GAD_7, 15, "severe"),
            (GAD_7, 21, "severe"),
            (PC_PTSD_5, 2, "below the cut-off"),
            (PC_PTSD_5, 3, "positive"),
            (PC_PTSD_5, 5, "positive"),
            (AUDIT_C, 2, "below the cut-off"),
            (AUDIT_C, 3, "positive for women"),
            (AUDIT_C, 4, "positive"),
            (AUDIT_C, 12, "positive"),
        ],
    )
    def test_starts_and_ends_where_its_authors_say(self, instrument, total, band):
        assert band_of(instrument, total) == band

    @pytest.mark.parametrize(("instrument", "total"), [(PHQ_9, 28), (PHQ_9, -1), (GAD_7, 22), (PC_PTSD_5, 6)])
    def test_is_refused_for_a_total_the_scale_cannot_have(self, instrument, total):
        with pytest.raises(ValueError, match=f"not to {total}"):
            band_of(instrument, total)

    def test_is_not_known_where_nothing_is_added_up(self):
        with pytest.raises(ValueError, match="C-SSRS adds nothing up"):
            band_of(C_SSRS, 3)

    @given(st.data())
    def test_takes_in_every_complete_form_once(self, data):
        instrument = data.draw(st.sampled_from(ALL))
        result = score(instrument, complete(instrument, data.draw))
        assert isinstance(result, Score)
        if instrument.tiers:
            assert result.band in {instrument.no_tier, *(tier.name for tier in instrument.tiers)}
            return
        if not instrument.bands:
            assert result.band == ""
            return
        read = result.index if instrument.bands_read == "index" else result.total
        ends = [band.at_least for band in instrument.bands[1:]] + [Decimal(1000)]
        homes = [b.name for b, end in zip(instrument.bands, ends, strict=True) if b.at_least <= read < end]
        assert homes == [result.band]

    @given(st.data())
    def test_is_never_given_to_a_form_with_a_gap(self, data):
        instrument = data.draw(st.sampled_from((PHQ_9, GAD_7, AUDIT_C)))
        answers = {item.code: 1 for item in instrument.scored_items}
        gap = data.draw(st.sampled_from(sorted(answers)))
        del answers[gap]
        assert score(instrument, answers).missing == (gap,)


class TestAGap:
    def test_gives_no_total_but_names_what_is_missing(self):
        answers = filled(PHQ_9, 1) | {"sleep": None, "energy": None}
        assert score(PHQ_9, answers).missing == ("sleep", "energy")

    def test_still_raises_the_alert_of_an_answer_already_given(self):
        result = score(PHQ_9, {"self_harm": 1})
        assert isinstance(result, Incomplete)
        assert [alert.item for alert in result.alerts] == ["self_harm"]

    def test_in_the_c_ssrs_still_raises_the_tier_already_reached(self):
        result = score(C_SSRS, {"ideation_4": 1})
        assert isinstance(result, Incomplete)
        assert [alert.tier for alert in result.alerts] == ["high"]

    def test_in_an_unscored_item_does_not_matter(self):
        assert score(PHQ_9, filled(PHQ_9, 1)).total == 9
        assert score(PHQ_9, filled(PHQ_9, 1) | {"difficulty": 3}).total == 9


class TestAnAnswer:
    @pytest.mark.parametrize("value", [4, -1, 99])
    def test_out_of_range_is_refused_with_what_is_possible(self, value):
        with pytest.raises(ValueError, match=f"can be 0, 1, 2, 3; {value} was given"):
            score(PHQ_9, filled(PHQ_9, 1) | {"sleep": value})

    @pytest.mark.parametrize("value", [1.0, 1.5, "1", True])
    def test_that_is_not_a_whole_number_is_refused(self, value):
        with pytest.raises(ValueError, match="not a whole number"):
            score(PHQ_9, filled(PHQ_9, 1) | {"sleep": value})

    def test_to_an_item_the_scale_does_not_have_is_refused(self):
        with pytest.raises(ValueError, match="PHQ-9 has no item called hunger"):
            score(PHQ_9, filled(PHQ_9, 1) | {"hunger": 1})

    def test_too_many_is_refused(self):
        with pytest.raises(ValueError, match="has 10 items; 11 answers"):
            in_order(PHQ_9, [0] * 11)


class TestThePHQ9:
    @pytest.mark.parametrize(("answer", "alerts"), [(0, 0), (1, 1), (3, 1)])
    def test_asks_for_the_c_ssrs_from_the_first_thought_of_death(self, answer, alerts):
        assert len(score(PHQ_9, filled(PHQ_9, 0) | {"self_harm": answer}).alerts) == alerts


class TestTheGAD7:
    @pytest.mark.parametrize(("last", "alerts"), [(2, 0), (3, 1)])
    def test_asks_for_a_review_from_the_severe_band(self, last, alerts):
        answers = filled(GAD_7, 2) | {"afraid": last}
        assert len(score(GAD_7, answers).alerts) == alerts


class TestThePCPTSD5:
    @pytest.mark.parametrize(("yes", "alerts"), [(2, 0), (3, 1)])
    def test_asks_for_the_pcl_5_when_positive(self, yes, alerts):
        answers = in_order(PC_PTSD_5, [1] + [1] * yes + [0] * (5 - yes))
        assert len(score(PC_PTSD_5, answers).alerts) == alerts

    def test_asks_only_for_the_event_when_nothing_else_is_known(self):
        assert score(PC_PTSD_5, {}).missing == ("exposure",)

    def test_needs_every_answer_after_an_event(self):
        assert len(score(PC_PTSD_5, {"exposure": 1, "numb": 1}).missing) == 4

    def test_does_not_add_the_event_itself(self):
        assert score(PC_PTSD_5, filled(PC_PTSD_5, 1)).total == 5


class TestTheAuditC:
    @pytest.mark.parametrize(
        ("total", "sex", "positive"),
        [
            (2, "female", False),
            (3, "female", True),
            (3, "male", False),
            (4, "male", True),
            (2, "unknown", False),
            (3, "unknown", None),
            (3, "other", None),
            (4, "unknown", True),
        ],
    )
    def test_is_positive_by_sex_and_undecided_where_sex_would_decide(self, total, sex, positive):
        assert is_positive(total, sex=sex) is positive

    def test_of_somebody_who_never_drinks_asks_nothing_more(self):
        assert score(AUDIT_C, {"frequency": 0}).total == 0

    def test_counts_drinks_beside_a_never(self):
        assert score(AUDIT_C, {"frequency": 0, "amount": 3, "six_or_more": 1}).total == 4


class TestTheCSSRS:
    @pytest.mark.parametrize(
        ("yes", "tier", "level"),
        [
            ((), "none", 0),
            (("ideation_1",), "low", 1),
            (("ideation_2",), "low", 2),
            (("ideation_2", "ideation_3"), "moderate", 3),
            (("ideation_2", "ideation_4"), "high", 4),
            (("ideation_2", "ideation_5"), "high", 5),
            (("behaviour_ever",), "moderate", 0),
            (("behaviour_ever", "behaviour_recent"), "high", 0),
            (("ideation_1", "behaviour_ever"), "moderate", 1),
        ],
    )
    def test_goes_by_the_gravest_answer_and_adds_nothing_up(self, yes, tier, level):
        result = score(C_SSRS, filled(C_SSRS, 0) | dict.fromkeys(yes, 1))
        assert (result.total, result.band, result.subscales["ideation"]) == (None, tier, level)

    def test_asks_levels_3_to_5_only_after_level_2(self):
        assert score(C_SSRS, {"ideation_1": 1, "ideation_2": 0, "behaviour_ever": 0}).band == "low"
        after = score(C_SSRS, {"ideation_1": 1, "ideation_2": 1, "behaviour_ever": 0})
        assert after.missing == ("ideation_3", "ideation_4", "ideation_5")

    def test_asks_for_the_last_3_months_only_after_any_behaviour(self):
        asked = score(C_SSRS, {"ideation_1": 0, "ideation_2": 0, "behaviour_ever": 1})
        assert asked.missing == ("behaviour_recent",)

    def test_believes_a_level_4_beside_a_no_to_level_2(self):
        answers = {"ideation_1": 0, "ideation_2": 0, "ideation_4": 1, "behaviour_ever": 0}
        assert score(C_SSRS, answers).band == "high"

    @pytest.mark.parametrize(
        ("yes", "tier"),
        [("ideation_2", "low"), ("ideation_3", "moderate"), ("ideation_4", "high"), ("behaviour", "high")],
    )
    def test_since_last_visit_takes_any_new_behaviour_as_high(self, yes, tier):
        answers = filled(C_SSRS_SINCE_LAST_VISIT, 0) | {"ideation_2": 1, yes: 1}
        assert score(C_SSRS_SINCE_LAST_VISIT, answers).band == tier

    @pytest.mark.parametrize("instrument", [C_SSRS, C_SSRS_SINCE_LAST_VISIT])
    def test_is_entered_by_question_number_without_its_wording(self, instrument):
        assert instrument.rights is Rights.PERM
        assert all("?" not in item.text and " you " not in item.text for item in instrument.items)

    @pytest.mark.parametrize(("yes", "within"), [("ideation_4", 5), ("ideation_3", 60), ("ideation_1", 1440)])
    def test_wants_to_be_seen_the_sooner_the_graver(self, yes, within):
        alerts = score(C_SSRS, filled(C_SSRS, 0) | {yes: 1}).alerts
        assert [alert.within_minutes for alert in alerts] == [within]


class TestAnInstrument:
    def test_is_found_by_its_code(self):
        assert [by_code(instrument.code) for instrument in ALL] == list(ALL)

    def test_that_is_not_known_is_named_with_those_that_are(self):
        with pytest.raises(ValueError, match=r"no instrument called phq-99. Known: phq-9"):
            by_code("phq-99")

    @pytest.mark.parametrize(
        ("bands", "complaint"),
        [
            ((Band(0, "low"), Band(0, "high")), "not in rising order"),
            ((Band(1, "low"),), "starts at 1, the scale at 0"),
            ((), "needs either bands or tiers"),
        ],
    )
    def test_with_bands_that_cannot_be_is_refused(self, bands, complaint):
        with pytest.raises(ValueError, match=complaint):
            Instrument(
                code="x",
                title="X",
                short="X",
                asks="",
                recall_window="",
                items=(Item("a", "A"),),
                choices=PHQ_9.choices,
                bands=bands,
                source=Source.judgement("a test"),
                rights=Rights.TEXT,
                rights_statement="",
            )
