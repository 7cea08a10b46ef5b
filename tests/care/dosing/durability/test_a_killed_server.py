"""The server is killed at any moment: what it acknowledged is there, once, however often a tablet sends it again."""

import os
from random import Random

import pytest
from django.db import connection

from holdspace.care.dosing.rebuilding import differences
from holdspace.chart.models import SessionEvent
from holdspace.chart.sealing import EVENT, read_events, unsealed
from holdspace.clinic.checking_chain import check_all
from tests.care.dosing import build
from tests.care.dosing.durability import killing
from tests.chart.build import a_clinic

pytestmark = [pytest.mark.database, pytest.mark.soak]
KILLS = int(os.environ.get("SOAK_KILLS", "1000"))
SEED = int(os.environ.get("SOAK_FIRST_SEED", "1"))
MOST_SECONDS = float(os.environ.get("SOAK_SECONDS", "36000"))
TABLETS = 3
# Enough for 100 acknowledged entries a kill.
SESSIONS = max(6, KILLS * 250 // killing.IN_ONE_SESSION)
READY_AGAIN_S = float(os.environ.get("SOAK_READY_S", "10"))


@pytest.fixture
def sessions(own_database):
    """As many booked sessions as the tablets will fill."""
    house = a_clinic()
    made = [build.booked(house, family_name=f"Berg {number}").row for number in range(SESSIONS)]
    house.bauer.account  # noqa: B018 - read while the connection is this test's
    return made


def senders(sessions, port: int) -> list[killing.Sender]:
    cookie, chance = killing.signed_in(sessions[0].monitor), Random(SEED)
    shares = [iter(sessions[place::TABLETS]) for place in range(TABLETS)]
    made = [
        killing.Sender(f"tablet-{place}", cookie, port, share, Random(chance.random()))
        for place, share in enumerate(shares)
    ]
    connection.close()
    return made


def not_there(told: list[killing.Sender]) -> tuple[set[str], int]:
    """What was acknowledged and is not kept byte for byte; how much was acknowledged."""
    held = {str(key): sha for key, sha in SessionEvent.objects.values_list("id", "sha256")}
    acknowledged = {key: sha for one in told for key, sha in one.acknowledged.items()}
    return {key for key, sha in acknowledged.items() if held.get(key) != sha}, len(acknowledged)


class TestAKilledServer:
    def test_has_lost_and_doubled_nothing_that_it_acknowledged(self, sessions, own_database):
        with killing.server_on(own_database.environment) as server:
            told = senders(sessions, server.port)
            found = killing.killed_often(server, told, KILLS, Random(SEED), most_s=MOST_SECONDS)
        lost, acknowledged = not_there(told)
        rows = SessionEvent.objects.filter(device__startswith="tablet-").count()
        ready = sorted(found.ready_s)[int(len(found.ready_s) * 0.95) - 1]
        resent = sum(one.resent for one in told)
        print(
            f"F1 {connection.vendor}: {found.kills} kills, {acknowledged} acknowledged, {len(lost)} lost, {rows} rows,"
            f" {resent} sent again, ready again in {ready:.1f} s (95 %)"
        )
        assert [fault for one in told for fault in one.faults] == []
        assert lost == set()
        # Each row is an entry that a tablet wrote: acknowledged, or of the last batch that nobody answered.
        assert acknowledged <= rows <= acknowledged + TABLETS * 40
        assert [one.fault for one in check_all({EVENT: read_events}, {}) if one.fault] == []
        assert list(unsealed()) == []
        assert list(differences()) == []
        assert ready <= READY_AGAIN_S

    def test_that_answers_before_it_commits_is_found(self, sessions, own_database, monkeypatch):
        target = "tests.care.dosing.durability.hasty_wsgi:application"
        with killing.server_on(own_database.environment, target) as server:
            told = senders(sessions, server.port)
            killing.killed_often(server, told, 5, Random(SEED), most_s=MOST_SECONDS)
        assert not_there(told)[0] != set()
