"""Medication: what a statement or request is about. We differ from R4: no row of its own; form, amount, batch and
manufacturer are not kept. The codes of its ingredients stand beside its own, because interactions are between
ingredients, and a product code alone is often one our tables do not know."""

from typing import Any

from holdspace.fhir.elements import (
    Concept,
    NotReadable,
    Resource,
    choice,
    concept,
    element,
    elements,
    number,
    plain,
    word,
)
from holdspace.fhir.mappers.context import Context, contained, reference
from holdspace.fhir.quantities import measured

TAKEN_NOW = ("active", "on-hold", "intended")
"""The states in which a medicine is in use."""


def medicine_of(resource: Resource, context: Context) -> Concept:
    """What the patient takes, in codes and words; a medicine that cannot be named is kept as exactly that."""
    kind, _ = choice(resource, "medication")
    if kind == "CodeableConcept":
        found = concept(resource, "medicationCodeableConcept")
    elif kind == "Reference":
        found = _referred_to(resource, context)
    else:
        found = Concept()
    if not found:
        raise NotReadable("It does not say which medicine it is about.")
    return found


def _referred_to(resource: Resource, context: Context) -> Concept:
    target = reference(resource, "medicationReference")
    medication = contained(resource, target) if target.startswith("#") else context.resource_of(target)
    shown = word(element(resource, "medicationReference"), "display")
    if medication is not None and (found := _described(medication)):
        return found if found.text or not shown else Concept(found.codings, shown)
    if shown:
        return Concept(text=shown)
    # Dropping it could hide an interaction; a name nobody recognises is shown to the clinician as such.
    context.remarks.append("The medicine it names did not come with it; it was kept as one that cannot be recognised.")
    return Concept(text="A medicine that was not named")


def _described(medication: Resource) -> Concept:
    code = concept(medication, "code")
    ingredients = [concept(one, "itemCodeableConcept") for one in elements(medication, "ingredient")]
    codings: list[dict[str, Any]] = [*code.codings, *(coding for one in ingredients for coding in one.codings)]
    text = code.words or " and ".join(one.words for one in ingredients if one.words)
    return Concept(codings, text)


def dosage_words(resource: Resource, name: str) -> str:
    """How it is taken, in words: the writer's own where there are any."""
    return "; ".join(filter(None, (_one_dosage(one) for one in elements(resource, name))))


def _one_dosage(dosage: Resource) -> str:
    own_words = word(dosage, "text") or word(dosage, "patientInstruction")
    if own_words:
        return own_words
    as_needed = "as needed" if dosage.get("asNeededBoolean") is True else ""
    return ", ".join(filter(None, (_amount(dosage), _rhythm(dosage), as_needed)))


def _amount(dosage: Resource) -> str:

    given = next((element(one, "doseQuantity") for one in elements(dosage, "doseAndRate")), {})
    amount = measured(given)
    return amount.text or (f"{plain(amount.number)} {amount.unit}".strip() if amount.number is not None else "")


def _rhythm(dosage: Resource) -> str:

    repeat = element(element(dosage, "timing"), "repeat")
    times, every = number(repeat, "frequency"), number(repeat, "period")
    if times is None or every is None:
        return ""
    return f"{plain(times)} × every {plain(every)} {word(repeat, 'periodUnit')}".strip()
