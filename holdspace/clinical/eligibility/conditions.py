"""Which diagnoses does the problem list hold, in codes the rules can read?"""

import re
from datetime import date

from holdspace.clinical.eligibility.diagnosis_names import ICD_BY_NAME, ICD_BY_SNOMED, NOT_THE_PATIENTS
from holdspace.clinical.eligibility.facts import Diagnosis, State
from holdspace.clinical.eligibility.record import ICD_10_CM, SNOMED, Coding, ConditionEntry

LEFT_ASIDE = {"refuted", "entered-in-error"}
PRESENT = {"", "active", "recurrence", "relapse"}
SEVERE = "24484000"


def diagnoses(entries: tuple[ConditionEntry, ...], on: date) -> tuple[Diagnosis, ...]:
    """Every diagnosis that was not refuted, with its state on this day."""
    return tuple(_diagnosis(entry, on) for entry in entries if entry.verification_status not in LEFT_ASIDE)


def without_code(found: tuple[Diagnosis, ...]) -> tuple[str, ...]:
    """Diagnoses that no rule can read, because they carry no code and no name that is known here."""
    return tuple(dict.fromkeys(each.text for each in found if not each.codes and each.text))


def icd_codes(codings: tuple[Coding, ...], text: str) -> tuple[str, ...]:
    """The ICD-10-CM codes of a coded thing: as sent, else by its SNOMED CT code, else by its name."""
    sent = tuple(_dotted(coding.code) for coding in codings if coding.system == ICD_10_CM)
    if sent:
        return sent
    mapped = tuple(ICD_BY_SNOMED[c.code] for c in codings if c.system == SNOMED and c.code in ICD_BY_SNOMED)
    return mapped or _by_name(" ".join((text, *(coding.display for coding in codings))))


def _diagnosis(entry: ConditionEntry, on: date) -> Diagnosis:
    text = entry.text or next((coding.display for coding in entry.codings if coding.display), "")
    return Diagnosis(
        codes=icd_codes(entry.codings, text),
        text=text,
        state=_state(entry, on),
        onset=entry.onset,
        ended=entry.abatement,
        severe=entry.severity_code == SEVERE,
        snomed=tuple(coding.code for coding in entry.codings if coding.system == SNOMED),
    )


def _state(entry: ConditionEntry, on: date) -> State:
    if entry.clinical_status == "remission":
        return State.REMISSION
    if entry.clinical_status not in PRESENT:
        return State.PAST
    # Without a status an end date is the only thing said; with the status "active" the status counts.
    ended = entry.abatement is not None and entry.abatement.latest <= on
    return State.PAST if ended and not entry.clinical_status else State.PRESENT


def _dotted(code: str) -> str:
    bare = code.strip().upper().replace(".", "")
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def _by_name(words: str) -> tuple[str, ...]:
    lower = words.lower()
    if re.search(NOT_THE_PATIENTS, lower):
        return ()
    return tuple(code for name, code in ICD_BY_NAME if re.search(name, lower))
