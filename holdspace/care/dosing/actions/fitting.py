"""Does an entry belong to this session, and can it be kept? What cannot is turned away alone, with its reason."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from holdspace.care.dosing.actions.phases import why_not
from holdspace.care.dosing.events.lines import NOT_AMENDED
from holdspace.care.dosing.events.schema import VERSION, check
from holdspace.care.dosing.record import picture_for
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.clinic.models import Staff

LONGEST = 20_000
FIRST_YEAR, LAST_YEAR = 1970, 9000
PARTS = {"id", "dosing_session", "patient", "kind", "payload", "schema_version", "happened_at", "offset_minutes"}
PARTS |= {"device", "device_sequence", "author"}


class Unfit(Exception):
    """One entry cannot be kept; the others can."""


def read(written: Any) -> dict[str, Any]:
    """The parts of an entry as a tablet wrote it."""
    if not isinstance(written, str) or len(written) > LONGEST:
        raise Unfit("The entry is not a text of the length an entry has.")
    try:
        # Half a character among the bytes themselves could be neither hashed nor kept as it was sent.
        written.encode()
        content = json.loads(written, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise Unfit("The entry could not be read.") from fault
    if not isinstance(content, dict):
        raise Unfit("The entry could not be read.")
    missing = sorted(PARTS - set(content))
    if missing:
        raise Unfit(f"The entry lacks {', '.join(missing)}.")
    content["id"] = _uuid(content["id"])
    device = content["device"]
    # The database is asked for it before anything else is read.
    if not isinstance(device, str) or not 0 < len(device) <= 60 or not device.isprintable():
        raise Unfit("The entry does not say which device it came from.")
    return content


def _uuid(value: Any) -> str:
    try:
        identity = UUID(str(value))
    except ValueError as fault:
        raise Unfit("The entry’s id cannot be read.") from fault
    if identity.version != 7:
        raise Unfit("The entry’s id is not one that a device makes.")
    return str(identity)


def whole(value: Any) -> int:
    """A number that counts."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise Unfit("The entry’s number cannot be read.")
    return value


def fit(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> datetime:
    """Check that an entry belongs here and can be kept, and say when it happened; raises `Unfit` with the reason."""
    _check_whose(content, dosing_session, by)
    _check_device(content)
    _check_witness(content)
    checked = check(content["kind"], content["payload"])
    if checked.faults:
        raise Unfit(" ".join(checked.faults))
    content["payload"] = checked.payload
    _check_against_session(content, dosing_session)
    return _moment(content["happened_at"])


def _check_whose(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> None:
    if str(content["dosing_session"]) != str(dosing_session.pk):
        raise Unfit("This entry belongs to another session. It was not recorded here.")
    if str(content["patient"]) != str(dosing_session.patient_id):
        raise Unfit("This entry belongs to another patient. It was not recorded here.")
    if str(content["author"]) != str(by.pk):
        raise Unfit("This entry was written by somebody else. Sign in as the person who wrote it to send it.")


def _check_device(content: dict[str, Any]) -> None:
    if content["schema_version"] != VERSION:
        raise Unfit("This page is older than the server. Load it again.")
    offset = content["offset_minutes"]
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > 14 * 60:
        raise Unfit("The entry’s time zone cannot be read.")


def _check_witness(content: dict[str, Any]) -> None:
    """A name on a tablet is no witness: somebody who sees a draw or a waste signs in for it on that page."""
    if content.get("witness"):
        raise Unfit("A witness confirms with their own sign-in; this entry cannot name one.")
    content["witness"] = None


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as fault:
        raise Unfit("The time it happened cannot be read.") from fault
    if moment.tzinfo is None:
        raise Unfit("The time it happened lacks its zone.")
    # At either end of the calendar a moment has no place in another zone.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Unfit("The time it happened cannot be right. Record it again with its time.")
    return moment


def _check_against_session(content: dict[str, Any], dosing_session: DosingSession) -> None:
    kind, payload = content["kind"], content["payload"]
    if kind == "phase":
        says = why_not(dosing_session.state, payload["to"], picture_for(dosing_session))
        if says:
            raise Unfit(says)
    elif kind == "touch_consent":
        _check_touch(payload, dosing_session)
    elif kind in ("amend", "acknowledge"):
        _check_target(kind, payload, dosing_session)


def _check_touch(payload: dict[str, Any], dosing_session: DosingSession) -> None:
    agreed = picture_for(dosing_session).touch_areas
    wider = [area for area in payload["areas"] if agreed is not None and area not in agreed]
    if wider and dosing_session.started_at is not None:
        raise Unfit(f"Touch is agreed before the drug and never widened under it: {', '.join(wider)}.")


def _check_target(kind: str, payload: dict[str, Any], dosing_session: DosingSession) -> None:
    target = SessionEvent.objects.filter(id=payload["event"], dosing_session=dosing_session).first()
    if target is None:
        raise Unfit("The entry it speaks of is not in this session.")
    if kind == "acknowledge":
        return
    if target.kind in (*NOT_AMENDED, "amend"):
        raise Unfit("This entry is not corrected. Write down what is true now as a new entry.")
    if payload["how"] == "replace":
        checked = check(target.kind, payload["payload"])
        if checked.faults:
            raise Unfit(" ".join(checked.faults))
        payload["payload"] = checked.payload
    else:
        payload.pop("payload", None)
