"""Which questions does the screening ask of a person, in which words, under which codes?

The codes are those the rules read. An answer nobody gave is no answer: none of these has a default.
"""

from dataclasses import dataclass

from holdspace.clinical.eligibility.record import LOINC, SCREENING_FACT


@dataclass(frozen=True)
class Question:
    """One question that is answered with yes or no; `rules` names who waits for the answer."""

    code: str
    asks: str
    help: str = ""
    rules: str = ""
    system: str = SCREENING_FACT
    yes: str = ""
    no: str = ""

    @property
    def field(self) -> str:
        """The name of its field on the form."""
        return self.code.replace("-", "_")


@dataclass(frozen=True)
class Chapter:
    """Questions that are asked together."""

    title: str
    questions: tuple[Question, ...]


CHAPTERS = (
    Chapter(
        "Mental state now",
        (
            Question("current-psychosis", "Psychotic symptoms or delirium now", "As seen and asked today.", "PSY-02"),
            Question("current-mania", "Mania, hypomania or a mixed state now", "As seen and asked today.", "PSY-04"),
            Question(
                "family-psychosis-first-degree",
                "A parent, sibling or child with a psychotic disorder",
                "Schizophrenia, schizoaffective or delusional disorder.",
                "PSY-03",
            ),
        ),
    ),
    Chapter(
        "Deciding freely",
        (
            Question(
                "capacity-to-consent",
                "Has capacity to consent to this treatment",
                "Understands it, weighs it, and can say what they choose.",
                "CON-01",
            ),
            Question("coercion-suspected", "Somebody may be pressing them to agree", "", "CON-01"),
        ),
    ),
    Chapter(
        "Pregnancy",
        (
            Question(
                "childbearing-potential",
                "Could become pregnant",
                "Ask; do not infer it from sex or age. A test is needed when yes.",
                "PREG-03",
            ),
            Question(
                "63895-7",
                "Is breastfeeding",
                "",
                "PREG-02",
                system=LOINC,
                yes="LA29252-6",
                no="LA29253-4",
            ),
        ),
    ),
    Chapter(
        "Ketamine before",
        (
            Question("ketamine-use-disorder", "Ketamine or PCP use disorder, now or ever", "", "SUD-01"),
            Question("ketamine-uropathy", "Bladder damage from ketamine, now or ever", "", "GU-01"),
            Question(
                "last-session-tolerated",
                "Tolerated the last ketamine session",
                "Only when they had ketamine as treatment.",
            ),
        ),
    ),
    Chapter(
        "Only where it applies",
        (
            Question("sleep-evaluation-done", "Sleep apnoea was looked for by a sleep study", "", "RES-01"),
            Question("osa-therapy-effective", "Sleep apnoea is effectively treated", "", "RES-01"),
            Question("sud-is-treatment-target", "The addiction is what the treatment is for", "", "SUD-04"),
            Question("addiction-physician-agreement", "An addiction physician agrees, on record", "", "SUD-04"),
        ),
    ),
    Chapter(
        "Going home after a dose",
        (
            Question(
                "escort-arranged",
                "A responsible adult and transport can be arranged",
                "Asked again on the day.",
                "SOC-01",
            ),
            Question("home-safe", "The home is safe after a session", "Asked again on the day.", "SOC-01"),
        ),
    ),
)
QUESTIONS = tuple(question for chapter in CHAPTERS for question in chapter.questions)
BY_CODE = {question.code: question for question in QUESTIONS}
