"""Names of medicines the clinic adds, so that a chart that uses them is read right."""

from datetime import datetime

from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.medicines import ingredient_of, ingredients_in
from holdspace.library import book, drug_names
from holdspace.library.models import DrugName

SHORTEST = 3


@transaction.atomic
def add(*, name: str, ingredient: str, reason: str, by: Staff, at: datetime) -> DrugName:
    """Let a name stand for an ingredient that the rules know; it adds to what a text names, never takes away."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    name, ingredient = " ".join(name.lower().split()), ingredient.strip()
    means = ingredient_of(ingredient)
    if len(name) < SHORTEST:
        raise Refused(f"Nothing was added: the name is shorter than {SHORTEST} letters. Write it out.")
    if means is None:
        raise Refused(f"Nothing was added: no rule knows an ingredient with the RxNorm code {ingredient}. Look it up.")
    if means in ingredients_in(name) or (name, ingredient) in drug_names.of(by.clinic, at=at):
        raise Refused(f"Nothing was added: {name} is read as {means} already.")
    row = _write(name, ingredient, means, reason, by, at, retired=False)
    audit.record(by=by, at=at, did="added the name of a medicine", to=row, name=name, ingredient=means)
    return row


@transaction.atomic
def retire(*, name: str, reason: str, by: Staff, at: datetime) -> DrugName:
    """Take a name back: charts are no longer read by it."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    stands = next((row for row in drug_names.standing(by.clinic, at=at) if row.name == name), None)
    if stands is None:
        raise Refused(f"Nothing was changed: {name} is not among the names this clinic added.")
    row = _write(name, stands.ingredient, stands.ingredient_name, reason, by, at, retired=True)
    audit.record(by=by, at=at, did="took back the name of a medicine", to=row, name=name)
    return row


def _write(name: str, ingredient: str, means: str, reason: str, by: Staff, at: datetime, *, retired: bool) -> DrugName:
    return DrugName.objects.create(
        clinic_id=by.clinic_id,
        version=book.next_version(DrugName.objects.filter(clinic_id=by.clinic_id)),
        name=name,
        ingredient=ingredient,
        ingredient_name=means,
        retired=retired,
        reason=book.need_reason(reason),
        recorded_at=at,
        recorded_by=by,
    )
