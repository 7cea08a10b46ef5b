"""Maya Okafor as another system would send her: a patient, what was found, and the bundle it comes in."""

import copy
import gzip
import io
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from holdspace.clinic.models import Clinic, Staff
from holdspace.fhir.importing import Source, import_sources
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.reports import ImportReport

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_shared_data = pytest.mark.skipif(
    not SHARED.exists(), reason="The real records are not beside this checkout (../shared/data)."
)
NAMES = UUID("5b0e6e2e-7a41-4e49-9d9c-1f7a3f1f6b10")
Json = dict[str, Any]


def identity(name: str) -> str:
    """The same UUID for the same name in every test."""
    return str(uuid5(NAMES, name))


def patient(who: str = "maya", /, **given: Any) -> Json:
    """Maya Okafor, unless told otherwise."""
    return {
        "resourceType": "Patient",
        "id": identity(who),
        "identifier": [{"system": "https://harbour.example/mrn", "value": who}],
        "name": [{"use": "official", "family": "Okafor", "given": ["Maya"]}],
        "gender": "female",
        "birthDate": "1987-03-14",
    } | given


def about(kind: str, name: str, *, whom: str = "maya", **given: Any) -> Json:
    """A resource about somebody."""
    element = "patient" if kind in ("AllergyIntolerance", "FamilyMemberHistory") else "subject"
    return {
        "resourceType": kind,
        "id": identity(name),
        element: {"reference": f"urn:uuid:{identity(whom)}"},
    } | given


def coded(code: str, text: str = "", system: str = "http://loinc.org") -> Json:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code, "display": text or code}]}


def status(code: str, of: str = "condition-clinical") -> Json:
    """A status, as FHIR codes it."""
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{of}", "code": code}]}


def weight(kilograms: float = 68, name: str = "weight", **given: Any) -> Json:
    """A body weight of yesterday."""
    return about("Observation", name) | {
        "status": "final",
        "code": coded("29463-7", "Body weight"),
        "effectiveDateTime": "2026-05-13T10:00:00+02:00",
        "valueQuantity": {
            "value": kilograms, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg",
        },
    } | given  # fmt: skip


def depression(**given: Any) -> Json:
    """A recurrent depression, active."""
    return about("Condition", "depression") | {
        "clinicalStatus": status("active"),
        "code": coded("F33.2", "Major depressive disorder, recurrent severe", "http://hl7.org/fhir/sid/icd-10-cm"),
        "onsetDateTime": "2019-04",
    } | given  # fmt: skip


def sertraline(**given: Any) -> Json:
    """A medicine in use."""
    rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
    return about("MedicationStatement", "sertraline") | {
        "status": "active",
        "medicationCodeableConcept": coded("36437", "sertraline", rxnorm),
    } | given  # fmt: skip


def visit(**given: Any) -> Json:
    """A finished visit elsewhere."""
    return about("Encounter", "visit") | {
        "status": "finished",
        "class": {"code": "AMB"},
        "type": [{"text": "Check up"}],
        "period": {"start": "2026-05-13T09:30:00+02:00", "end": "2026-05-13T10:30:00+02:00"},
    } | given  # fmt: skip


def mothers_illness(*codes: str, **given: Any) -> Json:
    """What the patient's mother has."""
    icd = "http://hl7.org/fhir/sid/icd-10-cm"
    return about("FamilyMemberHistory", "mother") | {
        "status": "completed",
        "relationship": coded("MTH", "mother", "http://terminology.hl7.org/CodeSystem/v3-RoleCode"),
        "condition": [{"code": coded(code, system=icd)} for code in codes or ("F20.9",)],
    } | given  # fmt: skip


def allergy(**given: Any) -> Json:
    """A latex allergy."""
    return about("AllergyIntolerance", "latex") | {"code": {"text": "Latex"}} | given


def medication_list(*listed: str, **given: Any) -> Json:
    """Somebody's word that the list of medicines is whole."""
    return about("List", "list") | {
        "status": "current",
        "mode": "snapshot",
        "code": coded("10160-0"),
        "date": "2026-05-13",
        "entry": [{"item": {"reference": f"urn:uuid:{identity(name)}"}} for name in listed],
    } | given  # fmt: skip


def bundle(*resources: Json, kind: str = "collection", **given: Any) -> Json:
    """Resources as one bundle, under `urn:uuid:` where they have an id."""
    return {"resourceType": "Bundle", "type": kind, "entry": [_entry(one) for one in resources]} | given


def _entry(resource: Json) -> Json:
    return {"resource": resource} | ({"fullUrl": f"urn:uuid:{resource['id']}"} if "id" in resource else {})


def everything() -> Json:
    """A bundle with one of each."""
    return bundle(
        patient(),
        visit(),
        depression(),
        allergy(),
        sertraline(),
        medication_list("sertraline"),
        weight(encounter={"reference": f"urn:uuid:{identity('visit')}"}),
        mothers_illness("F20.9", "I10"),
        about("Procedure", "appendix", status="completed", code={"text": "Appendectomy"}, performedDateTime="2009"),
    )


def as_bytes(value: Any, *, packed: bool = False) -> bytes:
    """A value as the bytes of a file."""
    raw = json.dumps(value).encode()
    return gzip.compress(raw, mtime=0) if packed else raw


def bring_in(clinic: Clinic, *files: Any, by: Staff | None = None, at: datetime = NOON) -> tuple[ImportReport, ...]:
    """Import values or bytes as files of one sender."""
    sources = [
        Source(f"file-{number}.json", stream=io.BytesIO(one if isinstance(one, bytes) else as_bytes(one)))
        for number, one in enumerate(files, start=1)
    ]
    return import_sources(sources, clinic=clinic, by=by, at=at)


def a_context(**given: Any) -> Context:
    """The surroundings of a resource that came alone."""
    return Context(
        **{
            "at": NOON,
            "zone": BERLIN,
            "row_of": lambda target: None,
            "resource_of": lambda target: None,
            "takes_medicines": lambda: False,
        }
        | given
    )


def read_back(value: Json) -> Json:
    """A resource as it is after reading: numbers are decimals."""
    from holdspace.fhir.reading_files import parsed

    return parsed(json.dumps(value))


def changed(value: Json, *path: Any, to: Any) -> Json:
    """A copy with one place changed."""
    other = copy.deepcopy(value)
    place = other
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return other


def rows_of_every_table() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def the_one(model: Any) -> Any:
    """The only row there is."""
    return model.objects.get()


def skipped(report: ImportReport) -> Counter[str]:
    """What was left out, counted by why."""
    counts: Counter[str] = Counter()
    for _, reason in report.reasons:
        counts[reason.because] += reason.count
    return counts
