"""What the tablet draws from: the facts of the server with their moments, and a band only where nothing is missing."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from holdspace.care.dosing.band import NoBand, drawn_band, scale_of
from holdspace.care.dosing.chart import SessionChart
from holdspace.care.dosing.chart_data import chart_data
from holdspace.care.dosing.events.picture import GivenDose
from holdspace.care.dosing.freshness import fading
from holdspace.care.dosing.prediction import OF_A_LOZENGE, for_the_screen, parts_of
from holdspace.chart.models import MedicationReview
from tests.care.dosing import build
from tests.care.dosing.test_pages import address, signed_in

pytestmark = pytest.mark.database


def with_the_list_whole(session):
    MedicationReview.objects.create(
        patient=session.row.patient, reviewed_at=session.now, takes_nothing=True,
        recorded_at=session.now, recorded_by=session.house.lindqvist,
    )  # fmt: skip
    return session


def after_a_dose(minutes=0):
    session = build.dosing()
    session.record("dose", mg="40", route="im")
    session.later(minutes)
    return session


def on_the_page(page: str, name: str):
    return json.loads(re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.S).group(1))


class TestTheFacts:
    def test_carry_each_measurement_with_its_moment_and_its_tone(self):
        session = after_a_dose(10)
        session.record("vital_signs", **build.GOOD_SIGNS | {"systolic": 190})
        data = chart_data(SessionChart(session.picture, now=session.now))
        newest = data["sets"][-1]
        assert newest["at"] == int(session.now.timestamp() * 1000)
        assert (newest["systolic"], newest["diastolic"], newest["spo2"]) == ("190", "76", "98")
        assert newest["tones"]["pressure"] == "stop"
        assert "respiratory_rate" not in newest

    def test_carry_a_hole_that_is_over_and_leave_the_one_that_lasts_to_the_clock(self):
        session = after_a_dose(20)
        chart = SessionChart(session.picture, now=session.now)
        assert [hole.lasts for hole in chart.holes] == [True]
        assert chart_data(chart)["holes"] == []
        session.record("vital_signs", **build.GOOD_SIGNS)
        (hole,) = chart_data(SessionChart(session.picture, now=session.now))["holes"]
        assert hole["words"] == "no check 10 min"

    def test_pin_what_was_said_and_not_what_was_taken_back(self):
        session = after_a_dose()
        session.record("words", text="The light")
        slip = session.record("music", text="changed")
        session.record("amend", event=str(slip.id), how="void", because="A slip")
        pins = chart_data(SessionChart(session.picture, now=session.now))["pins"]
        assert [(pin["icon"], pin["voice"]) for pin in pins] == [("message-square-quote", True)]


class TestAValue:
    def test_turns_grey_a_minute_after_the_next_set_was_due_and_is_struck_when_it_no_longer_counts(self):
        session = after_a_dose()
        due = session.picture.check.due_at
        fades = fading(session.picture, session.now)
        assert fades.stale_at == due + timedelta(seconds=60)
        assert fades.struck_at == session.now + timedelta(minutes=30)
        second = timedelta(seconds=1)
        said = [fades.word(at) for at in (fades.stale_at - second, fades.stale_at, fades.struck_at)]
        assert said == ["", "stale", "struck"]

    def test_is_never_fresh_for_longer_than_it_may_stand_for_the_present(self):
        session = build.let_go()
        assert session.picture.check is None
        assert fading(session.picture, session.now).stale_at == session.now + timedelta(minutes=30)


class TestTheBand:
    def test_comes_with_the_page_once_and_is_drawn_without_script_too(self):
        session = with_the_list_whole(after_a_dose())
        client: Client = signed_in(session)
        page = client.get(address("session", session)).content.decode()
        frame = on_the_page(page, "chart-frame")
        assert frame["prediction"]["told"]["label"] == ("Predicted effect band, population estimate, venous plasma")
        assert ">Predicted effect band</tspan>, population estimate, venous plasma</text>" in page
        assert on_the_page(page, "chart-data")["doses"][0]["mg"] == "40"
        assert "chart-frame" not in client.get(address("picture", session)).content.decode()

    def test_is_absent_and_says_so_while_the_list_of_medicines_is_not_whole(self):
        page = signed_in(session := after_a_dose()).get(address("session", session)).content.decode()
        assert on_the_page(page, "chart-frame")["prediction"]["told"] is None
        assert "No predicted band. Nobody has said that the list of medicines is whole." in page

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"weight_kg": None}, "No weight is recorded."),
            ({"route": "sl"}, OF_A_LOZENGE),
            ({"route": ""}, "No dose is ordered."),
            ({"weight_kg": Decimal(9)}, "Weight: 9 kg cannot be; it lies between 20 and 350 kg."),
        ],
    )
    def test_is_absent_when_an_input_is_missing_or_cannot_be(self, change, why):
        session = with_the_list_whole(build.dosing())
        assert for_the_screen(session.row, replace(session.picture, **change), at=session.now) == {
            "told": None,
            "why": why,
        }

    def test_is_absent_when_a_dose_went_another_way(self):
        session = with_the_list_whole(build.dosing())
        session.record("dose", mg="40", route="iv")
        told = for_the_screen(session.row, session.picture, at=session.now)["told"]
        assert isinstance(drawn_band(SessionChart(session.picture, now=session.now), told), NoBand)

    def test_ends_where_the_answers_end(self):
        session = with_the_list_whole(after_a_dose(300))
        told = for_the_screen(session.row, session.picture, at=session.now)["told"]
        chart = SessionChart(session.picture, now=session.now)
        across = float(drawn_band(chart, told).middle.split()[-1].split(",")[0])
        reached = chart.first + across / 100 * (chart.last - chart.first)
        assert told["until_min"] - 10 < reached <= told["until_min"]

    @pytest.mark.parametrize(("highest", "top"), [(0, 10), (100, 100), (101, 160), (480, 500), (501, 600)])
    def test_has_a_round_scale_above_its_highest(self, highest, top):
        assert scale_of(highest)[0] == top


class TestADoseByTheNose:
    def test_is_answered_by_its_devices(self):
        session = build.booked()
        given = [GivenDose(session.row.pk, session.now, Decimal(mg), None, "in", Decimal(0)) for mg in (20, 36)]
        assert parts_of(tuple(given), session.now) == [("in", 20, 0, 0), ("in", 8, 0, 0), ("in_later", 28, 0, 0)]
