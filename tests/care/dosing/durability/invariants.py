"""What has to hold after every history, whatever happened in it."""

from collections.abc import Iterator
from decimal import Decimal

from holdspace.care.dosing.events.fold import picture_of
from holdspace.care.dosing.events.phases import SERVER
from holdspace.care.dosing.rebuilding import differences
from holdspace.care.dosing.record import frame_of, told_of
from holdspace.chart.given import given_in
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.chart.sealing import EVENT, read_events, unsealed
from holdspace.clinic.checking_chain import check_all
from tests.care.dosing.durability.simulator import World

ACTS_ABOVE = 180


def violations(world: World) -> Iterator[str]:
    """Everything that does not hold, each with the name of its invariant."""
    rows = {str(row.id): row for row in _rows(world)}
    yield from _lost(world, rows)
    yield from _double(world, rows)
    yield from (f"chain: {one.fault}" for one in check_all({EVENT: read_events}, {}) if one.fault)
    yield from (f"chain: {row.id} is not sealed" for row in unsealed())
    yield from (f"projection: {one}" for one in differences())
    for session in DosingSession.objects.filter(pk__in=[each.pk for each in world.sessions]):
        yield from _in_the_session(session, [row for row in rows.values() if row.dosing_session_id == session.pk])


def _rows(world: World) -> list[SessionEvent]:
    events = SessionEvent.objects.filter(dosing_session__in=[each.pk for each in world.sessions])
    return list(events.select_related("author", "witness", "patient", "dosing_session__patient").order_by("sequence"))


def _lost(world: World, rows: dict[str, SessionEvent]) -> Iterator[str]:
    for tablet in world.tablets:
        for entry in tablet.wrote:
            is_held = entry.id in rows and rows[entry.id].written == entry.written
            if not is_held and not (entry in tablet.outbox and entry.refused):
                yield f"lost: {entry.kind} {entry.id} of {tablet.name}"
        yield from (f"not drained: {one.id}" for one in tablet.outbox if not one.refused)


def _double(world: World, rows: dict[str, SessionEvent]) -> Iterator[str]:
    written = {entry.id for tablet in world.tablets for entry in tablet.wrote}
    told = [row for row in rows.values() if row.device in {tablet.name for tablet in world.tablets}]
    yield from (f"double: {row.id} was never written" for row in told if str(row.id) not in written)


def _in_the_session(session: DosingSession, rows: list[SessionEvent]) -> Iterator[str]:
    frame = frame_of(session)
    picture = picture_of([told_of(row) for row in rows], frame)
    if picture != picture_of([told_of(row) for row in reversed(rows)], frame):
        yield f"projection: {session.pk} depends on the order of reading"
    if given_in(session).mg != picture.given_mg:
        yield f"ledger: the chart counts {given_in(session).mg} mg, the session {picture.given_mg} mg"
    amended = {row.payload["event"] for row in rows if row.kind == "amend"}
    untouched = [row for row in rows if row.kind == "dose" and str(row.id) not in amended]
    if sum((Decimal(row.payload["mg"]) for row in untouched), Decimal(0)) > picture.given_mg:
        yield "ledger: a dose that nobody corrected does not count"
    started = any(row.kind == "phase" and row.device == SERVER and row.payload["to"] == "dosing" for row in rows)
    if started != (picture.started_at is not None):
        yield "gate: dosing began without its gate"
    if not started and any(not dose.findings for dose in picture.doses):
        yield "gate: a dose without a start has nothing said about it"
    asked = {str(alarm.event) for alarm in picture.alarms}
    for row in rows:
        is_high = row.kind == "vital_signs" and row.payload.get("systolic", 0) > ACTS_ABOVE
        if is_high and str(row.id) not in amended and str(row.id) not in asked:
            yield f"alarm: {row.payload} asks for nobody"
        if row.patient.clinic_id != row.author.clinic_id or row.patient_id != row.dosing_session.patient_id:
            yield f"tenants: {row.id} is in the record of somebody else"
