"""What holds for every instrument and every way to fill it in."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from holdspace.clinical.instruments import ALL, Incomplete, Instrument, Item, Score, score
from holdspace.clinical.instruments.escalation import ACKNOWLEDGE_WITHIN, Tier, tier_of
from holdspace.clinical.instruments.scoring import is_needless

any_instrument = st.sampled_from(ALL)
# A form can have a hundred answers, which take their time to be drawn.
filling = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def any_answer(instrument: Instrument, item: Item) -> st.SearchStrategy[Any]:
    if item.number is None:
        return st.sampled_from([choice.value for choice in instrument.choices_of(item)])
    if item.number.decimals:
        return st.decimals(item.number.lowest, item.number.highest, places=item.number.decimals)
    return st.integers(int(item.number.lowest), int(item.number.highest))


def filled(instrument: Instrument, data: st.DataObject) -> dict[str, Any]:
    every = (*instrument.items, *instrument.about)
    return {item.code: data.draw(any_answer(instrument, item)) for item in every}


def without_some(answers: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    return {code: value for code, value in answers.items() if code in kept}


class TestAnyInstrument:
    @given(any_instrument, st.data())
    @filling
    def test_complete_has_a_total_within_its_scale_or_adds_nothing_up(self, instrument, data) -> None:
        result = score(instrument, filled(instrument, data))
        assert isinstance(result, Score)
        if instrument.tiers or not instrument.adds_up:
            assert result.total is None
        else:
            assert instrument.lowest <= result.total <= instrument.highest

    @given(any_instrument, st.data())
    @filling
    def test_with_a_gap_where_an_answer_is_due_has_no_total(self, instrument, data) -> None:
        answers = filled(instrument, data)
        gap = data.draw(st.sampled_from(instrument.scored_items))
        left = {code: value for code, value in answers.items() if code != gap.code}
        assume(not is_needless(gap, left))
        assume(not any(gap.code in pair for pair in instrument.either))
        result = score(instrument, left)
        assert isinstance(result, Incomplete)
        assert gap.code in result.missing

    @given(any_instrument, st.data())
    @filling
    def test_never_fails_on_part_of_a_form(self, instrument, data) -> None:
        told = score(instrument, without_some(filled(instrument, data), data)).as_dict()
        assert {"instrument", "total", "band", "subscales", "alerts", "missing"} <= set(told)
        json.dumps(told)

    @given(any_instrument, st.data())
    @filling
    def test_alarms_by_an_answer_however_little_else_is_answered(self, instrument, data) -> None:
        answers = filled(instrument, data)
        by_item = [alert for alert in score(instrument, answers).alerts if alert.item in answers and not alert.tier]
        for alert in by_item:
            assert alert in score(instrument, {alert.item: answers[alert.item]}).alerts

    @given(st.sampled_from([one for one in ALL if one.tiers]), st.data())
    @filling
    def test_never_alarms_less_gravely_by_one_more_answer(self, instrument, data) -> None:
        answers = filled(instrument, data)
        part = without_some(answers, data)
        before, after = score(instrument, part).alerts, score(instrument, answers).alerts
        assert gravest(after) <= gravest(before)

    @given(any_instrument, st.data())
    @filling
    def test_is_not_changed_by_remarks_that_do_not_count(self, instrument, data) -> None:
        answers = filled(instrument, data)
        in_scales = {code for scale in instrument.subscales for code in scale.items}
        remarks = [item for item in instrument.items if not item.scored and item.code not in in_scales]
        other = answers | {item.code: data.draw(any_answer(instrument, item)) for item in remarks}
        none = {code: value for code, value in answers.items() if code not in {item.code for item in remarks}}
        assert score(instrument, other) == score(instrument, answers) == score(instrument, none)

    @given(any_instrument, st.data())
    @filling
    def test_does_not_care_in_which_order_answers_are_told(self, instrument, data) -> None:
        answers = filled(instrument, data)
        told = data.draw(st.permutations(sorted(answers)))
        assert score(instrument, {code: answers[code] for code in told}) == score(instrument, answers)


def gravest(alerts) -> int:
    return min((tier_of(alert).rank for alert in alerts), default=len(Tier))


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.code)
class TestEveryInstrument:
    def test_says_what_time_its_answers_speak_of_and_who_gives_them(self, instrument: Instrument) -> None:
        assert instrument.recall_window
        assert instrument.rated_by in ("patient", "clinician", "staff")

    def test_gives_each_item_one_code_and_each_answer_one_value(self, instrument: Instrument) -> None:
        codes = [item.code for item in (*instrument.items, *instrument.about)]
        assert len(codes) == len(set(codes))
        # "total" means what all items come to, on pages and in alerts.
        assert "total" not in codes
        for item in instrument.items:
            values = [choice.value for choice in instrument.choices_of(item)]
            assert len(values) == len(set(values))
            assert bool(values) != (item.number is not None)

    def test_clocks_a_risk_as_its_tier_is_clocked(self, instrument: Instrument) -> None:
        for alert in instrument.alerts:
            if alert.within_minutes is not None:
                assert alert.within_minutes == ACKNOWLEDGE_WITHIN[tier_of(alert)].published

    def test_says_in_a_sentence_what_an_alarm_asks_for(self, instrument: Instrument) -> None:
        assert all(alert.says.endswith(".") for alert in instrument.alerts)

    def test_alarms_by_an_item_that_it_has(self, instrument: Instrument) -> None:
        items = {item.code for item in instrument.items} | {"total"}
        assert {alert.item for alert in instrument.alerts} <= items
        for alert in instrument.alerts:
            if alert.item != "total":
                counts = [choice.counts for choice in instrument.choices_of(instrument.item(alert.item))]
                assert min(counts) < alert.at_least <= max(counts)


class TestTheAlarmsOfTheReference:
    """Instruments reference, section H: none is left out."""

    @pytest.mark.parametrize(
        ("code", "item", "at_least"),
        [
            ("phq-9", "self_harm", 1),
            ("qids-sr16", "item_12", 2),
            ("madrs", "item_10", 4),
            ("pcl-5", "total", 60),
            ("asrm", "total", 6),
            ("dast-10", "total", 6),
            ("audit", "total", 20),
            ("pq-16", "total", 1),
            ("luts", "blood", 1),
        ],
    )
    def test_runs_a_clock(self, code: str, item: str, at_least: int) -> None:
        by_code = {instrument.code: instrument for instrument in ALL}
        (alert,) = [one for one in by_code[code].alerts if (one.item, one.at_least) == (item, at_least)]
        assert alert.within_minutes is not None

    @pytest.mark.parametrize(("code", "points"), [("pcl-5", 10), ("moca", 3), ("luts", 4), ("ipss", 4)])
    def test_by_a_change_stands_with_the_changes(self, code: str, points: int) -> None:
        by_code = {instrument.code: instrument for instrument in ALL}
        change = by_code[code].change
        assert change is not None
        assert change.worse_by is not None
        assert change.worse_by.value == points


@pytest.mark.parametrize(
    ("code", "better"),
    [("phq-9", "lower"), ("who-5", "higher"), ("aldrete", "higher"), ("meq-30", "neither"), ("rass", "neither")],
)
def test_says_which_way_is_better(code: str, better: str) -> None:
    assert next(one for one in ALL if one.code == code).better == better


def test_what_has_rules_of_change_has_a_way_that_is_better() -> None:
    assert all(one.better != "neither" for one in ALL if one.change)
