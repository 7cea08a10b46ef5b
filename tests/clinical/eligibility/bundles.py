"""Reads a screening bundle into a coded record, just far enough for the shared cases."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from holdspace.clinical.eligibility import (
    AllergyEntry,
    CodedRecord,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
    ScreeningFacts,
    read,
)
from holdspace.clinical.eligibility.dosing import takes_strong_cyp3a4_inhibitor
from holdspace.clinical.protocols import Guard, OrderFacts, PlannedDose, Route, by_id, check_order
from holdspace.clinical.units import MgPerKg, Milligrams


def record_of(path: Path) -> tuple[CodedRecord, date]:
    bundle = json.loads(path.read_text(), parse_float=Decimal)
    resources = [entry["resource"] for entry in bundle["entry"]]

    def of(kind: str) -> list[dict[str, Any]]:
        return [resource for resource in resources if resource["resourceType"] == kind]

    patient = of("Patient")[0]
    lists = [each for each in of("List") if each["code"]["coding"][0]["code"] == "10160-0"]
    return CodedRecord(
        birth_on=date.fromisoformat(patient["birthDate"]),
        sex=patient["gender"],
        conditions=tuple(map(_condition, of("Condition"))),
        allergies=tuple(
            AllergyEntry(*_concept(each["code"]), _status(each, "clinicalStatus"), _status(each, "verificationStatus"))
            for each in of("AllergyIntolerance")
        ),
        medications=tuple(
            MedicationEntry(*_concept(each["medicationCodeableConcept"]), each["status"])
            for each in of("MedicationStatement")
        ),
        observations=tuple(map(_observation, of("Observation"))),
        family_history=tuple(
            FamilyHistoryEntry(each["relationship"]["coding"][0]["code"], *_concept(condition["code"]))
            for each in of("FamilyMemberHistory")
            for condition in each.get("condition", [])
        ),
        medication_list_complete=bool(lists),
        no_medicines_stated=any("emptyReason" in each for each in lists),
        planned_dose_by_weight=_by_weight(of("MedicationRequest")),
    ), datetime.fromisoformat(bundle["timestamp"]).date()


def guards_of(path: Path) -> tuple[Guard, ...]:
    bundle = json.loads(path.read_text(), parse_float=Decimal)
    requests = [each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == "MedicationRequest"]
    conditions = {each["fullUrl"]: each["resource"] for each in bundle["entry"]}
    facts = read(*record_of(path))
    closed: tuple[Guard, ...] = ()
    for request in requests:
        protocol = by_id(request["instantiatesCanonical"][0].rsplit("/", 1)[1])
        assert protocol is not None
        reasons = [conditions[each["reference"]]["code"]["coding"] for each in request["reasonReference"]]
        codes = tuple(coding["code"] for reason in reasons for coding in reason)
        order_facts = OrderFacts(
            age=facts.age,
            child_pugh=facts.child_pugh,
            strong_cyp3a4_inhibitor=takes_strong_cyp3a4_inhibitor(facts),
            indications=codes,
            prior_sessions=facts.prior_sessions,
        )
        closed += check_order(_planned(request, facts), protocol, order_facts)
    return closed


def _planned(request: dict[str, Any], facts: ScreeningFacts) -> PlannedDose:
    dosage = request["dosageInstruction"][0]
    doses = {each["type"]["coding"][0]["code"]: each["doseQuantity"] for each in dosage["doseAndRate"]}
    unit = MgPerKg if doses["ordered"]["code"] == "mg/kg" else Milligrams
    route = Route.of_snomed(dosage["route"]["coding"][0]["code"])
    assert route is not None
    return PlannedDose(
        route=route,
        amount=unit(Decimal(doses["ordered"]["value"])),
        at=datetime.fromisoformat(dosage["timing"]["event"][0]),
        weight=facts.weight,
        minutes=dosage["timing"].get("repeat", {}).get("duration"),
        calculated=Milligrams(Decimal(doses["calculated"]["value"])) if "calculated" in doses else None,
    )


def _by_weight(requests: list[dict[str, Any]]) -> bool | None:
    plans = [each for each in requests if each["status"] == "draft" and each["intent"] == "plan"]
    return any("mg/kg" in json.dumps(each, default=str) for each in plans) if plans else None


def _codings(concept: dict[str, Any]) -> tuple[Coding, ...]:
    return tuple(
        Coding(each.get("system", ""), each["code"], each.get("display", "")) for each in concept.get("coding", [])
    )


def _concept(concept: dict[str, Any]) -> tuple[tuple[Coding, ...], str]:
    return _codings(concept), concept.get("text", "")


def _status(resource: dict[str, Any], name: str) -> str:
    return str(resource[name]["coding"][0]["code"]) if name in resource else ""


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _condition(resource: dict[str, Any]) -> ConditionEntry:
    return ConditionEntry(
        *_concept(resource["code"]),
        _status(resource, "clinicalStatus"),
        _status(resource, "verificationStatus"),
        _partial(resource.get("onsetDateTime")),
        _partial(resource.get("abatementDateTime")),
        resource["severity"]["coding"][0]["code"] if "severity" in resource else "",
    )


def _observation(resource: dict[str, Any]) -> ObservationEntry:
    quantity = resource.get("valueQuantity", {})
    plain = next(
        (resource[name] for name in ("valueBoolean", "valueInteger", "valueDateTime") if name in resource), None
    )
    value = quantity.get("value", plain)
    ranges = resource.get("referenceRange", [{}])
    high = ranges[0].get("high", {}).get("value")
    return ObservationEntry(
        codings=_codings(resource["code"]),
        status=resource.get("status", "final"),
        effective_at=datetime.fromisoformat(at) if (at := resource.get("effectiveDateTime")) else None,
        value=Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value,
        unit=quantity.get("code", ""),
        value_codings=_codings(resource.get("valueCodeableConcept", {})),
        components=tuple(map(_observation, resource.get("component", []))),
        absent="dataAbsentReason" in resource,
        reference_high=Decimal(high) if high is not None else None,
    )
