"""Observation: a vital sign, laboratory value, score or answer.

We differ from R4:
- A number keeps ten decimals. With a comparator ("< 5") it is kept in words, because 5 is not what was measured.
- Of several codes the LOINC one, else our own, else the first is used for finding; all are kept.
- A whole day counts from its first minute on the clinic's clocks; a month or a year is not made into a moment.
- The reason why a value is absent, body site, method, device, specimen, performer, notes and waveforms are not kept.
- Of the reference ranges the upper limit is kept, where there is one range in the unit of the value.
- A group that only points at its members is no row: each member is one. What is about something other than the
  patient (`focus`: a fetus, a device) is no row either.
"""

from decimal import Decimal
from typing import Any

from holdspace.fhir.dates import When, first_event, period, when
from holdspace.fhir.elements import (
    Concept,
    Grouping,
    NotReadable,
    Resource,
    as_concept,
    concepts,
    element,
    elements,
    extension,
    fit,
    one_of,
    short,
)
from holdspace.fhir.mappers.context import Context, named, reference
from holdspace.fhir.mappers.observed_value import Value, value_of
from holdspace.fhir.mappers.rows import Observation
from holdspace.fhir.quantities import measured

STATUSES = frozenset(
    {"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"}
)
LOINC = "http://loinc.org"
SCREENING_FACT = "https://holdspace.org/fhir/CodeSystem/screening-fact"
BODY_POSITION = "http://hl7.org/fhir/StructureDefinition/observation-bodyPosition"


def from_fhir(resource: Resource, context: Context) -> tuple[Observation, ...]:
    """The observation as a row."""
    if elements(resource, "focus"):
        raise NotReadable("It is about something other than the patient.")
    status, code = one_of(STATUSES, resource, "status"), named(resource)
    value, components = value_of(resource), _components(resource)
    found = _coding_for_finding(code)
    return (
        Observation(
            codings=code.codings,
            text=fit(code.words, 500),
            system=short(found.get("system", ""), 120, "system"),
            code=short(found.get("code", ""), 60, "code"),
            category=short(_category(resource), 40, "category"),
            status=status,
            effective_at=_effective(resource, context).at(context.zone),
            value_number=value.number,
            unit=value.unit,
            value_boolean=value.boolean,
            value_at=value.at,
            value_text=value.text,
            value_codings=value.codings,
            components=components,
            reference_high=_reference_high(resource, value.unit),
            is_absent=_is_absent(resource, value, components),
            body_position=_body_position(resource),
            encounter_id=context.row_of(reference(resource, "encounter")),
        ),
    )


def _coding_for_finding(code: Concept) -> dict[str, Any]:
    for system in (LOINC, SCREENING_FACT):
        for coding in code.codings:
            if coding["system"] == system and coding["code"]:
                return coding
    return next((coding for coding in code.codings if coding["code"]), {})


def _category(resource: Resource) -> str:
    return next((one.code for one in concepts(resource, "category") if one.code), "")


def _effective(resource: Resource, context: Context) -> When:
    found = _effective_written(resource, context)
    if found and found.day is None:
        context.remarks.append("Only the month or year is known, so it was kept without a time.")
    return found


def _effective_written(resource: Resource, context: Context) -> When:
    if "effectivePeriod" in resource:
        start, end = period(resource, "effectivePeriod", at=context.at)
        return start or end
    if "effectiveTiming" in resource:
        return first_event(resource, "effectiveTiming", at=context.at)
    name = "effectiveInstant" if "effectiveInstant" in resource else "effectiveDateTime"
    return when(resource, name, at=context.at)


def _components(resource: Resource) -> list[dict[str, Any]]:
    return [_component(one) for one in elements(resource, "component")]


def _component(component: Resource) -> dict[str, Any]:
    code, value = named(component), value_of(component)
    return {"codings": code.codings, "text": code.words, "value_codings": value.codings, **value.as_json()}


def _is_absent(resource: Resource, value: Value, components: list[dict[str, Any]]) -> bool:
    if value or any("value_number" in one or _has_other_value(one) for one in components):
        return False
    if not components and elements(resource, "hasMember"):
        raise Grouping("It only groups other observations; each of those is read for itself.")
    return True


def _has_other_value(component: dict[str, Any]) -> bool:
    return bool(component["value_codings"]) or any(
        name in component for name in ("value_boolean", "value_at", "value_text")
    )


def _reference_high(resource: Resource, unit: str) -> Decimal | None:
    ranges = [measured(element(one, "high")) for one in elements(resource, "referenceRange")]
    limits = [one for one in ranges if one.number is not None]
    if len(limits) != 1 or len(ranges) != 1 or limits[0].unit not in (unit, ""):
        return None
    return limits[0].number


def _body_position(resource: Resource) -> str:
    found = extension(resource, BODY_POSITION)
    return fit(as_concept(element(found, "valueCodeableConcept")).words, 40) if found else ""
