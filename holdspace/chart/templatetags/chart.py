"""Tags for pages about one patient: who it is, what blocks, and what the signed-in person may do."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone

from holdspace.chart import identity
from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.pathway import Block

register = template.Library()


@register.inclusion_tag("ui/components/identity.html")
def patient_identity(patient: Patient, aside: str = "") -> dict[str, Any]:
    """The identity bar of a patient: `{% patient_identity patient %}`."""
    return {"person": identity.of_patient(patient, today=timezone.localdate()), "aside": aside}


@register.inclusion_tag("ui/components/blocks.html")
def pathway_blocks(
    blocks: Iterable[Block],
    episode: EpisodeOfCare | None = None,
    title: str = "",
    words: str = "",
    dosing_session_id: UUID | None = None,
) -> dict[str, Any]:
    """What stands in the way, each with the link that clears it: `{% pathway_blocks blocks episode %}`."""
    session = dosing_session_id or (identity.session_at_hand(episode) if episode is not None else None)
    return {"blocks": identity.block_cards(blocks, episode, session), "title": title, "words": words, "list": True}


@register.filter
def may(staff: Staff | None, permission: str) -> bool:
    """Whether this person may: `{% if request.staff|may:"ORDER_DOSE" %}`, from the one permission table."""
    return staff is not None and staff.may(Permission[permission])
