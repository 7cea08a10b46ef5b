"""Two people act at one moment: what a start rests on cannot change while it is being decided."""

import threading

import pytest
from django.db import connections, transaction

from holdspace.care.consent import actions as consent
from holdspace.care.dosing import actions
from holdspace.chart.models import Consent, DosingSession, EpisodeOfCare
from holdspace.chart.refusals import NotYet
from tests.care.dosing import build

pytestmark = pytest.mark.database


def in_a_thread(act):
    """Run one act beside this one; its outcome, once it is done."""
    outcome = []

    def run():
        try:
            outcome.append(act())
        except Exception as refusal:
            outcome.append(refusal)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


class TestConsentWithdrawnWhileSomebodyStarts:
    def test_is_seen_by_the_start(self, own_database, postgresql_only):
        session = build.ready_to_start()
        house = session.house
        with transaction.atomic():
            given = Consent.objects.get(episode=session.row.episode_id)
            consent.withdraw(consent=given, by=house.moreau, at=session.now)
            thread, outcome = in_a_thread(
                lambda: actions.start_dosing(dosing_session=session.row, by=house.bauer, at=session.now)
            )
            thread.join(1)
            assert thread.is_alive(), "The start did not wait for the withdrawal."
        thread.join(10)
        assert isinstance(outcome[0], NotYet)
        assert "withdrawn" in str(outcome[0])
        assert DosingSession.objects.get(pk=session.row.pk).state == "time_out"


class TestAnyActInASession:
    def test_holds_the_course_before_the_session(self, db, postgresql_only, django_assert_max_num_queries):
        session = build.ready_to_start()
        with django_assert_max_num_queries(200) as asked:
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        held = [query["sql"] for query in asked.captured_queries if "FOR UPDATE" in query["sql"]]
        assert EpisodeOfCare._meta.db_table in held[0]
        assert DosingSession._meta.db_table in held[1]
