"""May this person be treated? Asks every rule, silences what a graver finding covers, and decides."""

from dataclasses import dataclass

from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.eligibility.medicine_names import LIKE_THOSE_OF_A_RULE
from holdspace.clinical.eligibility.medicines import unrecognised
from holdspace.clinical.eligibility.missing import not_recorded
from holdspace.clinical.eligibility.rules import RULES, SILENCES
from holdspace.clinical.eligibility.rules.interactions import words_without_finding
from holdspace.clinical.eligibility.rules.psychiatric import asks_for_a_look_at_mania
from holdspace.clinical.findings import Decision, Finding, Level, decide, worst_first


@dataclass(frozen=True)
class Screening:
    """The answer of all rules: `clear` were asked in full, `partly_asked` lacked a fact that does not block."""

    decision: Decision
    findings: tuple[Finding, ...]
    clear: tuple[str, ...]
    partly_asked: tuple[str, ...]
    notes: tuple[str, ...]
    not_recorded: tuple[str, ...]
    unrecognised_medicines: tuple[str, ...]
    limits_version: int = 0

    def as_dict(self) -> dict[str, object]:
        """The screening as plain data for JSON."""
        return {
            "decision": self.decision.value,
            "findings": [finding.as_dict() for finding in self.findings],
            "clear": list(self.clear),
            "partly_asked": list(self.partly_asked),
            "notes": list(self.notes),
            "not_recorded": list(self.not_recorded),
            "unrecognised_medicines": list(self.unrecognised_medicines),
            "limits_version": self.limits_version,
        }


def screen(facts: ScreeningFacts) -> Screening:
    """Asks every rule of these facts and decides by the worst finding."""
    answers = {rule.id: rule(facts) for rule in RULES}
    found = tuple(finding for finding in answers.values() if finding is not None)
    findings = worst_first(finding for finding in found if finding.rule not in _silenced(found))
    # Whether each silent rule was asked in full, or lacked a fact.
    quiet = {rule.id: not rule.not_asked(facts) for rule in RULES if answers[rule.id] is None}
    unknown = unrecognised(facts.medicines)
    return Screening(
        decision=decide(findings),
        findings=findings,
        clear=tuple(rule for rule, in_full in quiet.items() if in_full),
        partly_asked=tuple(rule for rule, in_full in quiet.items() if not in_full),
        notes=(
            *facts.notes,
            *asks_for_a_look_at_mania(facts),
            *_about_medicines(facts, unknown),
            *words_without_finding(facts),
        ),
        not_recorded=not_recorded(facts),
        unrecognised_medicines=unknown,
        limits_version=facts.limits.version,
    )


def _silenced(found: tuple[Finding, ...]) -> set[str]:
    return {
        silenced
        for finding in found
        if finding.level is not Level.CANNOT_TELL
        for silenced in SILENCES.get(finding.rule, ())
    }


def _about_medicines(facts: ScreeningFacts, unknown: tuple[str, ...]) -> tuple[str, ...]:
    kindred = tuple(
        f"{medicine.text} holds {name}, {kind}. {rule} does not name it, so no rule was applied: a prescriber decides."
        for name, _, _, kind, rule in LIKE_THOSE_OF_A_RULE
        for medicine in facts.taking(name)
    )
    unread = tuple(
        f"The medicine “{text}” was not recognised. No interaction was checked; look it up." for text in unknown
    )
    open_list = () if facts.medication_list_complete else ("Nobody has stated that the medicine list is complete.",)
    return (*unread, *kindred, *(open_list if facts.medicines is not None else ()))
