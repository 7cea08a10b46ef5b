"""Other cases of the same kind as the shared ones, both sides of each line: what changes, and what must be said."""

from dataclasses import dataclass, field
from typing import Any

from tests.fhir.screening_bundles import (
    LOCAL,
    RXNORM,
    SNOMED,
    Json,
    a_bundle,
    allergy,
    chosen,
    concept,
    condition,
    given,
    liver,
    measured,
    medicine,
    observation,
    person,
    plan,
    pressure,
    stated,
)

DEPRESSED = condition("F33.2", name="indication")
YES, NO = "LA33-6", "LA32-8"


@dataclass(frozen=True)
class Case:
    """One bundle and its answer."""

    name: str
    bundle: Json = field(repr=False)
    findings: tuple[str, ...]
    decision: str
    guards: tuple[str, ...] = ()

    @property
    def expected(self) -> set[tuple[str, str]]:
        """Rule and level of every finding."""
        return {(rule, level) for rule, _, level in (each.partition(" ") for each in self.findings)}


def case(name: str, *findings: str, decision: str, guards: str = "", **changes: Any) -> Case:
    """A case, from what is changed about Theo."""
    more = changes.pop("more", ())
    return Case(name, a_bundle(*more, **changes), findings, decision, tuple(guards.split()))


def ill(*codes: Json) -> list[Json]:
    """His depression and what else he has."""
    return [DEPRESSED, *codes]


def woman(**changed: Any) -> Json:
    """Thea, where it matters that somebody could become pregnant."""
    return person(gender="female", birthDate="1990-06-02", **changed)


def ideation(*levels: str) -> dict[str, Json]:
    """A yes to the first two questions of the screener, and the answers to the third, fourth and fifth."""
    codes = ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9")
    said = zip(codes, (YES, YES, *levels), strict=False)
    return {f"_{code.replace('-', '_')}": chosen(code, answer) for code, answer in said}


NOT, CLEAR, CARE, OPEN, FINE = (
    "not_eligible", "needs_clearance", "eligible_with_mitigation", "incomplete", "eligible",
)  # fmt: skip

CASES = (
    case("nothing is wrong", decision=FINE),
    case("delusional disorder long resolved", "PSY-01 absolute", decision=NOT,
         diagnoses=ill(condition("F22", "resolved"))),
    case("psychotic depression now", "PSY-02 absolute", decision=NOT,
         diagnoses=[condition("F33.3", name="indication")]),
    case("psychotic depression resolved", decision=FINE, diagnoses=ill(condition("F32.3", "resolved"))),
    case("mental state not asked", "PSY-02 cannot_tell", "PSY-04 cannot_tell", decision=OPEN,
         without=("current-psychosis", "current-mania")),
    case("PQ-16 at 6", "PSY-03 relative", decision=CLEAR, pq16_total=stated("pq16-total", 6)),
    case("PQ-16 at 5", decision=FINE, pq16_total=stated("pq16-total", 5)),
    case("a brother with schizophrenia", "PSY-03 relative", decision=CLEAR, without=("family-psychosis-first-degree",),
         more=({"resourceType": "FamilyMemberHistory", "status": "completed",
                "relationship": concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "BRO"),
                "condition": [{"code": concept("http://hl7.org/fhir/sid/icd-10-cm", "F20.0")}]},)),
    case("manic now by diagnosis", "PSY-04 absolute", decision=NOT, diagnoses=ill(condition("F30.10"))),
    case("bipolar II with lamotrigine", "PSY-05 caution", "DDI-03 caution", decision=CARE,
         diagnoses=[condition("F31.81", name="indication")], medicines=medicine("Lamotrigine", "28439")),
    case("dissociative disorder", "PSY-07 relative", decision=CLEAR, diagnoses=ill(condition("F44.81"))),
    case("ideation 4", "SUI-01 relative", decision=CLEAR, **ideation(YES, YES, NO)),
    case("ideation 3", "SUI-02 caution", decision=CARE, **ideation(YES, NO, NO)),
    case("ideation 2 and levels 3 to 5 left open", "SUI-00 cannot_tell", decision=OPEN, **ideation()),
    case("ideation 2", "SUI-03 caution", decision=CARE, **ideation(NO, NO, NO)),
    case("item 9 alone", "SUI-03 caution", decision=CARE, _44260_8=chosen("44260-8", "LA6569-3")),
    case("pressure 160 over 90", "CVS-01 absolute", decision=NOT, pressure=[pressure(162, 90), pressure(158, 90)]),
    case("pressure 159 over 90", "CVS-02 relative", decision=CLEAR, pressure=[pressure(160, 90), pressure(158, 90)]),
    case("pressure 141 over 90", "CVS-02 relative", decision=CLEAR, pressure=[pressure(141, 90)]),
    case("pressure 140 over 90", decision=FINE, pressure=[pressure(140, 90)]),
    case("pressure 140 over 91", "CVS-02 relative", decision=CLEAR, pressure=[pressure(140, 91)]),
    case("pressure 31 days old", "CVS-00 cannot_tell", decision=OPEN,
         pressure=[pressure(120, 80, at="2025-12-15T10:00:00-05:00")]),
    case("pressure 30 days old", decision=FINE, pressure=[pressure(120, 80, at="2025-12-16T10:00:00-05:00")]),
    case("an infarct 42 days ago", "CVS-04 absolute", decision=NOT,
         diagnoses=ill(condition("I21.4", onsetDateTime="2025-12-04"))),
    case("an infarct 43 days ago", "CVS-05 relative", decision=CLEAR,
         diagnoses=ill(condition("I21.4", onsetDateTime="2025-12-03"))),
    case("a bleed in the brain long ago", "CVS-07 absolute", decision=NOT,
         diagnoses=ill(condition("I61.9", "resolved", onsetDateTime="2010"))),
    case("heart rate 110", decision=FINE, _8867_4=measured("8867-4", 110)),
    case("heart rate 111", "CVS-09 relative", decision=CLEAR, _8867_4=measured("8867-4", 111)),
    case("heart rate 49", "CVS-09 relative", decision=CLEAR, _8867_4=measured("8867-4", 49)),
    case("epilepsy, last seizure seven months ago", "NEU-02 caution", decision=CARE,
         diagnoses=ill(condition("G40.909")),
         last_seizure=stated("last-seizure", "2025-06-10")),
    case("epilepsy, last seizure not known", "NEU-02 relative", decision=CLEAR, diagnoses=ill(condition("G40.909"))),
    case("MoCA 17", "NEU-04 relative", decision=CLEAR, moca=measured("72172-0", 17, "{score}")),
    case("MoCA 25", "NEU-05 caution", decision=CARE, moca=measured("72172-0", 25, "{score}")),
    case("MoCA 26", decision=FINE, moca=measured("72172-0", 26, "{score}")),
    case("glaucoma", "EYE-01 relative", decision=CLEAR, diagnoses=ill(condition("H40.9"))),
    case("ALT three times the laboratory's limit", decision=FINE, ALT=liver("1742-6", 120, 40)),
    case("ALT above three times the limit", "HEP-03 relative", decision=CLEAR, ALT=liver("1742-6", 121, 40)),
    case("Child-Pugh C", "HEP-01 absolute", decision=NOT, diagnoses=ill(condition("K74.60")),
         more=(observation("child-pugh-class", LOCAL, valueCodeableConcept=concept(LOCAL, "child-pugh-c")),)),
    case("cirrhosis of no known class", "HEP-01 cannot_tell", decision=OPEN, diagnoses=ill(condition("K74.60"))),
    case("eGFR 29", "REN-01 caution", decision=CARE, _98979_8=measured("98979-8", 29)),
    case("eGFR 30", decision=FINE, _98979_8=measured("98979-8", 30)),
    case("SpO2 89", "RES-03 absolute", decision=NOT, _2708_6=measured("2708-6", 89)),
    case("SpO2 90", "RES-03 relative", decision=CLEAR, _2708_6=measured("2708-6", 90)),
    case("SpO2 93", "RES-03 relative", decision=CLEAR, _2708_6=measured("2708-6", 93)),
    case("SpO2 94", decision=FINE, _2708_6=measured("2708-6", 94)),
    case("STOP-BANG 4", "RES-02 caution", decision=CARE, stop_bang_total=stated("stop-bang-total", 4)),
    case("IPSS 20", "GU-02 relative", decision=CLEAR, ipss_total=stated("ipss-total", 20)),
    case("IPSS 19", "GU-03 caution", decision=CARE, ipss_total=stated("ipss-total", 19)),
    case("IPSS 7", decision=FINE, ipss_total=stated("ipss-total", 7)),
    case("ketamine bladder", "GU-01 absolute", decision=NOT, ketamine_uropathy=stated("ketamine-uropathy", True)),
    case("a woman without a test", "PREG-03 cannot_tell", "PREG-02 cannot_tell", decision=OPEN, patient=woman()),
    case("a woman tested, not breastfeeding", decision=FINE, patient=woman(),
         more=(chosen("2106-3", "260385009", SNOMED), chosen("63895-7", "LA29253-4"))),
    case("a breastfeeding woman", "PREG-02 relative", decision=CLEAR, patient=woman(),
         more=(chosen("2106-3", "260385009", SNOMED), chosen("63895-7", "LA29252-6"))),
    case("allergic to ketamine", "ALL-01 absolute", decision=NOT, allergies=allergy(RXNORM, "6130", "ketamine")),
    case("allergies not recorded", "ALL-01 cannot_tell", decision=OPEN, without=("allergies",)),
    case("porphyria", "MET-01 absolute", decision=NOT, diagnoses=ill(condition("E80.21"))),
    case("17 for one more day", "AGE-01 absolute", decision=NOT, patient=person(birthDate="2008-01-16")),
    case("18 today", decision=FINE, patient=person(birthDate="2008-01-15")),
    case("79", "AGE-02 caution", decision=CARE, patient=person(birthDate="1946-01-16")),
    case("80", "AGE-03 relative", decision=CLEAR, patient=person(birthDate="1946-01-15")),
    case("birth date known to the year only", "AGE-01 cannot_tell", decision=OPEN, patient=person(birthDate="1984")),
    case("AUDIT 20", "SUD-02 relative", decision=CLEAR, _75624_7=measured("75624-7", 20)),
    case("AUDIT 19", "SUD-03 caution", decision=CARE, _75624_7=measured("75624-7", 19)),
    case("DAST-10 at 2", decision=FINE, _82667_7=measured("82667-7", 2)),
    case("121 kg dosed by weight", "WT-01 caution", decision=CARE, _29463_7=measured("29463-7", 121),
         _8302_2=measured("8302-2", 195), more=(plan("P-03", "IV", 0.5, "mg/kg", 40, 60),)),
    case("pressed by others", "CON-01 absolute", decision=NOT, coercion_suspected=stated("coercion-suspected", True)),
    case("no earlier treatment", "CON-02 caution", decision=CARE, without=("adequate-prior-trials",)),
    case("phenelzine and codeine by a brand nobody knows", "DDI-05 relative", decision=CLEAR,
         medicines=[medicine("Phenelzine 15 mg"), medicine("Zzyxolam")]),
    case("a stopped benzodiazepine", decision=FINE, medicines=[medicine("Lorazepam", "6470", status="stopped")]),
    case("tramadol", "DDI-07 relative", decision=CLEAR, medicines=medicine("Tramadol", "10689")),
    case("nothing taken", decision=FINE, without=("medicines",)),
    case("infusion of 39 minutes", decision=FINE, guards="G-02", more=(plan("P-03", "IV", 0.5, "mg/kg", 39),)),
    case("above the most for a vein", decision=FINE, guards="G-01", more=(plan("P-03", "IV", 1.1, "mg/kg", 40),)),
    case("a dose 47 hours after the last", decision=FINE, guards="G-03",
         more=(plan("P-03", "IV", 0.5, "mg/kg", 40), given("2026-01-18T10:00:00-05:00", 0.5))),
    case("a dose 48 hours after the last", decision=FINE,
         more=(plan("P-03", "IV", 0.5, "mg/kg", 40), given("2026-01-18T09:00:00-05:00", 0.5))),
    case("a protocol for another illness", decision=FINE, guards="G-07", more=(plan("P-11", "IV", 0.5, "mg/kg", 40),)),
    case("weight not capped", "WT-01 caution", decision=CARE, guards="G-05", _29463_7=measured("29463-7", 130),
         _8302_2=measured("8302-2", 195), more=(plan("P-03", "IV", 0.5, "mg/kg", 40, 65),)),
    case("a rise nobody said was borne", decision=FINE, guards="G-06", prior_sessions=stated("prior-sessions", 1),
         more=(plan("P-05", "IV", 0.5, "mg/kg", 40), given("2026-01-05T09:00:00-05:00", 0.2))),
)  # fmt: skip
