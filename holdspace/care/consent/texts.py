"""What does a patient agree to? The words of the consent form, version by version of our own text.

Covers the consent checklist of the clinical rules reference, section 12. A line that belongs to group work or to
the esketamine programme is in the form only of a clinic that offers it.
"""

from dataclasses import dataclass
from typing import Any

TITLE = "Consent, ketamine-assisted psychotherapy"
LANGUAGE = "en"
WRITTEN_BY = "Holdspace, first text in plain English"


@dataclass(frozen=True)
class Choice:
    """One answer to choose on a line."""

    value: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line to initial: a heading, plain sentences, and choices where the patient decides."""

    heading: str
    text: str
    choices: tuple[Choice, ...] = ()
    question: str = ""
    with_interpreter: str = ""
    only_for: str = ""


TOUCH = (
    Choice("none", "No touch"),
    Choice("hand", "Hand or shoulder, if I ask"),
    Choice("agreed", "Only what we agree before each session"),
)
RECORDING = (
    Choice("none", "No recording, no photographs"),
    Choice("sound", "Sound only, for my own use"),
    Choice("both", "Sound and pictures, for my care only"),
)
RESEARCH = (Choice("no", "No, for my care only"), Choice("yes", "Yes, without my name"))

LINES = (
    Line(
        "This use is off-label.",
        "Ketamine is approved as an anaesthetic, not for my condition. "
        "Doctors may still use it, and that is called off-label. "
        "Some forms are mixed by a pharmacy. No authority has reviewed those.",
    ),
    Line(
        "I know why, and what else there is.",
        "My diagnosis and the reason for ketamine were explained. "
        "I may also choose no treatment, psychotherapy or other medicines. "
        "TMS, ECT and esketamine spray were explained too.",
    ),
    Line(
        "I know what will happen.",
        "I know how the drug is given and in which dose range. "
        "I know how many sessions are planned and how long they last. "
        "I know who will be with me.",
    ),
    Line(
        "My mind will change for a while.",
        "I may feel far from my body or from the room. "
        "Time, sounds and sights may change. "
        "It can be beautiful, strange or frightening.",
    ),
    Line(
        "Common side effects.",
        "I may feel dizzy, sick, sleepy, anxious or numb. "
        "My sight may blur and my head may ache. "
        "My blood pressure goes up for some time.",
    ),
    Line(
        "Serious risks.",
        "My heart or blood pressure may get into trouble. "
        "My breathing may slow down, or my throat may close. "
        "I may choke on vomit, have a seizure or an allergic reaction. "
        "Psychosis or mania may begin. Thoughts of suicide may get worse.",
    ),
    Line(
        "Risks of long or frequent use.",
        "It can harm the bladder and the liver. "
        "It can harm memory and thinking. "
        "Ketamine can be misused, and people can become dependent on it.",
    ),
    Line(
        "What nobody can promise.",
        "Nobody knows every effect of repeated doses over years. "
        "It may not help me. If it helps, the effect may wear off.",
    ),
    Line(
        "Pregnancy and breastfeeding.",
        "Ketamine may harm an unborn or breastfed child. "
        "If I can become pregnant, I use contraception and take tests. "
        "I say at once if I may be pregnant.",
    ),
    Line(
        "My other medicines.",
        "Some medicines do not mix with ketamine. I have named all I take. I will not stop a medicine on my own.",
    ),
    Line(
        "Before each dose.",
        "I follow the clinic's times for not eating and not drinking. "
        "I take no alcohol or other drugs for 24 hours. "
        "If I did, I say so, and we wait.",
    ),
    Line(
        "Someone I trust takes me home.",
        "I do not drive or use machines after the dose. "
        "I start again tomorrow at the earliest, after a night's sleep. "
        "Until then I sign no contracts and look after no child alone.",
    ),
    Line(
        "I may stop at any time.",
        "I may say no before each dose, without a reason. "
        "Once the drug is given it cannot be taken out. "
        "Then I stay until it is safe to leave.",
    ),
    Line("Emergencies.", "In an emergency I may be treated and taken to hospital."),
    Line(
        "Touch.",
        "I choose what is welcome. During the dose it can be made less, never more. Touch is never sexual.",
        TOUCH,
        "Which touch is welcome?",
    ),
    Line(
        "Recording and photographs.",
        "Nothing is recorded unless I choose it. I can change my mind later.",
        RECORDING,
        "What may be recorded?",
    ),
    Line(
        "My record is confidential.",
        "The few exceptions in law were explained. "
        "Research and registries may use my record only if I choose so. "
        "My care is the same either way.",
        RESEARCH,
        "May my record be used for research?",
    ),
    Line(
        "If thoughts of suicide come.",
        "We write a safety plan together. I know whom to call, day and night. "
        "I say so when such thoughts come or get stronger.",
    ),
    Line("Costs.", "I know what I pay, and what my insurance does not pay."),
    Line(
        "The team talks with each other.",
        "The medical and the therapy team share what they need for my care. "
        "My therapist's own notes stay with my therapist.",
    ),
    Line(
        "How to calm me.",
        "I have said what calms me and what makes it worse. The team tries that first. They keep me and others safe.",
    ),
    Line(
        "Treatment in a group.",
        "I keep private what others say and do. "
        "I do not touch anyone without asking. "
        "I may leave the group and go on alone.",
        only_for="group",
    ),
    Line(
        "Esketamine programme.",
        "Esketamine is given only within a national safety programme. "
        "I am enrolled, and reports about me go to it. "
        "I stay under watch for at least two hours.",
        only_for="esketamine",
    ),
    Line(
        "I decide freely.",
        "I had time to read and to ask. My questions were answered. "
        "I understand what I agree to. I get a copy. "
        "This consent runs for 12 months, or until my plan changes.",
        with_interpreter="An interpreter has read every line to me in my language.",
    ),
)


def lines_of_form(*, group: bool = False, esketamine: bool = False) -> list[dict[str, Any]]:
    """The lines of a clinic's form, numbered from 1 without gaps, as a form version keeps them."""
    offered = {"": True, "group": group, "esketamine": esketamine}
    return [_as_kept(number, line) for number, line in enumerate((ln for ln in LINES if offered[ln.only_for]), start=1)]


def _as_kept(number: int, line: Line) -> dict[str, Any]:
    return {
        "number": number,
        "heading": line.heading,
        "text": line.text,
        "question": line.question,
        "with_interpreter": line.with_interpreter,
        "choices": [{"value": choice.value, "text": choice.text} for choice in line.choices],
    }
