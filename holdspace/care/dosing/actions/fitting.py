"""Is this an entry of this session? What is not is turned away alone, with its reason, and stays on its tablet."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from holdspace.care.dosing.events.checking import check
from holdspace.care.dosing.events.standing import NOT_AMENDED
from holdspace.care.dosing.events.versions import is_readable
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.clinic.models import Staff

LONGEST = 20_000
FIRST_YEAR, LAST_YEAR = 1970, 9000
PARTS = {"id", "dosing_session", "patient", "kind", "payload", "schema_version", "happened_at", "offset_minutes"}
PARTS |= {"device", "device_sequence", "author"}


class Unfit(Exception):
    """What came is no entry of this session; it stays on the tablet, and the others are kept."""

    def __init__(self, says: str, reason: str = "unreadable") -> None:
        super().__init__(says)
        self.reason = reason


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


def fit(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> tuple[datetime, str]:
    """When it happened, and what has to be said about it; raises `Unfit` for what is no entry of this session.

    Whether a rule allows what was done is not asked here: what was done is kept, and the fold says what is doubtful.
    """
    _check_whose(content, dosing_session, by)
    version = _version(content)
    _check_offset(content)
    checked = check(content["kind"], content["payload"], version)
    if checked.faults:
        raise Unfit(" ".join(checked.faults))
    content["payload"] = checked.payload
    if content["kind"] == "amend":
        _check_correction(content["payload"], dosing_session, version)
    return _moment(content["happened_at"]), _without_witness(content)


def _check_whose(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> None:
    if str(content["dosing_session"]) != str(dosing_session.pk):
        raise Unfit("This entry belongs to another session. It was not recorded here.", "another_session")
    if str(content["patient"]) != str(dosing_session.patient_id):
        raise Unfit("This entry belongs to another patient. It was not recorded here.", "another_patient")
    if str(content["author"]) != str(by.pk):
        says = "This entry was written by somebody else. Sign in as the person who wrote it to send it."
        raise Unfit(says, "another_author")


def _version(content: dict[str, Any]) -> int:
    version = content["schema_version"]
    if isinstance(version, bool) or not isinstance(version, int):
        raise Unfit("The entry does not say in which form it was written.")
    if not is_readable(version):
        says = "Update needed: this entry was written by a newer Holdspace than this server. It is kept on this tablet."
        raise Unfit(says, "update_needed")
    return version


def _check_offset(content: dict[str, Any]) -> None:
    offset = content["offset_minutes"]
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > 14 * 60:
        raise Unfit("The entry’s time zone cannot be read.")


def _without_witness(content: dict[str, Any]) -> str:
    """A name on a tablet is no witness: somebody who sees a draw or a waste signs in for it on that page."""
    named = content.get("witness")
    content["witness"] = None
    return "Kept without its witness: a witness confirms with their own sign-in." if named else ""


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


def _check_correction(payload: dict[str, Any], dosing_session: DosingSession, version: int) -> None:
    """A correction can come before what it corrects; what is already here says in which shape it has to be."""
    target = SessionEvent.objects.filter(id=payload["event"]).first()
    if target is not None and target.dosing_session_id != dosing_session.pk:
        raise Unfit("The entry it corrects belongs to another session.", "another_session")
    if payload["how"] == "void":
        payload.pop("payload", None)
    elif target is not None and target.kind not in (*NOT_AMENDED, "amend"):
        checked = check(target.kind, payload["payload"], version)
        if checked.faults:
            raise Unfit(" ".join(checked.faults))
        payload["payload"] = checked.payload
    else:
        payload["payload"] = _as_text(payload["payload"])


def _as_text(value: Any) -> Any:
    """Numbers with a fraction as they were written, for a content whose shape is not known yet."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value
