"""Whoever changes the record behind the application's back leaves a place that names itself."""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from holdspace.chart.models import SessionEvent
from holdspace.chart.sealing import EVENT, imprint_of_event, read_events, unsealed
from holdspace.clinic import chain
from holdspace.clinic.checking_chain import Head, check
from holdspace.clinic.models import ChainLink
from holdspace.config import proving
from tests.care.dosing import build
from tests.care.dosing.durability.tampering import past_the_refusals

pytestmark = pytest.mark.database
AT = build.MORNING


@pytest.fixture
def session(db):
    session = build.booked()
    session.send(*(session.written("words", {"text": f"Word {number}"}) for number in range(8)))
    return session


def clinic_of(session):
    return session.row.patient.clinic_id


def checked(session, saved=None):
    return check(clinic_of(session), {EVENT: read_events}, saved)


def row_at(place: int) -> SessionEvent:
    return SessionEvent.objects.get(id=ChainLink.objects.get(place=place).subject_id)


def swapped(cursor):
    first, second = row_at(3), row_at(6)
    for row, other in ((first, second), (second, first)):
        cursor.execute(
            "UPDATE chart_sessionevent SET written = %s, sha256 = %s, payload = %s WHERE sequence = %s",
            [other.written, other.sha256, json.dumps(other.payload), row.sequence],
        )


def made_anew(cursor):
    """A row changed, and every seal after it computed again, as somebody who knows how would."""
    row = row_at(3)
    moved = row.happened_at - timedelta(hours=1)
    cursor.execute("UPDATE chart_sessionevent SET happened_at = %s WHERE sequence = %s", [moved, row.sequence])
    previous = ChainLink.objects.get(place=2).seal
    for link in ChainLink.objects.filter(place__gte=3).order_by("place"):
        imprint = imprint_of_event(SessionEvent.objects.get(id=link.subject_id))
        told = (link.clinic_id, link.place, link.kind, link.subject_id, link.form, imprint, previous)
        cursor.execute(
            "UPDATE clinic_chainlink SET imprint = %s, previous = %s, seal = %s WHERE id = %s",
            [imprint, previous, chain.seal_of(*told), link.pk],
        )
        previous = chain.seal_of(*told)


def without(cursor, *places: int):
    for place in places:
        row = row_at(place)
        cursor.execute("DELETE FROM chart_sessionevent WHERE sequence = %s", [row.sequence])
        cursor.execute("DELETE FROM clinic_chainlink WHERE place = %s", [place])


def on_the_row(column: str, value: object) -> Callable:
    def change(cursor):
        sequence = row_at(4).sequence
        cursor.execute(f"UPDATE chart_sessionevent SET {column} = %s WHERE sequence = %s", [value, sequence])

    return change


# What was done, the first bad place, and whether it shows without a head that was kept elsewhere.
TAMPERINGS = {
    "a kind changed": (on_the_row("kind", "note"), 4, True),
    "a byte of what was sent changed": (on_the_row("written", "{}"), 4, True),
    "a time moved": (on_the_row("received_at", AT + timedelta(hours=1)), 4, True),
    "an author changed": (on_the_row("device", "another"), 4, True),
    "two rows swapped": (swapped, 3, True),
    "a row removed": (lambda cursor: cursor.execute(
        "DELETE FROM chart_sessionevent WHERE sequence = %s", [row_at(5).sequence]), 5, True),
    "a row and its link removed": (lambda cursor: without(cursor, 5), 5, True),
    "the tail cut off": (lambda cursor: without(cursor, 7, 8), 7, False),
    "the whole chain made anew": (made_anew, 8, False),
}  # fmt: skip


class TestAChain:
    def test_of_a_clean_record_is_whole(self, session):
        assert checked(session, checked(session).head).fault == ""
        assert checked(session).head.place == 8
        assert list(unsealed()) == []

    @pytest.mark.parametrize("done", TAMPERINGS)
    def test_names_the_first_bad_place(self, session, done):
        act, place, shows_alone = TAMPERINGS[done]
        saved = checked(session).head
        with past_the_refusals() as cursor:
            act(cursor)
        assert (checked(session).place == place) is shows_alone
        assert checked(session, saved).place == place

    def test_shows_a_row_that_was_slipped_in(self, session):
        row = row_at(8)
        row.pk, row.id, row.device_sequence = None, "0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5061", 99
        row.save(force_insert=True)
        assert [each.device_sequence for each in unsealed()] == [99]

    def test_does_not_fork(self, session):
        last = ChainLink.objects.get(place=8)
        with pytest.raises(IntegrityError), transaction.atomic():
            ChainLink.objects.create(
                clinic_id=last.clinic_id, place=9, kind=EVENT, subject_id=session.row.pk, imprint="x",
                previous=last.previous, seal="y",
            )  # fmt: skip

    def test_of_one_clinic_says_nothing_of_another(self, session):
        assert check(session.row.pk, {EVENT: read_events}).head == Head()


class TestVerify:
    def verify(self, file, capsys, **more) -> tuple[int, str]:
        status = proving.verify(argparse.Namespace(head=str(file), json=False, **more), at=AT)
        return status, capsys.readouterr().out

    def test_saves_the_head_when_all_is_whole_and_shows_a_cut_tail_beside_it(self, session, tmp_path, capsys):
        file = tmp_path / "heads.json"
        status, said = self.verify(file, capsys)
        assert (status, "8 links" in said) == (0, True)
        saved = file.read_text()
        with past_the_refusals() as cursor:
            without(cursor, 8)
        status, said = self.verify(file, capsys)
        assert (status, "The tail was cut off: the saved head is at 8, the chain ends at 7." in said) == (1, True)
        assert file.read_text() == saved, "A head that does not fit is never replaced."

    def test_refuses_a_file_that_holds_no_heads(self, session, tmp_path, capsys):
        file = tmp_path / "heads.json"
        file.write_text("{}")
        with pytest.raises(proving.Unreadable, match="does not hold heads"):
            self.verify(file, capsys)


def test_a_value_reads_the_same_however_the_database_stores_it(session):
    """The imprint of a row just written is that of the row as it is read back."""
    assert {imprint_of_event(row) for row in SessionEvent.objects.all()} == set(
        ChainLink.objects.values_list("imprint", flat=True)
    )
    assert connection.vendor in ("sqlite", "postgresql")
