"""The same entries give the same session, in whatever order and however often they come; no word silently wins."""

import os
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from holdspace.care.dosing.events.told import Told
from tests.care.dosing.histories import History, delivered, some_history

EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "500"))
DELIVERIES = 4


def projection(history: History, arrivals=None):
    """Everything on screen; the server's numbers of the entries are no part of it."""
    return replace(history.picture(arrivals), events=())


class TestAHistory:
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(seed=some.integers(min_value=0), length=some.integers(min_value=0, max_value=12))
    def test_is_the_same_session_in_any_order_and_any_multiplicity(self, seed, length):
        chance = Random(seed)
        history = some_history(chance, length)
        as_written = projection(history)
        for _ in range(DELIVERIES):
            assert projection(history, delivered(history.told, chance)) == as_written

    def test_ordered_by_arrival_would_not_be(self, monkeypatch):
        """The planted bug: an order that depends on what came first."""
        by_arrival = property(lambda one: (timedelta(one.sequence), one.device, one.device_sequence, str(one.id)))
        monkeypatch.setattr(Told, "order", by_arrival)
        different = 0
        for seed in range(40):
            chance = Random(seed)
            history = some_history(chance, 12)
            different += projection(history, delivered(history.told, chance)) != projection(history)
        assert different > 0


FIRST = {"mg": "40", "route": "im"}
PAIRS = [
    # the two corrections; what is asked; what counts
    ({"mg": "20", "route": "im"}, {"mg": "30", "route": "im"}, "conflict", ["40"]),
    ({"mg": "50", "route": "im"}, {"mg": "30", "route": "im"}, "conflict", ["50"]),
    ({"mg": "20", "route": "im"}, {"mg": "40", "route": "sc"}, "parallel", ["20"]),
    ({"mg": "20", "route": "im"}, {"mg": "20", "route": "im"}, None, ["20"]),
    (None, {"mg": "30", "route": "im"}, "conflict", ["40"]),
    (None, None, None, []),
    # The second left everything as it was.
    ({"mg": "20", "route": "im"}, FIRST, None, ["20"]),
]


class TestTwoCorrectionsThatDidNotKnowOfEachOther:
    @pytest.mark.parametrize(("one", "other", "asked", "counts"), PAIRS)
    def test_are_both_kept_and_named(self, one, other, asked, counts):
        history = History.begun()
        dose = history.add("dose", FIRST, 5)
        history.amend(dose, 9, one, device="left")
        history.amend(dose, 11, other, device="right")
        assert history.doses() == [Decimal(mg) for mg in counts]
        assert history.questions() == ([(asked, dose.id)] if asked else [])

    def test_are_told_apart_in_all_of_five_hundred_pairs(self):
        for seed in range(500):
            chance = Random(seed)
            history = History.begun()
            signs = {"systolic": 120, "diastolic": 80, "spo2": 97}
            target = history.add("vital_signs", signs, 5)
            first, second = (
                chance.choice(("heart_rate", "spo2", "respiratory_rate")),
                chance.choice(("heart_rate", "spo2")),
            )
            values = chance.randrange(60, 90), chance.randrange(60, 90)
            history.amend(target, 9, {**signs, first: values[0]}, device="left")
            history.amend(target, 11, {**signs, second: values[1]}, device="right")
            expected = "parallel" if first != second else None if values[0] == values[1] else "conflict"
            assert [about for about, _ in history.questions()] == ([expected] if expected else []), seed

    def test_in_sight_of_each_other_are_one_after_the_other(self):
        history = History.begun()
        dose = history.add("dose", FIRST, 5)
        first = history.amend(dose, 9, {"mg": "20", "route": "im"}, device="left")
        history.amend(dose, 8, {"mg": "30", "route": "im"}, device="right", seen=first)
        assert (history.doses(), history.questions()) == ([Decimal(30)], [])

    @pytest.mark.parametrize(("chosen", "counts"), [("first", "40"), ("left", "20"), ("right", "30")])
    def test_are_settled_by_a_person_who_chooses(self, chosen, counts):
        history = History.begun()
        dose = history.add("dose", FIRST, 5)
        which = {"first": dose, "left": history.amend(dose, 9, {"mg": "20", "route": "im"})}
        which["right"] = history.amend(dose, 11, {"mg": "30", "route": "im"}, device="right")
        keeps = {"event": str(dose.id), "about": "conflict", "how": "keep", "keeps": str(which[chosen].id)}
        history.add("resolve", keeps, 20, device="door")
        assert (history.doses(), history.questions()) == ([Decimal(counts)], [])

    def test_stay_a_question_when_a_third_comes_after_the_choice(self):
        history = History.begun()
        dose = history.add("dose", FIRST, 5)
        left = history.amend(dose, 9, {"mg": "20", "route": "im"})
        history.amend(dose, 11, {"mg": "30", "route": "im"}, device="right")
        keeps = {"event": str(dose.id), "about": "conflict", "how": "keep", "keeps": str(left.id)}
        history.add("resolve", keeps, 20, device="door")
        history.amend(dose, 25, {"mg": "50", "route": "im"}, device="hall")
        assert history.questions() == [("conflict", dose.id)]
        assert history.doses() == [Decimal(50)]


class TestTheSameDoseOnTwoTablets:
    @pytest.mark.parametrize(("minutes", "device", "mg", "is_asked"), [
        (5, "right", "40", True), (5.1, "right", "40", False), (1, "left", "40", False), (1, "right", "20", False),
    ])  # fmt: skip
    def test_is_asked_about_and_counts_twice_until_then(self, minutes, device, mg, is_asked):
        history = History.begun()
        history.add("dose", FIRST, 5)
        again = history.add("dose", {"mg": mg, "route": "im"}, 5 + minutes, device=device)
        assert len(history.doses()) == 2
        assert (("duplicate", again.id) in history.questions()) is is_asked

    @pytest.mark.parametrize(("answers", "counted"), [(["same"], 1), (["both"], 2), (["same", "both"], 2)])
    def test_counts_as_people_settle_it_and_nobody_hides_a_dose_that_another_says_was_given(self, answers, counted):
        history = History.begun()
        first = history.add("dose", FIRST, 5)
        again = history.add("dose", FIRST, 6, device="right")
        for place, how in enumerate(answers):
            said = {"event": str(again.id), "about": "duplicate", "how": how, "keeps": str(first.id), "because": "Seen"}
            history.add("resolve", said, 20 + place, device="door")
        assert (len(history.doses()), history.questions()) == (counted, [])


class TestAnEntryThatIsMissing:
    def test_is_asked_about_until_it_comes(self):
        history = History.begun()
        told = [history.add("words", {"text": text}, 5) for text in ("one", "two", "three")]
        without = [one for one in history.told if one is not told[1]]
        asked = [(one.about, one.event) for one in history.picture(without).questions]
        assert asked == [("gap", told[2].id)]
        assert history.picture().questions == ()


class TestAMoveOfThePhase:
    def test_that_comes_late_never_takes_the_session_back(self):
        history = History.begun()
        history.add("phase", {"to": "recovery"}, 40, device="right")
        history.add("phase", {"to": "stopped"}, 20, device="left")
        assert history.picture().state == "recovery"

    def test_that_no_gate_let_through_moves_nothing_and_is_asked_about(self):
        history = History.begun()
        moved = history.add("phase", {"to": "ready_to_leave"}, 40)
        assert (history.picture().state, history.questions()) == ("dosing", [("phase", moved.id)])

    def test_made_on_two_tablets_alike_is_no_question(self):
        history = History.begun()
        for device in ("left", "right"):
            history.add("phase", {"to": "recovery"}, 40, device=device)
        assert (history.picture().state, history.questions()) == ("recovery", [])
