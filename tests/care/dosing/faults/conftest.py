"""One house and one session for all faults of this folder: each test counts its own entries in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.browsing import Visits
from tests.care.dosing import build
from tests.care.dosing.faults.tablets import Tablet, sign_in
from tests.care.dosing.test_in_the_room import let_sign_in
from tests.chart.build import a_clinic
from tests.serving import ServedClinic

# What a browser says of a network that a test takes away, and of an answer that a test swallows.
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "htmx:sendError", "htmx:afterRequest", "/events/", "/here/")


@pytest.fixture(scope="module")
def session(running_clinic: ServedClinic) -> build.Session:
    """A session under way since twenty minutes."""
    with running_clinic.database():
        made = build.dosing(a_clinic(f"F{uuid4().hex[:8]} Clinic"), now=datetime.now(UTC) - timedelta(minutes=20))
        made.record("dose", mg="40", route="im")
        for who in ("bauer", "moreau"):
            let_sign_in(made.house.people[who].account)
        return made


@pytest.fixture
def tablet(visits: Visits, running_clinic: ServedClinic, session: build.Session) -> Iterator[Callable[..., Tablet]]:
    """Opens the session on a new tablet; no worker unless a test asks for one, so that plants can be laid."""
    for words in EXPECTED:
        visits.forgive(words)

    def made(before: Callable[[Any], None] | None = None, **options: Any) -> Tablet:
        page = visits.open(**{"service_workers": "block"} | options)
        if before:
            before(page)
        sign_in(page, running_clinic, session)
        return Tablet(running_clinic, session, page).open()

    yield made
