"""A COMMIT whose answer is lost, a day without network: what was sent is there once, in the order of its tablet."""

import json
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, InterfaceError, connection
from uuid6 import uuid7

from holdspace.care.dosing.actions.events import MOST_AT_ONCE
from holdspace.care.dosing.rebuilding import differences
from holdspace.chart.models import SessionEvent
from tests.care.dosing import build
from tests.care.dosing.durability.cutting import CutLink

pytestmark = [pytest.mark.database, pytest.mark.soak]
CUTS = int(os.environ.get("SOAK_LOST_COMMITS", "1000"))
ENTRIES = int(os.environ.get("SOAK_ENTRIES", "2000"))
TABLETS, HOURS = 4, 8
DRAINED_WITHIN_S = float(os.environ.get("SOAK_DRAINED_S", "180"))


@pytest.fixture
def link(own_database, postgresql_only):
    """Django's link to the database, which can be cut."""
    folder = tempfile.TemporaryDirectory(prefix="cut")
    before = dict(connection.settings_dict)
    port = before["PORT"] or "5432"
    made = CutLink(Path(folder.name), f"{before['HOST']}/.s.PGSQL.{port}")
    connection.close()
    connection.settings_dict["HOST"] = folder.name
    yield made
    connection.close()
    connection.settings_dict["HOST"] = before["HOST"]
    made.close()
    folder.cleanup()


def sent_through_a_cut(link: CutLink, session, number: int, *, renames: bool = False) -> str:
    """Send one entry whose COMMIT is never answered, then ask again; what the server says then."""
    written = session.written("words", {"text": f"Word {number}"})
    link.is_armed = True
    try:
        session.send(written)
    except (DatabaseError, InterfaceError):
        connection.close()
    if renames:
        written = json.dumps(json.loads(written) | {"id": str(uuid7()), "device_sequence": 100_000 + number})
    (outcome,) = session.send(written)
    return outcome.outcome


class TestACommitThatIsNeverAnswered:
    def test_is_answered_when_asked_again_and_doubles_nothing(self, link):
        said: list[str] = []
        session = build.booked()
        for number in range(CUTS):
            # The picture is folded anew at each entry: a session of a usual length.
            if number % 200 == 199:
                session = build.booked(session.house, family_name=f"Berg {number}")
            said.append(sent_through_a_cut(link, session, number))
        rows = SessionEvent.objects.filter(kind="words").count()
        print(f"F8: {link.cuts} answers of a COMMIT lost, {said.count('exists')} found kept, {rows} rows of {CUTS}")
        assert (rows, link.cuts, set(said)) == (CUTS, CUTS, {"exists"})

    def test_sent_again_under_a_new_id_is_found(self, link):
        """The planted bug."""
        session = build.booked()
        for number in range(3):
            sent_through_a_cut(link, session, number, renames=True)
        assert SessionEvent.objects.filter(kind="words").count() == 6


class TestADayWithoutNetwork:
    def test_of_four_tablets_drains_whole_and_in_the_order_of_each(self, db):
        session = build.dosing()
        begun, step = session.now, timedelta(hours=HOURS) / ENTRIES
        kinds = (("words", {"text": "Here."}), ("level", {"scale": "dissociation", "value": 4}))
        outboxes = {}
        for tablet in range(TABLETS):
            outboxes[tablet] = []
            for number in range(ENTRIES):
                kind, payload = kinds[number % 2] if number % 25 else ("vital_signs", build.GOOD_SIGNS)
                happened = (begun + number * step).isoformat()
                given = {"device": f"offline-{tablet}", "happened_at": happened}
                outboxes[tablet].append(session.written(kind, payload, **given))
        session.later(HOURS * 60)
        since = time.monotonic()
        for first in range(0, ENTRIES, MOST_AT_ONCE):
            for outbox in outboxes.values():
                assert {one.outcome for one in session.send(*outbox[first : first + MOST_AT_ONCE])} == {"created"}
        took = time.monotonic() - since
        rows = SessionEvent.objects.filter(device__startswith="offline-").order_by("sequence")
        print(f"F10 {connection.vendor}: {rows.count()} entries of {TABLETS} tablets drained in {took:.0f} s")
        for tablet in range(TABLETS):
            numbers = rows.filter(device=f"offline-{tablet}").values_list("device_sequence", flat=True)
            assert list(numbers) == list(range(1, ENTRIES + 1))
        assert [one.about for one in session.picture.questions] == []
        assert list(differences()) == []
        assert took <= DRAINED_WITHIN_S
