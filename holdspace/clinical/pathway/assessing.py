"""What blocks the way from referral to an agreed plan?"""

from collections.abc import Iterator

from holdspace.clinical.pathway.agreed import what_changed
from holdspace.clinical.pathway.blocks import Block, Step
from holdspace.clinical.pathway.facts import ConsentFacts, CourseFacts, EvaluationFacts, FindingFacts
from holdspace.clinical.pathway.thresholds import EVALUATION_DAYS
from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain

DUAL_EVALUATION = Source.judgement(
    "Two signed evaluations by two people, each valid for 90 days; clinical rules reference, section 1, dual "
    "evaluation rule (two clinics ask for both; the 90 days are our choice)"
)
WHOLE_SCREENING = Source.judgement("Unknown is not no: a rule that cannot tell blocks; design of the pathway")
CONSENT_LINES = Source.judgement(
    "Every line initialled, a changed form needs a new signature, at most 12 months; "
    "clinical rules reference, section 12"
)
GOALS = Source.judgement("A course starts from what the patient wants, in their own words; design of the pathway")

CLINICIANS = (Role.PRESCRIBER, Role.THERAPIST, Role.MONITOR)


def evaluation(facts: CourseFacts) -> Iterator[Block]:
    """The two evaluations can begin: intake is complete and every rule has an answer."""
    step = Step.EVALUATION
    if facts.intake.recorded_at is None or facts.intake.missing:
        missing = ", ".join(facts.intake.missing)
        yield Block(
            step,
            "intake",
            f"The intake is not complete: {missing}." if missing else "No intake is recorded.",
            "The rules can only read what has been asked.",
            "Complete the intake.",
            (Role.COORDINATOR, *CLINICIANS),
            "intake",
            WHOLE_SCREENING,
        )
    if facts.screening is None:
        yield Block(
            step,
            "screening",
            "The screening has not been run.",
            "It asks every rule whether ketamine is safe for this person.",
            "Run the screening.",
            CLINICIANS,
            "screening",
            WHOLE_SCREENING,
        )
        return
    if facts.screening.changed_since:
        yield Block(
            step,
            "screening_overtaken",
            f"Recorded since the screening: {', '.join(facts.screening.changed_since)}.",
            "The findings were made without it.",
            "Run the screening again.",
            CLINICIANS,
            "screening",
            WHOLE_SCREENING,
        )
    for finding in facts.screening.findings:
        if finding.level == "cannot_tell":
            yield Block(
                step,
                f"unknown:{finding.rule}",
                finding.says,
                f"Rule {finding.rule} cannot tell, and unknown is not no.",
                "Record it, then run the screening again.",
                CLINICIANS,
                f"finding:{finding.rule}",
                WHOLE_SCREENING,
            )


def eligible(facts: CourseFacts) -> Iterator[Block]:
    """Both evaluations are signed and in date, by two people, and every finding is decided."""
    for kind, found, who in (
        ("medical", facts.medical, Role.PRESCRIBER),
        ("psychological", facts.psychological, Role.THERAPIST),
    ):
        yield from _evaluation_blocks(kind, found, who, facts)
    both = facts.medical and facts.psychological
    if both and facts.medical and facts.psychological and facts.medical.signed_by == facts.psychological.signed_by:
        yield Block(
            Step.ELIGIBLE,
            "evaluations_same_person",
            "Both evaluations were signed by the same person.",
            "Two people see more than one.",
            "Ask another evaluator to sign one of them.",
            (Role.PRESCRIBER, Role.THERAPIST),
            "psychological_evaluation",
            DUAL_EVALUATION,
        )
    if facts.screening:
        for finding in facts.screening.findings:
            yield from _finding_blocks(finding)


def _evaluation_blocks(kind: str, found: EvaluationFacts | None, who: Role, facts: CourseFacts) -> Iterator[Block]:
    where = f"{kind}_evaluation"

    def block(code: str, says: str, because: str, remedy: str) -> Block:
        return Block(Step.ELIGIBLE, f"{where}:{code}", says, because, remedy, (who,), where, DUAL_EVALUATION)

    why = "A medical and a mental-health professional must both judge that it is safe."
    if found is None:
        yield block("missing", f"No {kind} evaluation is signed.", why, f"Sign the {kind} evaluation.")
        return
    if found.conclusion != "suitable":
        said = "not suitable now" if found.conclusion == "not_suitable" else "more is needed first"
        yield block("conclusion", f"The {kind} evaluation of {_day(found)} says: {said}.", why, "Evaluate again.")
    if facts.now - found.signed_at > facts.limits.days(EVALUATION_DAYS):
        days = plain(facts.limits.of(EVALUATION_DAYS))
        says = f"The {kind} evaluation of {_day(found)} is older than {days} days."
        yield block("out_of_date", says, "Health changes.", "Evaluate again.")
    if found.overtaken_by:
        says = f"Since the {kind} evaluation of {_day(found)}: {', '.join(found.overtaken_by)}."
        yield block("overtaken", says, "The evaluation was made without knowing it.", "Evaluate again.")


def _day(found: EvaluationFacts) -> str:
    return f"{found.signed_at.day} {found.signed_at:%B %Y}"


def _finding_blocks(finding: FindingFacts) -> Iterator[Block]:
    def block(code: str, says: str, remedy: str, who: tuple[Role, ...]) -> Block:
        because = f"Rule {finding.rule} asks for a clinician's decision before treatment."
        where = f"finding:{finding.rule}"
        return Block(Step.ELIGIBLE, f"{code}:{finding.rule}", says, because, remedy, who, where, WHOLE_SCREENING)

    if finding.level == "absolute":
        says = f"{finding.says} This is a reason not to treat while it is present."
        yield block("absolute", says, "Refer onward, or screen again once it is resolved.", (Role.PRESCRIBER,))
    elif finding.level in ("relative", "caution", "hold"):
        if finding.choice is None:
            yield block("undecided", f"Not decided: {finding.says}", "Decide, with a reason.", (Role.PRESCRIBER,))
        elif finding.choice == "wait":
            yield block("waiting", f"Waiting for clearance: {finding.says}", "Decide again.", (Role.PRESCRIBER,))
        elif finding.choice == "not_suitable":
            says = f"Decided as not suitable now: {finding.says}"
            yield block("not_suitable", says, "Refer onward, or decide again.", (Role.PRESCRIBER,))
        elif finding.level == "relative" and not finding.countersigned:
            says = f"Accepted with one signature only: {finding.says}"
            who = (Role.PRESCRIBER, Role.THERAPIST)
            yield block("one_signature", says, "Ask another clinician for the second signature.", who)


def plan(facts: CourseFacts) -> Iterator[Block]:
    """A plan can be agreed: consent is in force and the patient's goals are written down."""
    yield from _consent_blocks(facts)
    if facts.goals == 0:
        yield Block(
            Step.PLAN,
            "goals",
            "No goal is written down.",
            "The plan serves what the patient wants, in their own words.",
            "Write down at least one goal.",
            (Role.THERAPIST, Role.PRESCRIBER),
            "goals",
            GOALS,
        )


def _consent_blocks(facts: CourseFacts) -> Iterator[Block]:
    def block(code: str, says: str, remedy: str) -> Block:
        because = "Nobody is treated without having agreed, knowing what it is."
        return Block(Step.PLAN, f"consent:{code}", says, because, remedy, CLINICIANS, "consent", CONSENT_LINES)

    consent = facts.consent
    if consent is None:
        yield block("missing", "No consent is in force.", "Go through the consent form with the patient.")
    elif consent.withdrawn_at is not None:
        day = f"{consent.withdrawn_at.day} {consent.withdrawn_at:%B %Y}"
        yield block("withdrawn", f"No consent is in force: it was withdrawn on {day}.", "Record a new consent first.")
    elif consent.signed_at is None:
        done = f"{consent.initialled} of {consent.lines} lines are initialled"
        asked = f", line {consent.open_questions[0]} has an open question" if consent.open_questions else ""
        yield block("unsigned", f"No consent is in force: {done}{asked}.", "Finish the consent form.")
    elif consent.version != consent.version_in_force:
        says = f"The consent signed is version {consent.version}; version {consent.version_in_force} is now in force."
        yield block("old_version", says, "Go through the new version with the patient.")
    elif consent.valid_until_on is None or consent.valid_until_on < facts.today:
        yield block("expired", "The consent has run out.", "Go through the consent form again.")
    elif changes := _changed_since(consent):
        day = f"{consent.signed_at.day} {consent.signed_at:%B %Y}"
        says = f"The plan has changed since the consent of {day}: {'; '.join(changes)}."
        yield block("plan_changed", says, "Go through the consent form again with the patient.")


def _changed_since(consent: ConsentFacts) -> tuple[str, ...]:
    if consent.agreed_to is None or consent.plan_now is None:
        return ()
    return what_changed(consent.agreed_to, consent.plan_now)
