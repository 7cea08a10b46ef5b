"""Which ways of giving ketamine have been published for depression?"""

from holdspace.clinical import sources
from holdspace.clinical.protocols.dose import Drug, Status, milligrams, per_kg
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published.indications import BIPOLAR, DEPRESSION
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Mark, Source

THREE_A_WEEK = Spacing(2, 3)
TWICE_WEEKLY = Spacing(3, 4)
WEEKLY = Spacing(7, 7)
LEAST_FREQUENT = sources.ESKETAMINE_US_DOSING.at("The least frequent interval that holds")
STARTING_RANGE = sources.ASKP_BASICS.at("Infusions start with 0.5 to 1 mg/kg over 40 to 60 minutes")
TYPICAL_COURSE = sources.OSMIND_GUIDE.at("A typical course is 4 to 6 infusions")
REPORTED_RANGE = sources.ANDRADE_2017_DOSING.at(
    "Some respond to 0.1, others need 0.75 mg/kg; infusions of 2 to 100 minutes are reported"
)

NASAL = (
    Protocol(
        "P-01",
        "Esketamine nasal spray for treatment-resistant depression",
        DEPRESSION,
        (Route.INTRANASAL,),
        milligrams("56", "84"),
        (
            Phase("weeks 1 to 4", 8, every=TWICE_WEEKLY),
            Phase("weeks 5 to 8", 4, every=WEEKLY),
        ),
        sources.ESKETAMINE_MEDSCAPE,
        drug=Drug.ESKETAMINE,
        status=Status.LABEL,
        delivery="devices of 28 mg, 5 minutes apart",
        maintenance_phases=(Phase("from week 9", every=Spacing(7, 14), note="the least frequent interval that holds"),),
        evidence="Benefit is judged after week 4, before it goes on.",
        other_sources=(
            LEAST_FREQUENT,
            sources.ESKETAMINE_US_WARNINGS,
            Source.recalled("From 65 years start with 28 mg (Europe)"),
        ),
    ),
    Protocol(
        "P-02",
        "Esketamine nasal spray for depression with acute suicidality",
        DEPRESSION,
        (Route.INTRANASAL,),
        milligrams("56", "84"),
        (Phase("weeks 1 to 4", 8, every=TWICE_WEEKLY, note="then look again"),),
        sources.ESKETAMINE_MEDSCAPE,
        drug=Drug.ESKETAMINE,
        status=Status.LABEL,
        first_dose=milligrams("84")[0],
        delivery="84 mg in devices of 28 mg, 5 minutes apart; may be cut to 56 mg",
        maintenance_note="beyond 4 weeks not studied",
        evidence="Beyond 4 weeks it was not studied.",
    ),
)

INFUSED = (
    Protocol(
        "P-03",
        "Infusion for treatment-resistant depression",
        DEPRESSION,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 1, 6, THREE_A_WEEK, note="one, or 6 in 2 weeks"),),
        sources.PHILLIPS_2019,
        minutes=40,
        maintenance_phases=(Phase("maintenance", 4, every=WEEKLY, note="after a response"),),
        evidence="59 % responded to repeated infusions; the median was 3 infusions to a response.",
        other_sources=(STARTING_RANGE, TYPICAL_COURSE, REPORTED_RANGE),
    ),
    Protocol(
        "P-04",
        "Infusion twice weekly for treatment-resistant depression",
        DEPRESSION,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 4, 6, TWICE_WEEKLY),),
        Source.recalled("Singh 2016: twice weekly equals three times weekly"),
        minutes=40,
        evidence="Twice weekly did as well as three times weekly.",
        other_sources=(TYPICAL_COURSE,),
    ),
    Protocol(
        "P-05",
        "Finding the dose in treatment-resistant depression",
        DEPRESSION,
        (Route.INTRAVENOUS,),
        per_kg("0.1", "0.2", "0.5", "1.0"),
        (Phase("course", 1),),
        sources.FAVA_2018.at("Four doses; the values are recalled", Mark.RECALLED),
        status=Status.RESEARCH,
        minutes=40,
        evidence="Four doses against an active placebo, one infusion each.",
        other_sources=(sources.FAVA_2018.at("Four doses against an active placebo"),),
    ),
    Protocol(
        "P-07",
        "Infusion for severe depression in hospital",
        DEPRESSION,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", sessions_at_most=12, every=THREE_A_WEEK, note="stop at remission, MADRS 10 or less"),),
        sources.EKSTRAND_2022,
        minutes=40,
        maintenance_note="none; 70 % relapsed within 12 months",
        evidence="Compared with electroconvulsive therapy in inpatients; 70 % relapsed within 12 months.",
    ),
    Protocol(
        "P-08",
        "Infusion instead of electroconvulsive therapy, outpatient",
        DEPRESSION,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 6, every=TWICE_WEEKLY),),
        Source.recalled("Anand 2023"),
        minutes=40,
        evidence="Compared with electroconvulsive therapy in outpatients.",
    ),
    Protocol(
        "P-21",
        "Infusion for bipolar depression with a mood stabiliser",
        BIPOLAR,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 1, note="in research"),),
        Source.recalled("Infusion in bipolar depression under a mood stabiliser"),
        status=Status.RESEARCH,
        minutes=40,
        evidence="One infusion, under a mood stabiliser, in research only.",
    ),
)

OTHER_ROUTES = (
    Protocol(
        "P-06",
        "Injection under the skin for treatment-resistant depression",
        DEPRESSION,
        (Route.SUBCUTANEOUS,),
        per_kg("0.5", "0.9"),
        (Phase("course", 8, every=TWICE_WEEKLY, note="guided by response"),),
        sources.LOO_2023,
        delivery="one injection",
        evidence="The dose rose from 0.5 up to 0.9 mg/kg as the response asked for it.",
    ),
    Protocol(
        "P-19",
        "By mouth for treatment-resistant depression",
        DEPRESSION,
        (Route.ORAL,),
        per_kg("1", "2"),
        (Phase("course", 12, every=TWICE_WEEKLY),),
        sources.KHEIRABADI_2023.at("No difference between the doses"),
        evidence="1 and 2 mg/kg did not differ.",
        other_sources=(
            sources.ANDRADE_ORAL.at(
                "20 to 25 % reaches the blood, so 2 to 2.5 mg/kg is like 0.5 mg/kg into a vein; the literature gives "
                "0.25 to 7 mg/kg, 25 to 300 mg"
            ),
        ),
    ),
)

DEPRESSION_PROTOCOLS = (*NASAL, *INFUSED, *OTHER_ROUTES)
