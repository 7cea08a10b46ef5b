"""From coded record to facts: which value counts, and which is left aside."""

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from holdspace.clinical.eligibility import measurements, suicide_screener
from holdspace.clinical.eligibility.conditions import diagnoses, icd_codes, without_code
from holdspace.clinical.eligibility.facts import Allergy, ScreeningFacts, listed
from holdspace.clinical.eligibility.medicines import DrugNames, medicines
from holdspace.clinical.eligibility.observations import (
    Observations,
    number,
    one_of,
    remembered_day,
    shown,
    whole,
    yes_or_no,
)
from holdspace.clinical.eligibility.pregnancy import pregnancy
from holdspace.clinical.eligibility.record import (
    LOINC,
    RXNORM,
    SCREENING_FACT,
    SNOMED,
    AllergyEntry,
    CodedRecord,
    FamilyHistoryEntry,
)
from holdspace.clinical.thresholds import PUBLISHED, Limits

ALLERGY_LEFT_ASIDE = {"refuted", "entered-in-error"}
NO_ALLERGY = {"716186003", "409137002"}
FIRST_DEGREE = {
    "BRO", "NBRO", "SIS", "NSIS", "SIB", "NSIB", "MTH", "NMTH", "FTH", "NFTH", "PRN", "NPRN",
    "SON", "NSON", "DAU", "NDAU", "CHILD", "NCHILD",
}  # fmt: skip

YES_NO_FACTS = {
    "current_psychosis": "current-psychosis",
    "current_mania": "current-mania",
    "capacity": "capacity-to-consent",
    "coercion": "coercion-suspected",
    "childbearing_potential": "childbearing-potential",
    "ketamine_use_disorder": "ketamine-use-disorder",
    "ketamine_uropathy": "ketamine-uropathy",
    "addiction_is_target": "sud-is-treatment-target",
    "addiction_physician_agrees": "addiction-physician-agreement",
    "sleep_evaluated": "sleep-evaluation-done",
    "apnoea_therapy_effective": "osa-therapy-effective",
    "last_session_tolerated": "last-session-tolerated",
    "escort_arranged": "escort-arranged",
    "home_safe": "home-safe",
}

SCORES = {
    "phq9": (LOINC, "44261-6", "PHQ-9"),
    "gad7": (LOINC, "70274-6", "GAD-7"),
    "audit": (LOINC, "75624-7", "AUDIT"),
    "dast10": (LOINC, "82667-7", "DAST-10"),
    "moca": (LOINC, "72172-0", "MoCA"),
    "pcl5": (SCREENING_FACT, "pcl5-total", "PCL-5"),
    "asrm": (SCREENING_FACT, "asrm-total", "ASRM"),
    "pq16": (SCREENING_FACT, "pq16-total", "PQ-16"),
    "stop_bang": (SCREENING_FACT, "stop-bang-total", "STOP-BANG"),
    "ipss": (SCREENING_FACT, "ipss-total", "IPSS"),
}

CHILD_PUGH = {"child-pugh-a": "A", "child-pugh-b": "B", "child-pugh-c": "C"}


def read(record: CodedRecord, on: date, *, limits: Limits = PUBLISHED, drug_names: DrugNames = ()) -> ScreeningFacts:
    """Reads a coded record as it stands on this day; a fact that nobody recorded stays `None`.

    `drug_names` are names a clinic has added to the table of medicines: (name, RxNorm ingredient).
    """
    observations = Observations(record.observations, on, limits)
    values: dict[str, Any] = {}
    evidence: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    for part in (measurements.read, _stated, _scores, suicide_screener.read, pregnancy):
        found, lines, said = part(observations)
        values |= found
        evidence |= lines
        notes += said
    found_diagnoses = diagnoses(record.conditions, on)
    values["family_psychosis"], evidence["family_psychosis"] = _family(record.family_history, observations)
    notes += _read_yourself(without_code(found_diagnoses))
    return ScreeningFacts(
        as_of=on,
        limits=limits,
        age=_age(record.birth_on, on),
        sex=record.sex,
        conditions=found_diagnoses,
        allergies=_allergies(record.allergies),
        medicines=medicines(
            record.medications,
            list_complete=record.medication_list_complete,
            none_stated=record.no_medicines_stated,
            drug_names=drug_names,
        ),
        planned_dose_by_weight=record.planned_dose_by_weight,
        medication_list_complete=record.medication_list_complete or record.no_medicines_stated,
        notes=tuple(notes),
        evidence=MappingProxyType(evidence),
        **values,
    )


def _age(born: date | None, on: date) -> int | None:
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _allergies(entries: tuple[AllergyEntry, ...]) -> tuple[Allergy, ...] | None:
    valid = [entry for entry in entries if entry.verification_status not in ALLERGY_LEFT_ASIDE]
    if not valid:
        return None
    return tuple(
        Allergy(
            " ".join(dict.fromkeys((entry.text, *(c.display for c in entry.codings)))).strip(),
            tuple(c.code for c in entry.codings if c.system == RXNORM),
        )
        for entry in valid
        if not any(c.system == SNOMED and c.code in NO_ALLERGY for c in entry.codings)
        and entry.clinical_status != "resolved"
    )


def _family(history: tuple[FamilyHistoryEntry, ...], observations: Observations) -> tuple[bool | None, tuple[str, ...]]:
    psychotic = tuple(
        f"{entry.text or entry.codings[0].display or entry.codings[0].code} in a first-degree relative"
        for entry in history
        if entry.relationship.upper() in FIRST_DEGREE
        and any(code.startswith("F2") for code in icd_codes(entry.codings, entry.text))
    )
    stated = observations.newest(SCREENING_FACT, "family-psychosis-first-degree")
    lines = (shown(stated, "Psychosis in a first-degree relative"),) if stated else ()
    return (True if psychotic else yes_or_no(stated)), (*psychotic, *lines)


Part = tuple[dict[str, Any], dict[str, tuple[str, ...]], list[str]]


def _stated(observations: Observations) -> Part:
    values: dict[str, Any] = {}
    lines: dict[str, tuple[str, ...]] = {}
    for name, code in YES_NO_FACTS.items():
        entry = observations.newest(SCREENING_FACT, code)
        values[name] = yes_or_no(entry)
        if entry is not None:
            lines[name] = (shown(entry, code.replace("-", " ").capitalize()),)
    values["adequate_prior_trials"] = whole(observations.newest(SCREENING_FACT, "adequate-prior-trials"))
    values["prior_sessions"] = whole(observations.newest(SCREENING_FACT, "prior-sessions"))
    values["last_seizure"] = remembered_day(observations.newest(SCREENING_FACT, "last-seizure"))
    liver = one_of(observations.newest(SCREENING_FACT, "child-pugh-class"))
    values["child_pugh"] = next((CHILD_PUGH[c.code] for c in liver if c.code in CHILD_PUGH), None)
    return values, lines, []


def _scores(observations: Observations) -> Part:
    values: dict[str, Decimal | None] = {}
    lines: dict[str, tuple[str, ...]] = {}
    for name, (system, code, title) in SCORES.items():
        entry = observations.newest(system, code)
        values[name] = number(entry)
        if entry is not None:
            lines[name] = (shown(entry, title),)
    return values, lines, []


def _read_yourself(texts: tuple[str, ...]) -> list[str]:
    if not texts:
        return []
    return [f"No rule could read these diagnoses, so none was applied to them; read them yourself: {listed(texts)}."]
