"""What does the patient's page say of a history, and of what was asked and not found?"""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest

from holdspace.board import history
from holdspace.care.intake import actions
from holdspace.chart.actions import record_observation
from holdspace.clinical.eligibility.record import LOINC, SCREENING_FACT
from tests.board.build import signed_in
from tests.chart.build import MORNING, a_clinic, a_patient, a_weight

pytestmark = pytest.mark.database
ASKED = "14 May 2026"


def page_of(house, patient, query=""):
    """The patient's page as a monitor reads it."""
    return signed_in(house.bauer).get(f"/patients/{patient.pk}/{query}").content.decode()


def takes(house, patient, text="Sertraline 50 mg"):
    actions.record_medicine(patient=patient, text=text, by=house.bauer, at=MORNING)


def reviewed(house, patient, *, takes_nothing):
    actions.review_medicines(patient=patient, takes_nothing=takes_nothing, by=house.bauer, at=MORNING)


class TestMedicines:
    def test_nobody_asked_for_are_not_none(self):
        house = a_clinic()
        assert "That is not the same as none taken." in page_of(house, a_patient(house))

    def test_are_none_once_it_was_said_that_nothing_is_taken(self):
        house = a_clinic()
        patient = a_patient(house)
        reviewed(house, patient, takes_nothing=True)
        shown = page_of(house, patient)
        assert f"Takes nothing, asked on {ASKED}." in shown and "not the same" not in shown

    def test_are_all_there_once_the_list_was_said_to_be_complete(self):
        house = a_clinic()
        patient = a_patient(house)
        takes(house, patient)
        assert "said to be complete" not in page_of(house, patient)
        reviewed(house, patient, takes_nothing=False)
        assert f"The list was said to be complete on {ASKED}." in page_of(house, patient)

    def test_written_down_later_stand_beside_what_was_said(self):
        house = a_clinic()
        patient = a_patient(house)
        reviewed(house, patient, takes_nothing=True)
        takes(house, patient)
        shown = page_of(house, patient)
        assert "Sertraline 50 mg" in shown and f"On {ASKED} it was said that nothing is taken." in shown
        assert "Takes nothing" not in shown


class TestFamily:
    def test_nobody_asked_about_is_not_asked(self):
        house = a_clinic()
        assert family_of(house, a_patient(house)) == "Not asked."

    @pytest.mark.parametrize(("answer", "words"), [(True, "yes"), (False, "no")])
    def test_says_what_the_screening_was_told(self, answer, words):
        house = a_clinic()
        patient = a_patient(house)
        told_of_family(house, patient, answer)
        shown = family_of(house, patient)
        assert f"A parent, sibling or child with a psychotic disorder: {words}, asked on {ASKED}." in shown
        assert "Not asked" not in shown

    def test_says_the_newest_answer(self):
        house = a_clinic()
        patient = a_patient(house)
        told_of_family(house, patient, False, at=MORNING - timedelta(days=1))
        told_of_family(house, patient, True)
        told_of_family(house, patient, False, at=MORNING - timedelta(days=2))
        assert "disorder: yes" in family_of(house, patient) and "disorder: no" not in family_of(house, patient)


def told_of_family(house, patient, answer, at=MORNING):
    record_observation(
        patient=patient, by=house.bauer, at=at, effective_at=at, system=SCREENING_FACT,
        code="family-psychosis-first-degree", text="Psychosis in the family", boolean=answer,
    )  # fmt: skip


def family_of(house, patient):
    """What stands under Family."""
    card = page_of(house, patient).partition(">Family</h3>")[2].partition("</section>")[0].partition("</article>")[0]
    words = re.sub(r"<[^>]+>", " ", card.partition(">Contacts</h3>")[0])
    return unescape(" ".join(words.split()))


def measured(house, patient, number, *, days_ago, code="44261-6", text="PHQ-9 total", unit="{score}"):
    at = MORNING - timedelta(days=days_ago)
    return record_observation(
        patient=patient, by=house.bauer, at=at, effective_at=at, system=LOINC, code=code, text=text,
        number=Decimal(number), unit=unit,
    )  # fmt: skip


class TestMeasurements:
    def test_are_the_newest_of_each_kind(self):
        house = a_clinic()
        patient = a_patient(house)
        for days_ago, total in ((1, 11), (0, 9), (2, 17)):
            measured(house, patient, total, days_ago=days_ago)
        measured(house, patient, 2, days_ago=3, code="44260-8", text="PHQ-9 item 9")
        a_weight(house, patient, at=MORNING - timedelta(days=40))
        rows = history.sections(patient)["observations"]
        assert [(row.name, row.remark.split(" · ")[0]) for row in rows.rows] == [
            ("PHQ-9 total", "9"), ("PHQ-9 item 9", "2"), ("Body weight", "68 kg"),
        ]  # fmt: skip
        assert rows.total == 3

    def test_are_of_this_patient_alone(self):
        house = a_clinic()
        patient, other = a_patient(house), a_patient(house, given_name="Jamal", family_name="Rahman")
        measured(house, patient, 11, days_ago=2)
        measured(house, other, 3, days_ago=0)
        assert [row.remark.split(" · ")[0] for row in history.sections(patient)["observations"].rows] == ["11"]

    def test_are_all_shown_to_who_asks_for_everything(self):
        house = a_clinic()
        patient = a_patient(house)
        for days_ago, total in ((0, 9), (2, 17)):
            measured(house, patient, total, days_ago=days_ago)
        rows = history.sections(patient, everything=True)["observations"].rows
        assert [row.remark.split(" · ")[0] for row in rows] == ["9", "17"]

    def test_show_no_unit_where_a_score_has_none(self):
        house = a_clinic()
        patient = a_patient(house)
        measured(house, patient, 9, days_ago=0)
        shown = page_of(house, patient)
        assert "9 · typed in" in shown and "{score}" not in shown
