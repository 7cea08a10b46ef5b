"""A dose that comes, or is corrected, once the session is closed: the closing stays, and everybody reckons with now."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from holdspace.care.dosing import actions
from holdspace.care.planning.reckoning import order_facts
from holdspace.chart import facts
from holdspace.chart.given import given_in, last_given_at
from holdspace.chart.models import DoseOrder, DosingSession, SessionClosing
from holdspace.chart.progress import doses_of
from holdspace.clinical.pathway import Step, own_blocks
from tests.care.dosing import build
from tests.chart.build import PASSWORD

pytestmark = pytest.mark.database


def closed() -> build.Session:
    """60 mg given at 9:00, closed as given."""
    session = build.let_go()
    actions.close_session(
        dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=session.house.bauer, at=session.later(5)
    )
    session.later(60)
    return session


def row_of(session: build.Session) -> DosingSession:
    return DosingSession.objects.select_related("closing", "episode__patient").get(pk=session.row.pk)


def correct(session: build.Session, how: str = "replace", **payload: Any) -> None:
    first = session.row.events.get(kind="dose")
    said = {"event": str(first.id), "how": how, "because": "The syringe was read again"}
    session.record("amend", **said, **({"payload": {"mg": "60", "route": "im"} | payload} if how == "replace" else {}))


class TestADoseThatComesAfterClosing:
    def test_counts_in_what_was_given(self):
        session = closed()
        assert given_in(row_of(session)).mg == 60
        session.record("dose", mg="20", route="im")
        given = given_in(row_of(session))
        assert (given.mg, given.changed_by, given.unaccounted_mg) == (80, 20, -20)
        assert given.is_changed_after_closing

    def test_leaves_the_signed_closing_as_it_is(self):
        session = closed()
        session.record("dose", mg="20", route="im")
        assert SessionClosing.objects.get().given_mg == 60

    def test_is_what_the_guards_of_the_next_order_read(self):
        session = closed()
        session.record("dose", mg="20", route="im")
        (earlier,) = order_facts(session.row.episode, session.now).earlier
        assert earlier.amount.value == 80

    def test_moves_the_days_to_the_next(self):
        session = closed()
        before = last_given_at(session.row.patient)
        session.record("dose", mg="20", route="im")
        assert last_given_at(session.row.patient) == session.now > before
        assert facts.for_episode(session.row.episode, at=session.now).last_given_at == session.now

    def test_is_what_the_course_chart_shows(self):
        session = closed()
        session.record("dose", mg="20", route="im")
        (dose,) = doses_of(session.row.episode)
        assert dose.given.mg == 80


class TestACorrectionAfterClosing:
    @pytest.mark.parametrize(("mg", "changed"), [("60", False), ("59.9", True), ("90", True)])
    def test_is_flagged_when_the_sum_is_another(self, mg, changed):
        session = closed()
        correct(session, mg=mg)
        given = given_in(row_of(session))
        assert (given.mg, given.is_changed_after_closing) == (Decimal(mg), changed)

    def test_that_takes_the_dose_back_leaves_nothing_given(self):
        session = closed()
        correct(session, "void")
        assert given_in(row_of(session)).mg == 0
        assert order_facts(session.row.episode, session.now).earlier == ()

    def test_to_another_route_is_what_the_guards_read(self):
        session = closed()
        correct(session, route="iv")
        (earlier,) = order_facts(session.row.episode, session.now).earlier
        assert earlier.route.value == "iv"

    def test_of_something_else_leaves_the_dose_alone(self):
        session = closed()
        signs = session.row.events.filter(kind="vital_signs").first()
        session.record("amend", event=str(signs.id), how="void", because="Wrong arm")
        given = given_in(row_of(session))
        assert not given.is_changed_after_closing
        assert given.heard_at < session.now


class TestAnOrderSignedBefore:
    def ordered(self, session: build.Session) -> DoseOrder:
        """The next order, signed an hour after closing."""
        first = session.row.order
        return DoseOrder.objects.create(
            patient=first.patient, episode=first.episode, plan=first.plan, dose_number=2, route="im", drug="ketamine",
            ordered_value=60, ordered_unit="mg", weight_kg=68, weight_observation=first.weight_observation, dose_mg=60,
            concentration_mg_per_ml=50, signed_at=session.now, recorded_at=session.now,
            recorded_by=session.house.lindqvist,
        )  # fmt: skip

    def unaware(self, session: build.Session) -> list[str]:
        course = facts.for_episode(session.row.episode, at=session.later(1))
        return [block.says for block in own_blocks(Step.DOSE_ORDER, course) if block.code == "order_unaware"]

    def test_is_overtaken_by_a_late_dose(self):
        session = closed()
        self.ordered(session)
        assert not self.unaware(session)
        session.record("dose", mg="20", route="im")
        assert self.unaware(session) == ["Recorded since the order: dose 1 is now 80 mg."]

    def test_is_not_overtaken_by_what_was_known_when_it_was_signed(self):
        session = closed()
        session.record("dose", mg="20", route="im")
        session.later(1)
        self.ordered(session)
        assert not self.unaware(session)


class TestADoseInASessionThatEndedAsNotDosed:
    def test_counts_for_the_days_and_the_guards(self):
        session = build.in_time_out()
        actions.abandon(dosing_session=session.row, because="Fever", by=session.house.bauer, at=session.now)
        assert last_given_at(session.row.patient) is None
        session.later(10)
        session.record("dose", mg="15", route="im")
        assert last_given_at(session.row.patient) == session.now
        (earlier,) = order_facts(session.row.episode, session.now).earlier
        assert (earlier.amount.value, earlier.at) == (15, session.now)


class TestTheSheet:
    def page(self, session: build.Session, name: str, pk: Any) -> str:
        client = Client()
        assert client.login(email=session.house.lindqvist.account.email, password=PASSWORD)
        return client.get(reverse(name, args=[pk])).content.decode()

    def test_says_that_it_was_changed_after_closing_and_what_is_not_accounted_for(self):
        session = closed()
        assert "Changed after closing" not in self.page(session, "dosing:sheet", session.row.pk)
        session.record("dose", mg="20", route="im")
        page = self.page(session, "dosing:sheet", session.row.pk)
        assert "Changed after closing." in page
        assert "Given beyond what was drawn" in page

    def test_says_so_on_the_patients_page_too(self):
        session = closed()
        correct(session, mg="45")
        page = self.page(session, "board:patient", session.row.patient_id)
        assert "Changed after closing" in page
        assert "Closed with 60 mg, now 45 mg." in page.replace("\u00a0", " ").replace("\u202f", " ")


ENTRIES = some.lists(
    some.tuples(some.sampled_from(("dose", "replace", "void")), some.integers(1, 300), some.integers(0, 9)), max_size=8
)


class TestTheSumReckonedHere:
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(entries=ENTRIES)
    def test_is_the_sum_on_the_screen(self, db, entries):
        """The session's own fold and the chart's sum read the same entries; they may never differ."""
        with transaction.atomic():
            assert given_in(row_of(session := self.told(entries))).mg == session.picture.given_mg
            transaction.set_rollback(True)

    def told(self, entries: list[tuple[str, int, int]]) -> build.Session:
        session = build.dosing()
        ids: list[str] = []
        for kind, mg, which in entries:
            session.now += timedelta(seconds=1)
            dose = {"mg": str(mg), "route": "im"}
            if kind == "dose":
                ids.append(session.record("dose", **dose).id)
            elif ids:
                said = {"event": ids[which % len(ids)], "how": kind, "because": "Read again"}
                session.record("amend", **said, **({"payload": dose} if kind == "replace" else {}))
        return session
