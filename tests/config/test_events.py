"""Does a commit reach the pages that follow it, and nothing else with it? On both engines, between real processes."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Clinic
from tests.config.listening import stream, ticket
from tests.serving import free_port, surroundings

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
APPLICATION = "holdspace.config.events.application:application"


@pytest.fixture
def clinic(own_database):
    return Clinic.objects.create(name="Lindenhof", crisis_line="112")


@pytest.fixture
def start(own_database):
    started = []

    def start(port):
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--no-log"]
        environment = surroundings(own_database.environment)
        process = subprocess.Popen([*command, APPLICATION], env=environment, start_new_session=True)
        started.append(process)
        wait_for(port)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            # The whole group: a worker outlives the server that started it.
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def port(start):
    port = free_port()
    start(port)
    return port


def wait_for(port):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with stream(port, ticket=ticket("clinic:none")) as opened:
                if opened.response.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError("The events server did not start.")


def write(clinic, **named):
    return audit.record(by=None, at=NOW, did="recorded a finding of psychosis", clinic=clinic, **named)


class TestACommit:
    def test_is_told_within_a_second(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            committed = time.monotonic()
            entry = write(clinic)
            message = page.next()
            assert time.monotonic() - committed < 1
        assert message == {"channel": f"clinic:{clinic.pk}", "cursor": entry.sequence, "what": [""]}

    def test_is_told_on_the_channel_of_its_session_and_patient(self, clinic, port):
        session, patient = uuid4(), uuid4()
        with stream(port, ticket=ticket(f"session:{session}", f"patient:{patient}")) as page:
            write(clinic, dosing_session_id=uuid4())
            write(clinic, dosing_session_id=session, patient_id=patient)
            assert [page.next()["channel"], page.next()["channel"]] == [f"session:{session}", f"patient:{patient}"]

    def test_carries_nothing_clinical_and_no_name(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            write(clinic, patient_id=uuid4(), rule="PSY-01", words="hears voices", patient="Anna Weber")
            assert set(page.next()) == {"channel", "cursor", "what"}
        assert not [word for word in ("psychosis", "PSY", "voices", "Anna", "recorded", "2026") if word in page.raw]

    def test_that_was_rolled_back_is_never_told(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                write(clinic)
                raise ZeroDivisionError
            kept = write(clinic)
            assert page.next()["cursor"] == kept.sequence

    def test_of_many_rows_is_told_in_one_go(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            with transaction.atomic():
                for _ in range(300):
                    last = write(clinic)
            messages = 1
            while page.next()["cursor"] != last.sequence:
                messages += 1
        assert messages < 30


class TestALook:
    def test_at_a_chart_is_no_news(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            write(clinic, is_read=True, to=clinic)
            write(clinic)
            assert page.next()["what"] == [""]


class TestAPageThatWasAway:
    def test_hears_what_it_missed(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            write(clinic)
            cursor = page.next()["cursor"]
        missed = write(clinic)
        told_before_the_next_one(port, clinic)
        with stream(port, headers={"Last-Event-ID": str(cursor)}, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            assert page.next()["cursor"] >= missed.sequence

    def test_catches_up_when_the_events_server_was_away_too(self, clinic, start):
        port = free_port()
        first = start(port)
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            write(clinic)
            cursor = page.next()["cursor"]
        first.terminate()
        first.wait()
        write(clinic)
        start(port)
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}"), after=cursor) as page:
            assert page.next()["what"] == []


class TestAPageThatIsStillBeingMade:
    def test_hears_what_was_committed_meanwhile(self, clinic, port):
        began = time.time()
        meanwhile = write(clinic)
        told_before_the_next_one(port, clinic)
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}", page_began=began)) as page:
            assert page.next()["cursor"] >= meanwhile.sequence


class TestAQuietStream:
    def test_shows_every_few_seconds_that_it_is_alive(self, clinic, port):
        with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
            began = time.monotonic()
            page.until_a_heartbeat()
            assert time.monotonic() - began < 5


def told_before_the_next_one(port, clinic):
    """Wait until the events server has seen everything committed so far."""
    with stream(port, ticket=ticket(f"clinic:{clinic.pk}")) as page:
        write(clinic)
        page.next()
