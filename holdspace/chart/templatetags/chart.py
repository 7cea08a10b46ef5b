"""Tags for pages about one patient: the address where a block is cleared."""

from typing import Any

from django import template

from holdspace.chart.models import EpisodeOfCare
from holdspace.chart.places import address_of
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.pathway import Block

register = template.Library()


@register.simple_tag
def cleared_at(block: Block, episode: EpisodeOfCare | None, dosing_session_id: Any = None) -> str:
    """The address of the page on which this block is cleared; empty when no episode is at hand."""
    if episode is None:
        return ""
    session = dosing_session_id or _session_at_hand(episode)
    return address_of(block.where, patient_id=episode.patient_id, episode_id=episode.pk, dosing_session_id=session)


def _session_at_hand(episode: EpisodeOfCare) -> Any:
    sessions = episode.dosing_sessions.exclude(state="abandoned").order_by("-number")
    return sessions.values_list("pk", flat=True).first()


@register.filter
def who_clears(block: Block) -> str:
    """The roles that can clear a block: "prescriber or therapist"."""
    return " or ".join(role.label.lower() for role in block.who)


@register.filter
def may(staff: Staff | None, permission: str) -> bool:
    """Whether this person may: `{% if request.staff|may:"ORDER_DOSE" %}`, from the one permission table."""
    return staff is not None and staff.may(Permission[permission])
