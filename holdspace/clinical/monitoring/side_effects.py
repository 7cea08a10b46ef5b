"""Which side effects are named with one tap? The commonest first; a code only where it was read with its display."""

from dataclasses import dataclass

from holdspace.clinical.monitoring.bibliography import SNOMED_REASONS
from holdspace.clinical.sources import Source

COMMON = Source.judgement(
    "Holdspace: the side effects offered for one tap, and their order, chosen by us from labels and trials"
)


@dataclass(frozen=True)
class SideEffectTerm:
    """What staff call a side effect, and the SNOMED CT code with what that code means."""

    term: str
    code: str = ""
    means: str = ""
    source: Source = SNOMED_REASONS


def _in_words_only(term: str) -> SideEffectTerm:
    return SideEffectTerm(term, source=COMMON)


SIDE_EFFECTS = (
    SideEffectTerm("Nausea", "422587007", "Nausea"),
    SideEffectTerm("Vomiting", "422400008", "Vomiting"),
    SideEffectTerm("Headache", "25064002", "Headache"),
    SideEffectTerm("Dizziness", "404640003", "Dizziness"),
    SideEffectTerm("Vertigo", "399153001", "Vertigo"),
    SideEffectTerm("Drowsy", "271782001", "Drowsy"),
    SideEffectTerm("Anxiety", "48694002", "Anxiety"),
    # The code for a panic attack names a diagnosis, and that for saliva was never read with its display.
    _in_words_only("Panic"),
    SideEffectTerm("Agitation", "24199005", "Feeling agitated"),
    SideEffectTerm("Confusion", "40917007", "Clouded consciousness"),
    SideEffectTerm("Blurred vision", "246636008", "Hazy vision"),
    SideEffectTerm("Double vision", "24982008", "Diplopia"),
    SideEffectTerm("Palpitations", "80313002", "Palpitations"),
    SideEffectTerm("Tingling", "91019004", "Paraesthesia"),
    _in_words_only("Much saliva"),
    SideEffectTerm("Dry mouth", "87715008", "Xerostomia"),
    SideEffectTerm("Tired", "84229001", "Fatigue"),
    SideEffectTerm("Rash", "271807003", "Eruption of skin"),
)

BY_TERM = {one.term: one for one in SIDE_EFFECTS}
