"""Every address that names a row: for somebody of another clinic it is not there, whatever roles they hold."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from holdspace.care.follow_up.actions import record_response
from holdspace.chart.links import make_link
from holdspace.chart.models import Observation, RiskTask
from holdspace.clinic.models import AuditEntry
from holdspace.clinical.instruments import PHQ_9
from holdspace.clinical.roles import Role
from holdspace.library.actions import numbers
from holdspace.library.models import ClinicProtocol
from tests.care.dosing import build
from tests.chart.build import PASSWORD, a_clinic, somebody

pytestmark = pytest.mark.database

# Asked for in the tests of their own pages, where there is such a row.
ELSEWHERE = {"integration:progress", "follow_up:thanks", "fhir:import_run"}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of ours that holds an identity."""
    return _within(get_resolver().url_patterns, "")


def _within(patterns, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _within(each.url_patterns, f"{each.namespace or ''}:" if each.namespace else namespace)
        elif "pk" in each.pattern.converters:
            yield f"{namespace}{each.name}", each


NAMED = dict(addresses())


@pytest.fixture
def theirs(db):
    """A session at its end, in a course with every noun that an address can name."""
    session = build.let_go()
    house, episode = session.house, session.row.episode
    who = {"by": house.moreau, "at": session.now}
    session.link, _ = make_link(episode=episode, instruments=("phq-9",), due_on=None, **who)
    record_response(episode=episode, instrument=PHQ_9, answers={"self_harm": 1}, mode="interview", **who)
    session.risk = RiskTask.objects.get(patient=episode.patient)
    session.number = numbers.choose(
        code="CVS-01.systolic", value=Decimal(155), reason="Older people.", review_due_on=date(2026, 9, 1),
        by=house.solberg, at=session.now,
    )  # fmt: skip
    return session


@pytest.fixture
def stranger(db):
    """Somebody of another clinic who holds every role and has just typed their password."""
    other = a_clinic("Elsewhere Clinic")
    somebody(other, "all", "All Roles", "A. Roles", tuple(Role))
    client = Client()
    client.post(reverse("account_login"), {"login": "all@elsewhere.example", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def identity(pattern: URLPattern, theirs) -> UUID:
    """The row of this clinic that the address names."""
    begins = str(pattern.pattern).split("<")[0]
    episode = theirs.row.episode
    row = {
        "staff/": theirs.house.bauer,
        "sites/": theirs.house.site,
        "rooms/": theirs.house.rooms[0],
        "patients/": episode.patient,
        "episodes/": episode,
        "consents/": episode.consents.get(),
        "goals/": episode.goals.get(),
        "plans/": episode.care_plans.get(),
        "orders/": episode.orders.get(),
        "preparation-sessions/": episode.preparation_sessions.get(),
        "sessions/": theirs.row,
        "links/": theirs.link,
        "risks/": theirs.risk,
        "library/number-second/": theirs.number,
        "library/protocol-second/": ClinicProtocol.objects.filter(clinic=theirs.house.clinic).first(),
    }[begins]
    return row.pk


def filled(pattern: URLPattern, theirs) -> dict[str, object]:
    """Something true for every part of the address, so that only the clinic can be the reason."""
    fitting = {
        "pk": identity(pattern, theirs),
        "row_pk": Observation.objects.filter(patient=theirs.row.patient).first().pk,
        "finding_pk": theirs.row.pk,
        "decision_pk": theirs.row.pk,
        "event": theirs.row.events.first().id,
        "kind": "medicine" if "history" in str(pattern.pattern) else "words",
        "item": "consent",
        "code": "phq-9",
        "purpose": "safety-plan",
        "number": 1,
        "place": 1,
    }
    if "evaluation" in str(pattern.pattern):
        fitting["kind"] = "medical"
    return {name: fitting[name] for name in pattern.pattern.converters}


class TestAnAddressOfAnotherClinic:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_not_there_and_nothing_is_written(self, theirs, stranger, method):
        before = AuditEntry.objects.filter(clinic=theirs.house.clinic).count()
        answered = {}
        for name, pattern in NAMED.items():
            if name not in ELSEWHERE:
                answered[name] = getattr(stranger, method)(reverse(name, kwargs=filled(pattern, theirs))).status_code
        assert {name: status for name, status in answered.items() if status not in (404, 405)} == {}
        assert list(answered.values()).count(404) > len(answered) / 2
        assert AuditEntry.objects.filter(clinic=theirs.house.clinic).count() == before
