"""What is written into the chart while somebody starts a dose: the one who comes second reads what the first wrote."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from holdspace.care.dosing import actions
from holdspace.care.intake.actions import history, measurements, patients
from holdspace.chart.actions import record_observation
from holdspace.chart.models import DosingSession, EpisodeOfCare, MedicationStatement, TimeOutCheck
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from tests.care.dosing import build
from tests.care.dosing.test_at_one_moment import in_a_thread
from tests.fhir import build as fhir

pytestmark = pytest.mark.database
WAITS_S, DONE_WITHIN_S = 1, 20


def by_whom(session):
    return {"patient": session.row.patient, "by": session.house.alvarez, "at": session.later(0.1)}


def a_medicine(session):
    history.record_medicine(text="Phenelzine 15 mg", **by_whom(session))


def a_diagnosis(session):
    history.record_condition(text="Schizophrenia", code="F20.9", **by_whom(session))


def an_allergy(session):
    history.record_allergy(text="Ketamine", **by_whom(session))


def a_weight(session):
    given = by_whom(session) | {"by": session.house.bauer}
    record_observation(
        **given, effective_at=given["at"], system="http://loinc.org", code="29463-7", text="Body weight",
        number=Decimal(40), unit="kg",
    )  # fmt: skip


def a_pregnancy(session):
    given = by_whom(session) | {"by": session.house.bauer}
    measurements.record_pregnancy_test(**given, sample="urine", positive=True, tested_at=given["at"])


def a_death(session):
    patients.change_details(seen={}, is_deceased=True, **by_whom(session))


WRITTEN = [a_medicine, a_diagnosis, an_allergy, a_weight, a_pregnancy, a_death]


def start(session):
    return actions.start_dosing(dosing_session=session.row, by=session.house.osei, at=session.later(1))


class TestAStart:
    @pytest.mark.parametrize("write", WRITTEN)
    def test_waits_for_what_is_being_written_and_reads_it(self, own_database, postgresql_only, write):
        session = build.ready_to_start()
        with transaction.atomic():
            write(session)
            thread, outcome = in_a_thread(lambda: start(session))
            thread.join(WAITS_S)
            assert thread.is_alive(), "The start did not wait."
        thread.join(DONE_WITHIN_S)
        assert isinstance(outcome[0], NotYet), outcome
        assert DosingSession.objects.get(pk=session.row.pk).started_at is None

    def test_is_waited_for_by_a_medicine(self, own_database, postgresql_only):
        session = build.ready_to_start()
        with transaction.atomic():
            start(session)
            thread, outcome = in_a_thread(lambda: a_medicine(session))
            thread.join(WAITS_S)
            assert thread.is_alive(), "The medicine did not wait."
        thread.join(DONE_WITHIN_S)
        assert outcome == [None]
        assert MedicationStatement.objects.filter(patient=session.row.patient).exists()

    def test_is_waited_for_by_an_import(self, own_database, postgresql_only):
        session = build.ready_to_start()
        house = session.house
        fhir.bring_in(house.clinic, fhir.bundle(fhir.patient()))
        known = type(session.row.patient).objects.exclude(pk=session.row.patient_id).get()
        begun = {"opened_at": session.now, "opened_by": house.alvarez, "referred_by": "Dr Brook"}
        course = EpisodeOfCare.objects.create(patient=known, site=house.site, **begun)
        with transaction.atomic():
            EpisodeOfCare.objects.select_for_update().get(pk=course.pk)
            later = session.now + timedelta(days=1)
            news = fhir.bundle(fhir.patient(), fhir.sertraline())
            thread, outcome = in_a_thread(lambda: fhir.bring_in(house.clinic, news, at=later))
            thread.join(WAITS_S)
            assert thread.is_alive(), "The import did not wait."
        thread.join(DONE_WITHIN_S)
        assert not outcome[0][0].refused
        assert MedicationStatement.objects.filter(patient=known).exists()


class TestEveryWriteThatARuleReads:
    @pytest.mark.parametrize("write", WRITTEN)
    def test_holds_the_course_first(self, db, postgresql_only, write):
        session = build.ready_to_start()
        with CaptureQueriesContext(connection) as asked:
            write(session)
        held = [query["sql"] for query in asked.captured_queries if "FOR " in query["sql"]]
        assert EpisodeOfCare._meta.db_table in held[0]


class TestADecisionOnAPressure:
    """150 three times: a prescriber may decide; what is decided is what they have seen."""

    def raised(self):
        session = build.in_time_out()
        for _ in range(3):
            session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 150})
            session.answer("vital_signs", {})
            session.later(6)
        return session

    def decide(self, session, seen, by="lindqvist"):
        said = {"reason": "Long known", "seen": seen, "by": session.house.people[by], "at": session.now}
        return actions.decide_on_pressure(dosing_session=session.row, **said)

    def test_holds_for_the_numbers_it_was_made_on(self):
        session = self.raised()
        assert self.decide(session, str(session.picture.newest_set.event)).answer == "ok"

    def test_is_not_taken_over_by_a_set_that_came_meanwhile(self):
        session = self.raised()
        seen = str(session.picture.newest_set.event)
        session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 152})
        before = TimeOutCheck.objects.count()
        with pytest.raises(Refused, match="measured again meanwhile"):
            self.decide(session, seen)
        assert TimeOutCheck.objects.count() == before

    def test_is_not_offered_where_the_pressure_is_beyond_deciding(self):
        session = build.in_time_out()
        session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 190})
        session.answer("vital_signs", {})
        with pytest.raises(Refused, match="not a pressure that a prescriber may decide on"):
            self.decide(session, "")

    def test_is_a_prescribers(self):
        session = self.raised()
        with pytest.raises(Denied):
            self.decide(session, "", by="bauer")

    def test_is_judged_while_the_course_is_held(self, db, postgresql_only):
        session = self.raised()
        with CaptureQueriesContext(connection) as asked:
            self.decide(session, "")
        statements = [query["sql"] for query in asked.captured_queries]
        held = next(place for place, sql in enumerate(statements) if "FOR UPDATE" in sql)
        judged = next(place for place, sql in enumerate(statements) if TimeOutCheck._meta.db_table in sql)
        assert held < judged
