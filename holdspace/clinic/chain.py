"""Seals rows of the record one behind the other, one chain for each clinic.

The imprint of a row covers what is stored, the bytes as sent included. Its seal covers the imprint, its place and the
seal before it: a row that is changed, removed, swapped or slipped in breaks the chain at its place. That the tail was
cut off or the whole chain made anew shows only beside a head that was kept elsewhere: see `checking_chain`.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from holdspace.clinic.models import ChainLink, Clinic

FORM = 1
BEGINNING = "0" * 64


def imprint_of(parts: Mapping[str, Any]) -> str:
    """The hash of a row's stored parts, the same on every database."""
    plain = {name: _plain(value) for name, value in parts.items()}
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def seal_of(clinic_id: UUID, place: int, kind: str, subject_id: UUID, form: int, imprint: str, previous: str) -> str:
    """The hash that ties a link to the one before it."""
    told = (str(clinic_id), str(place), kind, str(subject_id), str(form), imprint, previous)
    return sha256("\n".join(told).encode()).hexdigest()


def append(*, clinic_id: UUID, kind: str, rows: Iterable[tuple[UUID, str]]) -> None:
    """Seal rows, each with its imprint, into their clinic's chain, in the transaction that writes them."""
    # One at a time in each clinic, until the transaction ends; whoever points at the clinic does not wait for it.
    Clinic.objects.select_for_update(no_key=True).only("pk").get(pk=clinic_id)
    last = ChainLink.objects.filter(clinic_id=clinic_id).order_by("place").last()
    place, previous = (last.place, last.seal) if last else (0, BEGINNING)
    links = []
    for subject_id, imprint in rows:
        place += 1
        seal = seal_of(clinic_id, place, kind, subject_id, FORM, imprint, previous)
        links.append(
            ChainLink(
                clinic_id=clinic_id,
                place=place,
                kind=kind,
                subject_id=subject_id,
                form=FORM,
                imprint=imprint,
                previous=previous,
                seal=seal,
            )
        )
        previous = seal
    ChainLink.objects.bulk_create(links)
