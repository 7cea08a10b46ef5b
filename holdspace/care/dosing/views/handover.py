"""Who watches now, and who can take over in one tap."""

from typing import Any

from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.chart.models import DosingSession
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.roles import Role

WATCH = (Role.MONITOR.value, Role.THERAPIST.value, Role.PRESCRIBER.value)


def handing_over(dosing_session: DosingSession, picture: SessionPicture, staff: Staff) -> dict[str, Any]:
    """For whoever watches: to whom they can hand over. For anybody else who may record: from whom they take over."""
    if not staff.may(Permission.RECORD_SESSION):
        return {"take_over": None, "hand_to": ()}
    watching = next((person for person in picture.in_the_room if person.role == "monitor"), None)
    if watching is None or watching.id == str(staff.pk):
        return {"take_over": None, "hand_to": _others(dosing_session, staff) if watching else ()}
    return {"take_over": {"from": watching.id, "name": watching.name, "to": str(staff.pk)}, "hand_to": ()}


def _others(dosing_session: DosingSession, staff: Staff) -> tuple[Staff, ...]:
    here = Staff.objects.filter(clinic=dosing_session.patient.clinic_id, ended_at=None).exclude(pk=staff.pk)
    return tuple(
        one
        for one in here.filter(held_roles__role__in=WATCH).distinct().prefetch_related("held_roles").order_by("name")
        if one.may(Permission.RECORD_SESSION)
    )
