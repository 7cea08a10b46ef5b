"""Bundles in the encoding of a screening, made to measure: Theo Brandt, 41, of whom everything is known and fine, and
what is changed about him."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

Json = dict[str, Any]

NAMES = UUID("0b7d52f3-6c1f-4a55-9d0e-3f0d6d3c4a11")
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
RXNORM, ICD = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://hl7.org/fhir/sid/icd-10-cm"
LOCAL = "https://holdspace.org/fhir/CodeSystem/screening-fact"
VISIT = "2026-01-14T10:30:00-05:00"
MEASURED = {
    "8867-4": (72, "/min"), "9279-1": (14, "/min"), "2708-6": (98, "%"), "29463-7": (80, "kg"), "8302-2": (180, "cm"),
    "98979-8": (95, "mL/min/{1.73_m2}"), "2951-2": (140, "mmol/L"), "2823-3": ("4.2", "mmol/L"),
    "3016-3": ("1.8", "m[IU]/L"),    "44261-6": (18, "{score}"), "75624-7": (2, "{score}"), "82667-7": (0, "{score}"),
}  # fmt: skip
STATED: dict[str, bool | int] = {
    "family-psychosis-first-degree": False, "capacity-to-consent": True, "coercion-suspected": False,
    "current-psychosis": False, "current-mania": False, "ketamine-use-disorder": False, "ketamine-uropathy": False,
    "adequate-prior-trials": 2, "prior-sessions": 0, "escort-arranged": True, "home-safe": True, "ipss-total": 3,
}  # fmt: skip
SAID_NO = ("93246-7", "93247-5", "93267-3")
ROUTES = {"IV": "47625008", "IM": "78421000", "SC": "34206005", "SL": "37839007", "PO": "26643006", "IN": "46713006"}


def urn(name: str) -> str:
    """The same address for the same name in every test."""
    return f"urn:uuid:{uuid5(NAMES, name)}"


def concept(system: str, code: str, text: str = "") -> Json:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code, "display": text or code}]}


def quantity(value: Any, unit: str) -> Json:
    """A Quantity in UCUM."""
    return {"value": float(value), "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}


def observation(code: str, system: str = LOINC, at: str = VISIT, status: str = "final", **found: Any) -> Json:
    """An Observation of the visit."""
    return {
        "resourceType": "Observation",
        "status": status,
        "code": concept(system, code),
        "effectiveDateTime": at,
        **found,
    }


def measured(code: str, value: Any, unit: str = "", **more: Any) -> Json:
    """A number that was measured."""
    return observation(code, valueQuantity=quantity(value, unit or MEASURED[code][1]), **more)


def stated(code: str, value: bool | int | str, **more: Any) -> Json:
    """A fact of our own code system."""
    kind = {bool: "valueBoolean", int: "valueInteger", str: "valueDateTime"}[type(value)]
    return observation(code, LOCAL, **{kind: value}, **more)


def chosen(code: str, answer: str, system: str = LOINC) -> Json:
    """An answer from a list."""
    return observation(code, valueCodeableConcept=concept(system, answer))


def pressure(systolic: int, diastolic: int, at: str = VISIT) -> Json:
    """One blood pressure reading."""
    parts = [("8480-6", systolic), ("8462-4", diastolic)]
    components = [{"code": concept(LOINC, code), "valueQuantity": quantity(value, "mm[Hg]")} for code, value in parts]
    return observation("85354-9", at=at, component=components)


def liver(code: str, value: float, high: float) -> Json:
    """A liver value with the laboratory's own upper limit."""
    return measured(code, value, "U/L") | {"referenceRange": [{"high": quantity(high, "U/L")}]}


def condition(code: str, status: str = "active", name: str = "", **more: Any) -> Json:
    """A diagnosis."""
    return {
        "resourceType": "Condition",
        "name": name or code,
        "clinicalStatus": concept("http://terminology.hl7.org/CodeSystem/condition-clinical", status),
        "verificationStatus": concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
        "code": concept(ICD, code),
        **more,
    }


def medicine(text: str, code: str = "", status: str = "active") -> Json:
    """A medicine the patient takes, with its RxNorm code or by name only."""
    coded = concept(RXNORM, code, text) if code else {}
    return {
        "resourceType": "MedicationStatement",
        "status": status,
        "name": f"takes {text}",
        "medicationCodeableConcept": {**coded, "text": text},
    }


def allergy(system: str, code: str, text: str) -> Json:
    """An allergy, or the word that there is none."""
    active = concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active")
    return {"resourceType": "AllergyIntolerance", "clinicalStatus": active, "code": concept(system, code, text)}


def plan(
    protocol: str, route: str, amount: float, unit: str, minutes: int | None = None, calculated: float | None = None
) -> Json:
    """A planned dose for the depression he has."""
    timing: Json = {"event": ["2026-01-20T09:00:00-05:00"]}
    if minutes:
        timing["repeat"] = {"duration": minutes, "durationUnit": "min"}
    doses = [{"type": {"coding": [{"code": "ordered"}]}, "doseQuantity": quantity(amount, unit)}]
    if calculated is not None:
        doses.append({"type": {"coding": [{"code": "calculated"}]}, "doseQuantity": quantity(calculated, "mg")})
    return {
        "resourceType": "MedicationRequest", "status": "draft", "intent": "plan",
        "medicationCodeableConcept": concept(RXNORM, "6130", "ketamine"),
        "instantiatesCanonical": [f"https://holdspace.org/fhir/PlanDefinition/{protocol}"],
        "reasonReference": [{"reference": urn("indication")}],
        "dosageInstruction": [{"timing": timing, "route": concept(SNOMED, ROUTES[route]), "doseAndRate": doses}],
    }  # fmt: skip


def given(at: str, amount: float, unit: str = "mg/kg", route: str = "IV") -> Json:
    """Ketamine that was given earlier."""
    return {
        "resourceType": "MedicationAdministration", "status": "completed", "effectiveDateTime": at,
        "medicationCodeableConcept": concept(RXNORM, "6130", "ketamine"),
        "dosage": {"route": concept(SNOMED, ROUTES[route]), "dose": quantity(amount, unit)},
    }  # fmt: skip


def person(**changed: Any) -> Json:
    """Theo Brandt."""
    return {
        "resourceType": "Patient",
        "name": [{"family": "Brandt", "given": ["Theo"]}],
        "gender": "male",
        "birthDate": "1984-06-02",
        **changed,
    }


def everything_fine() -> dict[str, list[Json]]:
    """All that the rules ask, by what it is about, so that a test can take one away or say it otherwise."""
    told = {code: [measured(code, value, unit)] for code, (value, unit) in MEASURED.items()}
    told |= {code: [stated(code, value)] for code, value in STATED.items()}
    told |= {code: [chosen(code, "LA32-8")] for code in SAID_NO}
    return told | {
        "44260-8": [chosen("44260-8", "LA6568-5")],
        "5794-3": [chosen("5794-3", "260385009", SNOMED)],
        "patient": [person()],
        "pressure": [pressure(124, 80), pressure(120, 76)],
        "ALT": [liver("1742-6", 24, 40)],
        "AST": [liver("1920-8", 22, 40)],
        "allergies": [allergy(SNOMED, "716186003", "No known allergy")],
        "medicines": [medicine("Sertraline", "36437")],
        "diagnoses": [condition("F33.2", name="indication")],
    }


def bundle_of(resources: Iterable[Json], *, timestamp: str | None = "2026-01-15T13:00:00-05:00") -> Json:
    """A bundle as another system sends it: everything about its one patient, medicines listed as whole."""
    named = [_named(each, place) for place, each in enumerate(resources)]
    medicines = [each for each in named if each["resource"]["resourceType"] == "MedicationStatement"]
    bundle: Json = {"resourceType": "Bundle", "type": "collection", "entry": [*named, _list_of(medicines)]}
    return bundle | ({"timestamp": timestamp} if timestamp else {})


def _named(resource: Json, place: int) -> Json:
    resource = dict(resource)
    kind = resource["resourceType"]
    name = resource.pop("name") if kind in ("Condition", "MedicationStatement") else f"{kind} {place}"
    address = urn("theo" if kind == "Patient" else name)
    about = {} if kind == "Patient" else {"patient" if kind in OF_PATIENT else "subject": {"reference": urn("theo")}}
    return {"fullUrl": address, "resource": {**resource, "id": address.removeprefix("urn:uuid:"), **about}}


OF_PATIENT = ("AllergyIntolerance", "FamilyMemberHistory")


def _list_of(medicines: list[Json]) -> Json:
    whole: Json = {
        "resourceType": "List", "status": "current", "mode": "snapshot", "id": urn("list").removeprefix("urn:uuid:"),
        "code": concept(LOINC, "10160-0"), "subject": {"reference": urn("theo")}, "date": VISIT,
    }  # fmt: skip
    if medicines:
        whole["entry"] = [{"item": {"reference": each["fullUrl"]}} for each in medicines]
    else:
        whole["emptyReason"] = concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown")
    return {"fullUrl": urn("list"), "resource": whole}


def a_bundle(*more: Json, without: Iterable[str] = (), **instead: Any) -> Json:
    """Theo's bundle, with something more, something less, or something said otherwise (`_` for `-`)."""
    told = {about: found for about, found in everything_fine().items() if about not in set(without)}
    timestamp = instead.pop("timestamp", "2026-01-15T13:00:00-05:00")
    for about, found in instead.items():
        told[about.replace("_", "-").removeprefix("-")] = found if isinstance(found, list) else [found]
    return bundle_of([each for found in told.values() for each in found] + list(more), timestamp=timestamp)


def written(bundle: Json, folder: Path, name: str = "theo.json") -> Path:
    """The bundle as a file."""
    path = folder / name
    path.write_text(json.dumps(bundle))
    return path
