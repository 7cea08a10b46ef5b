"""In which order do the rooms stand, and what does each card say?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from holdspace.board import rooms
from holdspace.care.dosing.actions.phases import move_phase
from holdspace.clinic.models import Room
from tests.board.build import board, under_the_drug
from tests.care.dosing.build import booked, in_time_out
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database
HIGH = {"systolic": 186, "diastolic": 108}


def minutes(count):
    return MORNING + timedelta(minutes=count)


def card_of(house, name, now, who="bauer"):
    return next(card for card in board(house.people[who], now)["rooms"] if card.name == f"Room {name}")


class TestRooms:
    def test_stand_with_the_most_overdue_first_then_the_soonest_then_the_free(self):
        house = a_clinic()
        for name, last in (("Soon", 21), ("Late", 0), ("Later", 10)):
            under_the_drug(house, started=minutes(0), measured=minutes(last), name=name)
        names = [card.name for card in board(house.bauer, minutes(25))["rooms"]]
        assert names == ["Room Late", "Room Later", "Room Soon", "Room 1", "Room 2"]

    def test_put_a_value_that_asks_for_somebody_now_before_a_late_check(self):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(0), name="Late")
        under_the_drug(house, started=minutes(0), measured=minutes(21), name="High", **HIGH)
        first = board(house.bauer, minutes(25))["rooms"][0]
        assert (first.name, first.alarm) == ("Room High", "act")
        assert "186" in first.alarm_words

    @pytest.mark.parametrize(
        ("now", "says", "link", "late"),
        [(30, "Vital signs at 11:30", "Open", 0), (31, "Vital signs were due 11:30", "Record", 1)],
    )
    def test_say_on_both_sides_of_a_check_what_is_due(self, now, says, link, late):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(20))
        shown = board(house.bauer, minutes(now))
        assert (shown["rooms"][0].due_words, shown["rooms"][0].link, shown["late"]) == (says, link, late)

    def test_show_the_newest_values_with_their_age(self):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(20), systolic=134, diastolic=84)
        card = card_of(house, "Maya", minutes(28))
        assert (card.values[0].name, card.values[0].value) == ("BP", "134/84")
        assert card.values_line == "8 min ago"
        assert card.patient_line == "T+28 min · IM 60\N{NO-BREAK SPACE}mg"

    def test_count_the_time_out_and_name_what_is_next(self):
        session = in_time_out()
        session.answer("identity")
        card = board(session.house.bauer, session.now)["rooms"][0]
        assert (card.figure, card.due_words) == ("1 of 12", "Next: consent today")
        assert card.squares.count("done") == 1

    def test_that_are_free_say_who_comes_next(self):
        house = a_clinic()
        booked(house, now=minutes(90))
        card = next(card for card in board(house.bauer, MORNING)["rooms"] if card.name == "Room 1")
        assert (card.status, card.figure, card.due_words) == ("free", "12:30", "Maya Okafor, dosing session")

    def test_of_somebody_who_was_transferred_say_so_and_lead_to_the_closing(self):
        house = a_clinic()
        session = under_the_drug(house, started=minutes(0), measured=minutes(10))
        why = {"by": house.bauer, "at": minutes(12), "because": "Chest pain; ambulance to St Anna"}
        move_phase(dosing_session=session, to="transferred", **why)
        card = card_of(house, "Maya", minutes(20))
        assert (card.status, card.link) == ("transferred", "Close")
        assert card.due_words == "Maya Okafor was transferred; the session is to be closed"
        assert card.href == reverse("dosing:closing", args=[session.pk])

    def test_on_hold_before_the_dose_ask_whether_to_go_on(self):
        session = in_time_out()
        why = {"by": session.house.bauer, "at": session.now, "because": "Pressure 172/104, again in 5 minutes"}
        move_phase(dosing_session=session.row, to="on_hold", **why)
        card = board(session.house.bauer, session.now)["rooms"][0]
        assert (card.status, card.due_words) == ("on_hold", "No dose was given; decide whether to go on")

    def test_of_another_clinic_are_never_shown(self):
        house, other = a_clinic(), a_clinic("Lindenhof")
        under_the_drug(other, started=minutes(0), measured=minutes(0), name="Elsewhere")
        shown = board(house.bauer, minutes(25))
        assert shown["under_way"] == 0
        assert {card.name for card in shown["rooms"]} == set(
            Room.objects.filter(site=house.site).values_list("name", flat=True)
        )


class TestWhetherEveryRoomIsCovered:
    def test_is_said_when_each_patient_has_a_monitor(self):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(0))
        assert board(house.bauer, minutes(5))["uncovered"] == []

    def test_is_denied_when_one_monitor_is_in_two_rooms(self):
        house = a_clinic()
        for name in ("Maya", "Jamal"):
            under_the_drug(house, started=minutes(0), measured=minutes(0), name=name)
        (fault,) = board(house.bauer, minutes(5))["uncovered"]
        assert fault == "T. Bauer RN is the monitor in Room Jamal and Room Maya at once."

    def test_is_denied_when_the_monitor_has_left_the_room(self):
        session = in_time_out()
        session.record("staff", did="out", staff=str(session.house.bauer.pk))
        (fault,) = board(session.house.bauer, session.now)["uncovered"]
        assert fault == "Room 1: no monitor is written down as in the room."


class TestNames:
    def test_are_initials_on_a_wall_display_and_lead_nowhere(self):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(0))
        shown = board(house.bauer, minutes(5), is_wall=True)
        card = shown["rooms"][0]
        assert (card.patient, card.patient_href, card.href) == ("MO", "", "")
        assert "waiting" not in shown and "present" not in shown

    @pytest.mark.parametrize(("who", "name"), [("bauer", "Maya Okafor"), ("alvarez", "Maya Okafor"), ("brandt", "MO")])
    def test_are_written_out_only_for_those_who_may_open_the_chart(self, who, name):
        house = a_clinic()
        under_the_drug(house, started=minutes(0), measured=minutes(0))
        assert board(house.people[who], minutes(5))["rooms"][0].patient == name


class TestTheItemsThatAreLeft:
    def test_keep_the_capitals_of_a_name(self):
        assert rooms.TITLES["suicide_risk"] == "C-SSRS since last visit"
        assert rooms.TITLES["identity"] == "right patient"
