"""What must be said before somebody agrees? Every line of the consent form, in plain words, with what it rests on."""

from holdspace.clinical import sources
from holdspace.clinical.consenting.line import Choice, Line
from holdspace.clinical.sources import Source

CHECKLIST = Source.judgement(
    "Holdspace: the lines of consent, put together from clinics' forms and labels; each is initialled on its own"
)
SAID_BY_FDA = sources.FDA_2023.at("Compounded products are not reviewed")
COMMON = sources.ESKETAMINE_US_LABEL_2019.at("The commonest unwanted effects")
SERIOUS = sources.FDA_2023.at("Safety concerns: abuse, psychiatric events, raised blood pressure, slowed breathing")
LONG_TERM = sources.UROPATHY_REVIEW.at("Symptoms of the urinary tract under treatment")
PREGNANCY = sources.ESKETAMINE_US_SUMMARY.at("Pregnancy: planning and prevention")
ABSTINENCE = sources.ISHA_CONSENT.at("No alcohol or other drugs for 24 hours")
DRIVING = sources.ESKETAMINE_US_SUMMARY.at("No driving until the next day after restful sleep")
TOUCHING = Source("Touch in ketamine sessions: agreed before, revocable", "https://balancehealthandhealing.com")
CALMING = sources.OSMIND_GUIDE.at("How the person wants to be calmed is asked before")
GROUPS = sources.BALTIMORE_GROUPS.at("Groups of at most four, with their own agreement")
PROGRAMME = sources.ESKETAMINE_US_SUMMARY.at("Given only within the safety programme")
VALIDITY = Source.judgement("Holdspace: consent runs for 12 months, or until the plan changes")

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
        "off_label",
        "Off-label and regulatory status",
        "off-label or regulatory status; a compounded product is not reviewed by the authority",
        "This use is off-label.",
        "Ketamine is approved as an anaesthetic, not for my condition. "
        "Doctors may still use it, and that is called off-label. "
        "Some forms are mixed by a pharmacy. "
        "No authority has reviewed those.",
        SAID_BY_FDA,
    ),
    Line(
        "purpose",
        "Diagnosis, purpose and alternatives",
        "diagnosis, purpose, alternatives: none, ECT, TMS, esketamine, psychotherapy",
        "I know why, and what else there is.",
        "My diagnosis and the reason for ketamine were explained. "
        "I may also choose no treatment, psychotherapy or other medicines. "
        "TMS, ECT and esketamine spray were explained too.",
        CHECKLIST,
    ),
    Line(
        "procedure",
        "What will happen",
        "procedure, route, range of doses, number of sessions, duration, who is there",
        "I know what will happen.",
        "I know how the drug is given and in which dose range. "
        "I know how many sessions are planned and how long they last. "
        "I know who will be with me.",
        CHECKLIST,
    ),
    Line(
        "expected",
        "Expected effects",
        "expected effects, dissociation among them",
        "My mind will change for a while.",
        "I may feel far from my body or from the room. "
        "Time, sounds and sights may change. "
        "It can be beautiful, strange or frightening.",
        CHECKLIST,
    ),
    Line(
        "common_risks",
        "Common risks",
        "common risks",
        "Common side effects.",
        "I may feel dizzy, sick, sleepy, anxious or numb. "
        "My sight may blur and my head may ache. "
        "My blood pressure goes up for some time.",
        COMMON,
    ),
    Line(
        "serious_risks",
        "Serious risks",
        "blood pressure and heart, breathing, aspiration, laryngospasm, seizure, allergy, psychosis or mania, "
        "worse suicidality",
        "Serious risks.",
        "My heart or blood pressure may get into trouble. "
        "My breathing may slow down, or my throat may close. "
        "I may choke on vomit, have a seizure or an allergic reaction. "
        "Psychosis or mania may begin. "
        "Thoughts of suicide may get worse.",
        SERIOUS,
    ),
    Line(
        "long_term",
        "Long-term risks",
        "bladder, liver, cognition, dependence",
        "Risks of long or frequent use.",
        "It can harm the bladder and the liver. "
        "It can harm memory and thinking. "
        "Ketamine can be misused, and people can become dependent on it.",
        LONG_TERM,
    ),
    Line(
        "unknown",
        "What is not known",
        "unknown long-term data, possible lack of benefit, relapse",
        "What nobody can promise.",
        "Nobody knows every effect of repeated doses over years. "
        "It may not help me. "
        "If it helps, the effect may wear off.",
        CHECKLIST,
    ),
    Line(
        "pregnancy",
        "Pregnancy",
        "pregnancy, breastfeeding and contraception",
        "Pregnancy and breastfeeding.",
        "Ketamine may harm an unborn or breastfed child. "
        "If I can become pregnant, I use contraception and take tests. "
        "I say at once if I may be pregnant.",
        PREGNANCY,
    ),
    Line(
        "medicines",
        "Other medicines",
        "interactions; no medicine is stopped alone",
        "My other medicines.",
        "Some medicines do not mix with ketamine. I have named all I take. I will not stop a medicine on my own.",
        CHECKLIST,
    ),
    Line(
        "abstinence",
        "Fasting and abstinence",
        "fasting, no alcohol and no drugs",
        "Before each dose.",
        "I follow the clinic's times for not eating and not drinking. "
        "I take no alcohol or other drugs for 24 hours. "
        "If I did, I say so, and we wait.",
        ABSTINENCE,
    ),
    Line(
        "escort",
        "The way home",
        "escort; no driving until the next day after sleep",
        "Someone I trust takes me home.",
        "I do not drive or use machines after the dose. "
        "I start again tomorrow at the earliest, after a night's sleep. "
        "Until then I sign no contracts and look after no child alone.",
        DRIVING,
    ),
    Line(
        "stopping",
        "Stopping",
        "right to withdraw, and its limits once the drug is given",
        "I may stop at any time.",
        "I may say no before each dose, without a reason. "
        "Once the drug is given it cannot be taken out. "
        "Then I stay until it is safe to leave.",
        CHECKLIST,
    ),
    Line(
        "emergency",
        "Emergencies",
        "treatment in an emergency, and transfer",
        "Emergencies.",
        "In an emergency I may be treated and taken to hospital.",
        CHECKLIST,
    ),
    Line(
        "touch",
        "Touch",
        "choices about touch",
        "Touch.",
        "I choose what is welcome. During the dose it can be made less, never more. Touch is never sexual.",
        TOUCHING,
        choices=TOUCH,
        question="Which touch is welcome?",
    ),
    Line(
        "recording",
        "Recording",
        "recording and photography",
        "Recording and photographs.",
        "Nothing is recorded unless I choose it. I can change my mind later.",
        CHECKLIST,
        choices=RECORDING,
        question="What may be recorded?",
    ),
    Line(
        "confidential",
        "Confidentiality",
        "confidentiality; registry and research opted into separately",
        "My record is confidential.",
        "The few exceptions in law were explained. "
        "Research and registries may use my record only if I choose so. "
        "My care is the same either way.",
        CHECKLIST,
        choices=RESEARCH,
        question="May my record be used for research?",
    ),
    Line(
        "suicidality",
        "Suicidality",
        "a plan for thoughts of suicide, and contacts",
        "If thoughts of suicide come.",
        "We write a safety plan together. "
        "I know whom to call, day and night. "
        "I say so when such thoughts come or get stronger.",
        CHECKLIST,
    ),
    Line(
        "costs",
        "Costs",
        "costs",
        "Costs.",
        "I know what I pay, and what my insurance does not pay.",
        CHECKLIST,
    ),
    Line(
        "sharing",
        "Sharing in the team",
        "sharing between the medical and the therapy team",
        "The team talks with each other.",
        "The medical and the therapy team share what they need for my care. "
        "My therapist's own notes stay with my therapist.",
        CHECKLIST,
    ),
    Line(
        "calming",
        "How to calm",
        "an advance statement on how to be calmed",
        "How to calm me.",
        "I have said what calms me and what makes it worse. The team tries that first. They keep me and others safe.",
        CALMING,
    ),
    Line(
        "group",
        "Group rules",
        "group rules, where there are groups",
        "Treatment in a group.",
        "I keep private what others say and do. "
        "I do not touch anyone without asking. "
        "I may leave the group and go on alone.",
        GROUPS,
        only_for="group",
    ),
    Line(
        "programme",
        "Esketamine programme",
        "enrolment in the safety programme, where esketamine is given",
        "Esketamine programme.",
        "Esketamine is given only within a national safety programme. "
        "I am enrolled, and reports about me go to it. "
        "I stay under watch for at least two hours.",
        PROGRAMME,
        only_for="esketamine",
    ),
    Line(
        "capacity",
        "Free decision",
        "capacity, interpreter, time to ask, a copy; version, language, signatures, date; 12 months or until the plan "
        "changes",
        "I decide freely.",
        "I had time to read and to ask. "
        "My questions were answered. "
        "I understand what I agree to. "
        "I get a copy. "
        "This consent runs for 12 months, or until my plan changes.",
        VALIDITY,
        with_interpreter="An interpreter has read every line to me in my language.",
    ),
)
