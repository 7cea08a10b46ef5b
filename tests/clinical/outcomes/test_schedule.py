"""What is asked when?"""

from datetime import date, timedelta

import pytest

from holdspace.clinical import instruments
from holdspace.clinical.outcomes import OCCASIONS, Lateness, ScheduleFacts, due
from holdspace.clinical.outcomes.schedule import FULL_BATTERY, TARGET

FIRST = date(2026, 3, 2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def asked(facts: ScheduleFacts, on: date) -> dict[str, str]:
    return {each.measure.title: f"{each.occasion.code} {each.lateness}" for each in due(facts, on)}


def of_occasion(facts: ScheduleFacts, on: date, code: str) -> set[str]:
    return {each.measure.title for each in due(facts, on) if each.occasion.code == code}


class TestTheBaseline:
    @pytest.mark.parametrize(("on", "measures"), [(-15, 0), (-14, 10), (0, 10)])
    def test_is_asked_in_the_14_days_before_the_first_dose(self, on, measures):
        assert len(of_occasion(ScheduleFacts(next_dose_on=FIRST), day(on), "baseline")) >= (measures - 2)
        if not measures:
            assert due(ScheduleFacts(next_dose_on=FIRST), day(on)) == ()

    def test_is_not_asked_again_once_answered_in_time(self):
        answered = {"phq-9": (day(-3),), "gad-7": (day(-15),)}
        titles = asked(ScheduleFacts(next_dose_on=FIRST, answered=answered), day(-1))
        assert "PHQ-9" not in titles
        assert titles["GAD-7"] == "baseline due"

    def test_takes_the_plans_own_measure_for_the_target(self):
        facts = ScheduleFacts(next_dose_on=FIRST, target="pcl-5", answered={"pcl-5": (day(-2),)})
        assert "The plan's own measure" not in asked(facts, day(-1))
        assert "The plan's own measure" in asked(ScheduleFacts(next_dose_on=FIRST, target="pcl-5"), day(-1))

    @pytest.mark.parametrize("code", ["wsas", "whodas-12"])
    def test_takes_either_scale_of_function(self, code):
        assert "WSAS or WHODAS" not in asked(ScheduleFacts(next_dose_on=FIRST, answered={code: (day(-2),)}), day(-1))

    def test_waits_for_a_day_to_be_booked(self):
        assert due(ScheduleFacts(), FIRST) == ()


class TestAfterADose:
    @pytest.mark.parametrize(
        ("on", "measure", "stands"),
        [
            (0, "CADSS", "same_day due"),
            (1, "CADSS", "same_day overdue"),
            (0, "Call", None),
            (1, "Call", "next_day due"),
            (2, "Call", "next_day due"),
            (3, "Call", "next_day overdue"),
            (7, "GAD-7", "week due"),
            (9, "GAD-7", "week due"),
            (10, "GAD-7", "week overdue"),
        ],
    )
    def test_each_measure_has_its_window(self, on, measure, stands):
        everything = {code: (day(-1),) for each in FULL_BATTERY for code in each.any_of}
        facts = ScheduleFacts(doses_on=(FIRST,), sessions_planned=3, target="phq-9", answered=everything)
        assert asked(facts, day(on)).get(measure) == stands

    def test_a_call_made_is_not_asked_for(self):
        facts = ScheduleFacts(doses_on=(FIRST,), answered={"call": (day(1),)})
        assert "Call" not in asked(facts, day(2))

    def test_a_later_occasion_takes_over_what_an_earlier_one_missed(self):
        facts = ScheduleFacts(doses_on=(FIRST, day(7)), sessions_planned=6)
        calls = [each for each in due(facts, day(9)) if each.measure.title == "Call"]
        assert [each.from_on for each in calls] == [day(8)]

    def test_session_3_is_the_middle(self):
        two = ScheduleFacts(doses_on=(FIRST, day(3)), sessions_planned=6)
        three = ScheduleFacts(doses_on=(FIRST, day(3), day(6)), sessions_planned=6)
        assert of_occasion(two, day(6), "mid_induction") == set()
        assert of_occasion(three, day(6), "mid_induction") == {"PHQ-9", "GAD-7", "The plan's own measure"}


class TestTheEnd:
    @pytest.mark.parametrize(
        ("planned", "booked", "on", "asked_for"),
        [(2, None, 4, True), (2, None, 3, False), (3, None, 4, False), (None, None, 4, False), (2, day(10), 4, False)],
    )
    def test_of_the_course_asks_the_full_battery(self, planned, booked, on, asked_for):
        facts = ScheduleFacts(doses_on=(FIRST, day(3)), sessions_planned=planned, next_dose_on=booked)
        assert (len(of_occasion(facts, day(on), "end_of_induction")) > 0) is asked_for

    @pytest.mark.parametrize(("on", "lateness"), [(10, Lateness.DUE), (11, Lateness.OVERDUE)])
    def test_is_late_after_7_days(self, on, lateness):
        facts = ScheduleFacts(doses_on=(FIRST, day(3)), sessions_planned=2)
        late = {each.lateness for each in due(facts, day(on)) if each.measure.title == "ISI"}
        assert late == {lateness}


class TestFollowUp:
    FACTS = ScheduleFacts(doses_on=(FIRST,), sessions_planned=1)

    @pytest.mark.parametrize(
        ("on", "opened"), [(29, None), (30, 30), (59, 30), (60, 60), (180, 180), (210, 180), (271, 271)]
    )
    def test_is_monthly_for_six_months_then_every_three(self, on, opened):
        craving = [each for each in due(self.FACTS, day(on)) if each.measure.title.startswith("Craving")]
        assert [each.from_on for each in craving] == ([day(opened)] if opened else [])

    def test_is_done_once_answered_in_its_month(self):
        facts = ScheduleFacts(doses_on=(FIRST,), sessions_planned=1, answered={"craving": (day(31),)})
        assert "Craving, 0 to 10" not in asked(facts, day(35))
        assert "Craving, 0 to 10" in asked(facts, day(60))


class TestTheTable:
    def test_names_instruments_that_exist(self):
        acts = {"side-effects", "call", "vital-signs", "changes", "registry-export", TARGET}
        known = {each.code for each in instruments.ALL}
        named = {code for each in OCCASIONS for measure in each.measures for code in measure.any_of}
        assert named - acts <= known

    def test_has_a_source_for_every_occasion(self):
        assert all(each.source.text and each.when for each in OCCASIONS)
