"""What does a page say of a course: has it helped, when to stop, how far apart, what is due? As read and approved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.outcomes import RULES, STOP_RULES, StopFacts, course, due, rule_for, stop_rules
from holdspace.clinical.outcomes.course import ScoredAt
from holdspace.clinical.outcomes.maintenance import SPREADS, Visit, reviews, spacing
from holdspace.clinical.outcomes.numbers import STABLE_VISITS
from holdspace.clinical.outcomes.schedule import ScheduleFacts
from holdspace.clinical.thresholds import Limits
from tests.clinical.approved import approved, plainly

APPROVED = approved(__file__, "approved.json")
FIRST = datetime(2026, 5, 4, 9, tzinfo=UTC)
STABLE, LOSS, LOST, UNKNOWN = Visit.STABLE, Visit.PARTIAL_LOSS, Visit.LOST, Visit.UNKNOWN
VISITS: dict[str, tuple[Visit, ...]] = {
    "none": (),
    "stable": (STABLE,),
    "stable twice": (LOSS, STABLE, STABLE),
    "stable, then not known": (STABLE, UNKNOWN),
    "partial loss": (STABLE, LOSS),
    "lost": (STABLE, LOST),
    "up and down": (STABLE, LOSS, LOSS, STABLE),
}
SCORES: dict[str, tuple[str, tuple[tuple[int, str], ...]]] = {
    "no baseline": ("phq-9", ((-15, "18"), (2, "8"))),
    "not answered since": ("phq-9", ((-14, "18"),)),
    "response": ("phq-9", ((-1, "18"), (2, "10"), (9, "9"))),
    "remission": ("phq-9", ((-1, "18"), (2, "4"))),
    "not held": ("phq-9", ((-1, "18"), (2, "9"), (5, "12"))),
    "relapse": ("phq-9", ((-1, "18"), (2, "6"), (9, "14"), (16, "15"))),
    "partial": ("phq-9", ((-1, "18"), (2, "12"))),
    "none": ("phq-9", ((-1, "18"), (2, "17"))),
    "worse": ("phq-9", ((-1, "12"), (2, "20"))),
    "from 0": ("phq-9", ((-1, "0"), (2, "1"))),
    "well at the start": ("phq-9", ((-1, "4"), (2, "3"))),
    "worry": ("gad-7", ((-1, "15"), (2, "7"))),
    "strictly more than its line": ("lsas", ((-1, "100"), (2, "70"))),
    "well-being, higher is better": ("who-5", ((-1, "8"), (2, "18"))),
}
BOOKED = date(2026, 5, 11)
DOSES = tuple(date(2026, 5, 4) + timedelta(days=7 * each) for each in range(3))
DUE: dict[str, tuple[ScheduleFacts, date]] = {
    "nothing is booked": (ScheduleFacts(), DOSES[0]),
    "before the first dose": (ScheduleFacts(next_dose_on=BOOKED, target="phq-9"), BOOKED - timedelta(days=14)),
    "on the day of the dose": (ScheduleFacts(next_dose_on=BOOKED), BOOKED),
    "the day after": (ScheduleFacts(DOSES[:1]), DOSES[0] + timedelta(days=1)),
    "three days after": (ScheduleFacts(DOSES[:1]), DOSES[0] + timedelta(days=3)),
    "a week after": (ScheduleFacts(DOSES[:1], answered={"phq-9": (DOSES[0],)}), DOSES[0] + timedelta(days=10)),
    "the middle of the course": (ScheduleFacts(DOSES, sessions_planned=6, target="gad-7"), DOSES[2]),
    "the end of the course": (ScheduleFacts(DOSES, sessions_planned=3, target="pcl-5"), DOSES[2] + timedelta(days=8)),
    "two months later": (ScheduleFacts(DOSES, sessions_planned=3), DOSES[2] + timedelta(days=61)),
    "a year later": (ScheduleFacts(DOSES, sessions_planned=3), DOSES[2] + timedelta(days=366)),
}
STOPS: dict[str, StopFacts] = {
    "nothing is asked": StopFacts(4),
    "everything speaks for stopping": StopFacts(
        6, Decimal("24.9"), True, False, "a fall", True, True, True, True, True, True, True, 3
    ),
    "an adequate dose did nothing": StopFacts(4, Decimal("-10"), adequate_dose=True, pregnant=False),
    "all is well": StopFacts(6, Decimal(25), pregnant=False, unscheduled_requests=2),
}


def summed_up(name: str) -> dict[str, Any]:
    code, pairs = SCORES[name]
    rule = rule_for(code)
    assert rule is not None
    told = course((ScoredAt(FIRST + timedelta(days=day), Decimal(total)) for day, total in pairs), FIRST, rule)
    said = {"sentence": told.sentence(lambda at: f"{at.day} {at:%B}"), "response line": told.response_line}
    summed: dict[str, Any] = plainly(said | {name: value for name, value in vars(told).items() if name != "rule"})
    return summed


def listed(name: str) -> list[str]:
    return [
        f"{each.occasion.code}: {each.measure.title}, {each.from_on} to {each.until_on}, {each.lateness.value}"
        for each in due(*DUE[name])
    ]


ANSWERS: dict[str, tuple[Any, Callable[[str], Any]]] = {
    "rules": ([rule.instrument for rule in RULES], lambda code: plainly(rule_for(code))),
    "stop rules": (STOPS, lambda name: plainly(stop_rules(STOPS[name]))),
    "courses": (SCORES, summed_up),
    "due": (DUE, listed),
    "spacing": (VISITS, lambda name: [plainly(spacing(step, VISITS[name])) for step in range(len(SPREADS))]),
}


def said() -> dict[str, Any]:
    """Every case with what it says now."""
    return {chapter: {name: answer(name) for name in names} for chapter, (names, answer) in ANSWERS.items()}


CASES = [(chapter, name) for chapter, (names, _) in ANSWERS.items() for name in names]


class TestAnAnswer:
    @pytest.mark.parametrize(("chapter", "name"), CASES)
    def test_is_what_was_approved(self, chapter: str, name: str) -> None:
        assert ANSWERS[chapter][1](name) == APPROVED[chapter][name]

    def test_is_approved_for_no_case_that_is_gone(self) -> None:
        assert [(chapter, name) for chapter, names in APPROVED.items() for name in names] == CASES


class TestTheSpacing:
    def test_names_the_visits_the_clinic_asks_for(self) -> None:
        own = Limits.of_clinic(1, {STABLE_VISITS.code: Decimal(3)})
        assert spacing(0, VISITS["up and down"], own).says == (
            "4 sessions weekly without 3 stable visits in a row: look again."
        )
        assert spacing(0, (STABLE,) * 3, own).says == (
            "3 stable visits in a row: one step further apart, every 2 weeks."
        )


class TestAReview:
    def test_has_a_day_and_a_question(self) -> None:
        need, exposure = reviews(date(2026, 1, 1), need_on=date(2026, 2, 1))
        assert (need.code, need.title, need.due_on) == ("need", "Is maintenance still needed?", date(2026, 5, 3))
        assert (exposure.code, exposure.title, exposure.due_on) == ("exposure", "Total exposure", date(2026, 7, 3))


class TestEveryStopRule:
    def test_that_speaks_is_among_the_approved(self) -> None:
        spoken = {finding["rule"] for findings in APPROVED["stop rules"].values() for finding in findings}
        assert spoken == {rule.id for rule in STOP_RULES}
