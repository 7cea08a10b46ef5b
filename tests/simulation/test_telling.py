"""Many lives told at once: in the order of time, never beyond now, never back."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from holdspace.simulation.house import zone_for
from holdspace.simulation.telling import Calendar, Diary, tell

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def _quiet(done: int, all_of_them: int) -> None:
    """Nobody watches."""


def _life(name: str, minutes: list[int], heard: list[str]):
    for minute in minutes:
        at = yield NOON - timedelta(minutes=minute)
        heard.append(f"{name} {int((NOON - at).total_seconds() // 60)}")


class TestStoriesToldAtOnce:
    def test_happen_in_the_order_of_time(self):
        heard: list[str] = []
        tell([_life("a", [50, 10], heard), _life("b", [40, 20], heard)], until=NOON, told=_quiet)
        assert heard == ["a 50", "b 40", "b 20", "a 10"]

    def test_may_reach_now_and_not_a_minute_beyond(self):
        heard: list[str] = []
        tell([_life("a", [0], heard)], until=NOON, told=_quiet)
        assert heard == ["a 0"]
        with pytest.raises(ValueError, match="past the end"):
            tell([_life("a", [-1], heard)], until=NOON, told=_quiet)

    def test_never_go_back(self):
        with pytest.raises(ValueError, match="goes back"):
            tell([_life("a", [10, 20], [])], until=NOON, told=_quiet)

    def test_end_with_the_first_fault_and_hide_nothing(self):
        def falls():
            yield NOON
            raise LookupError("refused")

        with pytest.raises(LookupError, match="refused"):
            tell([falls()], until=NOON, told=_quiet)

    def test_say_how_many_are_told(self):
        said: list[tuple[int, int]] = []
        tell([_life("a", [5], []), _life("b", [9], [])], until=NOON, told=lambda *step: said.append(step))
        assert said == [(1, 2), (2, 2)]


class TestACalendar:
    def _calendar(self) -> Calendar:
        return Calendar(NOON, ZoneInfo("UTC"), Random(1))

    @pytest.mark.parametrize(
        ("offset", "weekday"),
        # 14 May 2026 is a Thursday: days 4 and 5 before are Sunday and Saturday, 11 and 12 before are so as well.
        [(-4, 6), (-5, 5), (-11, 4), (-12, 4), (-10, 0)],
    )
    def test_moves_a_weekend_of_long_ago_to_its_friday(self, offset, weekday):
        assert self._calendar().day(offset).weekday() == weekday

    def test_never_answers_a_moment_before_the_last(self):
        calendar = self._calendar()
        first = calendar.at(-9, 15, loose=0)
        assert calendar.at(-9, 9, loose=0) > first


class TestADiary:
    def test_has_a_room_free_up_to_and_from_the_very_minute(self):
        diary = Diary()
        diary.take(["Room 1"], NOON, NOON + timedelta(hours=1))
        hour = timedelta(hours=1)
        assert diary.is_free("Room 1", NOON - hour, NOON)
        assert diary.is_free("Room 1", NOON + hour, NOON + 2 * hour)
        assert not diary.is_free("Room 1", NOON + timedelta(minutes=59), NOON + 2 * hour)
        assert diary.first_free(["Room 1", "Room 2"], NOON, NOON + hour) == "Room 2"


class TestTheZoneOfTheDemo:
    @pytest.mark.parametrize("hour", range(24))
    @pytest.mark.parametrize("month", [1, 7])
    def test_has_its_midday_near_whenever_it_is_filled(self, hour, month):
        at = datetime(2026, month, 10, hour, 30, tzinfo=UTC)
        here = at.astimezone(zone_for(at))
        assert time(10) <= here.time() <= time(16)
