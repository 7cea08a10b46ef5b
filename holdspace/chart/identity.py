"""Whose page this is, and what stands in the way: the record's own words for the parts every page shows."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from holdspace.chart.models import AllergyIntolerance, EpisodeOfCare, Observation, Patient
from holdspace.chart.places import address_of
from holdspace.clinical.pathway import Block
from holdspace.ui.parts import BlockCard, Identity
from holdspace.ui.words import day as long_ago
from holdspace.ui.words import number, short_day

NO_KNOWN_ALLERGY = "716186003"
WEIGHT = "29463-7"
COUNTED = ("final", "amended", "corrected")


def of_patient(patient: Patient, *, today: date) -> Identity:
    """What has to be on every screen so that the right person is treated."""
    allergies, known = allergies_of(patient)
    return Identity(
        name=str(patient),
        born_on=patient.birth_on,
        age=patient.age_on(today),
        pronouns=patient.pronouns,
        number=patient.number,
        weight=weight_of(patient, today=today),
        allergies=allergies,
        allergies_known=known,
        href=reverse("board:patient", args=[patient.pk]),
        died=_died(patient),
    )


def allergies_of(patient: Patient) -> tuple[tuple[str, ...], bool]:
    """The allergies to show, and whether anybody has asked; "none known" is an answer, an empty chart is not."""
    rows = AllergyIntolerance.objects.current().filter(patient=patient)
    rows = [row for row in rows if row.verification_status not in ("refuted", "entered-in-error")]
    named = [row for row in rows if not any(each.get("code") == NO_KNOWN_ALLERGY for each in row.codings)]
    return tuple(f"{row} allergy" if "llerg" not in str(row) else str(row) for row in named), bool(rows)


def weight_of(patient: Patient, *, today: date) -> str:
    """The newest weight with its day, or nothing; a number never stands without its age."""
    weights = Observation.objects.current().filter(patient=patient, code=WEIGHT, status__in=COUNTED)
    newest = weights.exclude(value_number=None).exclude(effective_at=None).order_by("-effective_at").first()
    if newest is None:
        return ""
    day = short_day(newest.effective_at) if _is_recent(newest, today) else long_ago(newest.effective_at)
    # Other systems send ten decimals; scales show one.
    return f"{number(newest.value_number.quantize(Decimal('0.1')))} {newest.unit or 'kg'} on {day}"


def _is_recent(observation: Observation, today: date) -> bool:
    return (today - observation.effective_at.date()).days < 180


def _died(patient: Patient) -> str:
    if not patient.is_deceased:
        return ""
    return f"Died {short_day(patient.deceased_on)}" if patient.deceased_on else "Has died"


def block_cards(
    blocks: Iterable[Block], episode: EpisodeOfCare | None, dosing_session_id: UUID | None = None
) -> list[BlockCard]:
    """Blocks of the pathway as cards: what, why, who, and the link that clears it."""
    return [_card(block, episode, dosing_session_id) for block in blocks]


def _card(block: Block, episode: EpisodeOfCare | None, dosing_session_id: Any) -> BlockCard:
    address = ""
    if episode is not None:
        address = address_of(
            block.where, patient_id=episode.patient_id, episode_id=episode.pk, dosing_session_id=dosing_session_id
        )
    who = " or ".join(role.label.lower() for role in block.who)
    return BlockCard(says=block.says, why=block.because, who=who.capitalize(), href=address, link=block.remedy)


def session_at_hand(episode: EpisodeOfCare) -> UUID | None:
    """The dosing session that a block about "the session" is about."""
    sessions = episode.dosing_sessions.exclude(state="abandoned").order_by("-number")
    return sessions.values_list("pk", flat=True).first()
