"""Which infarcts, strokes and other events lie within six weeks, which longer ago, and which have no known date?"""

from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts
from holdspace.clinical.eligibility.thresholds import EVENT_DAYS

# Transient global amnesia (G45.4) is no TIA.
STROKE_OR_TIA = ("I63", "Z86.73", "I69.3", "G45.0", "G45.1", "G45.2", "G45.3", "G45.8", "G45.9")
BLEEDING_STROKE = ("I60", "I61")
INFARCT = ("I21", "I22", "I25.2")
ARREST = ("I46", "Z86.74")
DATE_DECIDES = (*STROKE_OR_TIA, *BLEEDING_STROKE, *INFARCT, *ARREST)
OTHER_EVENT = ("I26", "I74")

ISCHAEMIA_NOW = (
    "I20.0", "I23", "I24.0", "I24.8", "I24.9",
    "I25.110", "I25.700", "I25.710", "I25.720", "I25.730", "I25.750", "I25.760", "I25.790",
)  # fmt: skip
DECOMPENSATED = (
    "I50.21", "I50.23", "I50.31", "I50.33", "I50.41", "I50.43", "I50.811", "I50.813", "I50.84",
)  # fmt: skip
DANGEROUS_RHYTHM = ("I47.2", "I49.0", "I44.2")
NYHA_3_OR_4 = {"420913000", "422293003"}

HEART_DISEASE = (
    "I20", "I24", "I25", "I09.81", "I11.0", "I13.0", "I13.2", "I42", "I50",
    "I44.1", "I44.2", "I45.6", "I45.81", "I47", "I48", "I49",
    "I05", "I06", "I07", "I08", "I34", "I35", "I36", "I37", "I39",
    "I40", "I41", "I43", "I51.4", "I51.5", "I51.81",
    "Z95.0", "Z95.1", "Z95.2", "Z95.3", "Z95.4", "Z95.5", "Z95.810",
)  # fmt: skip


def recent_events(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Events that certainly lie within the last 42 days."""
    return facts.matching(lambda each: each.under(*DATE_DECIDES, *OTHER_EVENT) and _recent(each, facts), now=False)


def undated_events(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Infarcts, strokes, TIAs and arrests that may lie within the last 42 days, or may not."""
    return facts.matching(
        lambda each: each.under(*DATE_DECIDES) and not _recent(each, facts) and not _old(each, facts), now=False
    )


def unstable_heart(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Unstable angina, decompensated heart failure and dangerous rhythms, present now."""
    return facts.matching(_unstable)


def old_strokes(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Ischaemic strokes and TIAs that certainly lie more than 42 days back."""
    return facts.matching(lambda each: each.under(*STROKE_OR_TIA) and _old(each, facts), now=False)


def cardiac_history(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Heart disease that is stable now: an old infarct, narrowed arteries, valves, rhythm, mild heart failure."""
    return facts.matching(lambda each: _stable(each, facts), now=False)


def _stable(each: Diagnosis, facts: ScreeningFacts) -> bool:
    if each.under(*INFARCT, *ARREST):
        return _old(each, facts)
    return each.under(*HEART_DISEASE) and not (each.present and _unstable(each))


def _unstable(each: Diagnosis) -> bool:
    return each.under(*ISCHAEMIA_NOW, *DECOMPENSATED, *DANGEROUS_RHYTHM) or bool(set(each.snomed) & NYHA_3_OR_4)


def _recent(each: Diagnosis, facts: ScreeningFacts) -> bool:
    return each.onset is not None and facts.as_of - each.onset.earliest <= facts.limits.days(EVENT_DAYS)


def _old(each: Diagnosis, facts: ScreeningFacts) -> bool:
    # What had ended before then had also begun before then, even when nobody knows the day it began.
    known = (day.latest for day in (each.onset, each.ended) if day is not None)
    return any(facts.as_of - day > facts.limits.days(EVENT_DAYS) for day in known)
