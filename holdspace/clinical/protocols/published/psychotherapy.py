"""Which ways of giving ketamine have been published where psychotherapy carries the dose?"""

from holdspace.clinical import sources
from holdspace.clinical.protocols.dose import milligrams, per_kg
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published.indications import ANY
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Mark, Source

PREPARED_LONGER = Source.judgement(
    "Three preparation sessions where therapy carries the dose; one where it is medical."
)
LOZENGE_STEPS = milligrams("50", "100", "150", "200")
MUSCLE_STEPS = per_kg("0.5", "0.75", "1.0", "1.25", "1.5")
LOZENGE_DELIVERY = "swish and hold in the mouth for 10 to 15 minutes"
TIME_IN_THE_MOUTH = Source.recalled("Time in the mouth")
DOSES_OF_THE_SERIES = sources.DORE_2019.at("Doses are recalled", Mark.RECALLED)

PSYCHOTHERAPY_PROTOCOLS = (
    Protocol(
        "P-17",
        "Psychotherapy with a lozenge",
        ANY,
        (Route.SUBLINGUAL,),
        LOZENGE_STEPS,
        (Phase("course", 3, 6, note="each followed by integration; a visit takes 2 to 3 hours"),),
        sources.TROCHE_PAGE.at("50 to 200 mg"),
        delivery=LOZENGE_DELIVERY,
        hold_minutes=(10, 15),
        preparation_sessions=3,
        integration_after_first=2,
        maintenance_note="individual",
        evidence="A series of 235 patients in three practices.",
        other_sources=(
            sources.SAGE_COURSE.at("At least 3 preparation sessions, and 2 of integration after the first dose"),
            sources.DORE_2019,
            PREPARED_LONGER,
            TIME_IN_THE_MOUTH,
        ),
    ),
    Protocol(
        "P-18",
        "Psychotherapy with an injection into muscle",
        ANY,
        (Route.INTRAMUSCULAR,),
        MUSCLE_STEPS,
        (Phase("course", every=Spacing(7, 21), note="after a trial with the lozenge"),),
        DOSES_OF_THE_SERIES,
        delivery="one injection, or two",
        preparation_sessions=3,
        maintenance_note="individual",
        evidence="About 50 to 130 mg in one injection or two; the doses are recalled from practice.",
        other_sources=(PREPARED_LONGER,),
    ),
    Protocol(
        "P-22",
        "Group psychotherapy in existential distress",
        ANY,
        (Route.SUBLINGUAL, Route.INTRAMUSCULAR),
        LOZENGE_STEPS,
        (Phase("course", 3, note="in a programme of 5 to 12 weeks, at most 4 people"),),
        sources.BALTIMORE_GROUPS.at("5 sessions, 3 with medicine, at most 4 people"),
        delivery=f"{LOZENGE_DELIVERY}; or one injection, or two",
        hold_minutes=(10, 15),
        other_ways=((Route.INTRAMUSCULAR, MUSCLE_STEPS),),
        group_at_most=4,
        preparation_sessions=3,
        evidence="A group programme of 12 weeks, measured with PHQ-9, PCL-5 and GAD-7.",
        other_sources=(
            sources.GROUP_KAP_2021.at("12 weeks; groups of up to 6 are reported"),
            PREPARED_LONGER,
            DOSES_OF_THE_SERIES,
            TIME_IN_THE_MOUTH,
        ),
    ),
)
