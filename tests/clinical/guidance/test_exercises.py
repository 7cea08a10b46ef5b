"""Exercises: each says when, when not, how long and on whose word; under the drug nobody's breath is led."""

import json
import re
from dataclasses import replace

import pytest

from holdspace.clinical import catalogue
from holdspace.clinical.guidance import EXERCISES, Exercise, Moment, Step, Way, at_moment, by_code
from holdspace.clinical.guidance.breathing import FOLLOW_THE_BREATH, LONGER_OUT
from holdspace.clinical.sources import Mark

# What asks somebody to breathe otherwise than they do, wherever it stands in a step.
LED_BREATH = re.compile(
    r"hold (your|the) breath|breathe (in|out|slow|fast|deep)|deep breath|count\w* (your|the) breath|longer than in",
    re.IGNORECASE,
)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.code)


def spoken(exercise: Exercise) -> str:
    return " ".join(step.says for step in exercise.steps)


class TestAnExercise:
    @each_exercise
    def test_says_for_whom_and_when_not(self, exercise: Exercise) -> None:
        assert exercise.for_whom.endswith(".")
        assert all(each.endswith(".") for each in exercise.not_when)

    @each_exercise
    def test_lists_its_steps_and_seconds_as_our_judgement(self, exercise: Exercise) -> None:
        assert any(source.mark is Mark.JUDGEMENT for source in exercise.sources)
        listed = {place.source.text for place in catalogue.judgements()}
        assert {source.text for source in exercise.sources if source.mark is Mark.JUDGEMENT} <= listed

    @each_exercise
    def test_is_plain_data_that_a_page_can_carry(self, exercise: Exercise) -> None:
        told = json.loads(json.dumps(exercise.as_dict()))
        assert told["seconds"] == sum(step["seconds"] for step in told["steps"])
        assert told["not_when"] == list(exercise.not_when)
        assert Way(told["way"]) is exercise.way

    @each_exercise
    def test_is_short_enough_for_one_check_to_the_next(self, exercise: Exercise) -> None:
        assert exercise.seconds <= 10 * 60

    @pytest.mark.parametrize("part", ["moments", "not_when", "steps", "sources"])
    def test_cannot_be_written_without_a_part(self, part: str) -> None:
        with pytest.raises(ValueError, match="It must say when, when not, how, and who says so"):
            replace(LONGER_OUT, **{part: ()})

    @pytest.mark.parametrize(("seconds", "fits"), [(4, False), (5, True), (180, True), (181, False)])
    def test_has_steps_that_can_be_followed(self, seconds: int, fits: bool) -> None:
        if fits:
            assert Step("Stay.", seconds).seconds == seconds
            return
        with pytest.raises(ValueError, match="A step takes 5 to 180 seconds"):
            Step("Stay.", seconds)

    def test_tells_the_second_in_which_each_step_begins(self) -> None:
        assert [second for second, _ in FOLLOW_THE_BREATH.starts] == [0, 20, 50, 110]


class TestUnderTheDrug:
    @pytest.mark.parametrize("exercise", at_moment(Moment.UNDER), ids=lambda each: each.code)
    def test_no_step_leads_the_breath(self, exercise: Exercise) -> None:
        assert not LED_BREATH.search(spoken(exercise))

    def test_a_led_breath_would_be_seen(self) -> None:
        assert LED_BREATH.search(spoken(LONGER_OUT))
        assert LED_BREATH.search("Hold your breath and count to four.")

    def test_an_exercise_that_leads_it_cannot_be_written(self) -> None:
        with pytest.raises(ValueError, match="Under the drug nobody is asked to breathe otherwise"):
            replace(LONGER_OUT, moments=(Moment.BEFORE, Moment.UNDER))

    def test_every_exercise_that_leads_it_says_so_of_itself(self) -> None:
        assert [each.code for each in EXERCISES if LED_BREATH.search(spoken(each))] == ["longer-out"]
        assert [each.code for each in EXERCISES if each.changes_breath] == ["longer-out"]

    def test_there_are_words_for_fear_and_a_reminder_for_who_sits_there(self) -> None:
        offered = {each.code for each in at_moment(Moment.UNDER)}
        assert {"who-where-when", "hold-the-space"} <= offered
        assert offered.isdisjoint({"body-scan", "longer-out", "first-words"})


class TestTheLibraryOfExercises:
    def test_holds_something_of_every_way_under_codes_of_their_own(self) -> None:
        assert {each.way for each in EXERCISES} == set(Way)
        codes = [each.code for each in EXERCISES]
        assert len(set(codes)) == len(codes)
        assert by_code("body-scan") is not None and by_code("magic") is None

    def test_has_something_for_every_moment(self) -> None:
        assert all(at_moment(moment) for moment in Moment)
