"""What else is kept when harm is recorded in a session, or when the record of it is corrected?"""

from datetime import datetime

from holdspace.care.dosing.events.checking import check
from holdspace.chart.actions import report_adverse_event
from holdspace.chart.models import AdverseEvent, SessionEvent
from holdspace.clinic.models import Staff

PARTS = ("term", "code", "action", "outcome")


def _short(text: str, name: str) -> str:
    """As much as the chart has room for; the entry itself keeps every word."""
    return text[: AdverseEvent._meta.get_field(name).max_length]


def what_follows(row: SessionEvent, *, by: Staff, at: datetime) -> None:
    """Keep harm in the chart as well, where it outlives the session."""
    if row.kind == "adverse_event":
        report_adverse_event(
            patient=row.patient, by=by, at=at, happened_at=row.happened_at, dosing_session=row.dosing_session,
            event=row, **{name: _short(row.payload.get(name, ""), name) for name in PARTS},
            severity=row.payload["severity"], serious=row.payload["serious"],
        )  # fmt: skip
        # A correction that travelled faster than what it corrects was kept; now it finds its entry.
        earlier = SessionEvent.objects.filter(dosing_session=row.dosing_session_id, kind="amend")
        for correction in earlier.filter(payload__event=str(row.id)).order_by("sequence"):
            _amend_harm(correction, by=by, at=at)
    elif row.kind == "amend":
        _amend_harm(row, by=by, at=at)


def _amend_harm(row: SessionEvent, *, by: Staff, at: datetime) -> None:
    first = AdverseEvent.objects.filter(event__id=row.payload["event"]).first()
    if first is None or (row.payload["how"] != "void" and check("adverse_event", row.payload["payload"]).faults):
        return
    newest = first
    while hasattr(newest, "amended_by"):
        newest = newest.amended_by
    voided = row.payload["how"] == "void"
    said = {} if voided else row.payload["payload"]
    AdverseEvent.objects.create(
        patient=newest.patient,
        recorded_at=at,
        recorded_by=by,
        amends=newest,
        amended_because=row.payload["because"][:500],
        dosing_session=newest.dosing_session,
        term=_short(said.get("term", newest.term), "term"),
        code=_short(said.get("code", newest.code), "code"),
        severity=said.get("severity", newest.severity),
        serious=False if voided else said.get("serious", newest.serious),
        action=said.get("action", newest.action),
        outcome="Entered in error; taken back." if voided else said.get("outcome", newest.outcome),
        happened_at=newest.happened_at,
    )
