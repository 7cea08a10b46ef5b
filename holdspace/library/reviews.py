"""Whose day of review has passed? The clinical lead's list."""

from dataclasses import dataclass
from datetime import date, datetime

from holdspace.clinic.models import Clinic
from holdspace.library import known, limits, protocols


@dataclass(frozen=True)
class Due:
    """One decision of the clinic that somebody should look at again."""

    url_name: str
    code: str
    title: str
    due_on: date


def due(clinic: Clinic, *, on: date, at: datetime) -> list[Due]:
    """Every own number and every protocol in use whose day of review has passed, the longest overdue first."""
    return sorted([*_numbers(clinic, on, at), *_protocols(clinic, on, at)], key=lambda each: each.due_on)


def _protocols(clinic: Clinic, on: date, at: datetime) -> list[Due]:
    overdue = (held for held in protocols.standing(clinic, at=at).values() if held.is_overdue(on))
    return [Due("library:protocol", held.row.code, held.protocol.title, held.row.review_due_on) for held in overdue]


def _numbers(clinic: Clinic, on: date, at: datetime) -> list[Due]:
    found = []
    for row in limits.standing(clinic, at=at).values():
        if row.value is not None and row.review_due_on is not None and row.review_due_on < on:
            threshold = known.threshold(row.code)
            found.append(Due("library:number", row.code, threshold.title if threshold else row.code, row.review_due_on))
    return found
