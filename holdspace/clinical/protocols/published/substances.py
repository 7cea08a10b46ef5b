"""Which ways of giving ketamine have been published for use disorders?"""

from holdspace.clinical import sources
from holdspace.clinical.protocols.dose import InfusionPart, Status, per_kg
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published.indications import ALCOHOL, COCAINE
from holdspace.clinical.protocols.route import Route

PUSH_THEN_INFUSION = (InfusionPart(per_kg("0.11")[0], 2), InfusionPart(per_kg("0.60")[0], 50))
PUSH_THEN_INFUSION_IN_WORDS = "0.11 mg/kg over 2 minutes, then 0.6 mg/kg over 50 minutes"

SUBSTANCE_PROTOCOLS = (
    Protocol(
        "P-14",
        "Infusion with motivational therapy for alcohol use disorder",
        ALCOHOL,
        (Route.INTRAVENOUS,),
        per_kg("0.71"),
        (Phase("course", 1, note="in week 2 of 5"),),
        sources.DAKWAR_2020,
        status=Status.RESEARCH,
        minutes=52,
        infusion=PUSH_THEN_INFUSION,
        delivery=PUSH_THEN_INFUSION_IN_WORDS,
        evidence="One infusion within five weeks of motivational enhancement.",
    ),
    Protocol(
        "P-15",
        "Infusion with relapse prevention for alcohol use disorder",
        ALCOHOL,
        (Route.INTRAVENOUS,),
        per_kg("0.8"),
        (Phase("course", 3, every=Spacing(7, 7)),),
        sources.GRABSKI_2022,
        status=Status.RESEARCH,
        minutes=40,
        evidence="Three infusions beside mindfulness-based relapse prevention.",
    ),
    Protocol(
        "P-16",
        "Infusion with relapse prevention for cocaine use disorder",
        COCAINE,
        (Route.INTRAVENOUS,),
        per_kg("0.71"),
        (Phase("course", 1, 2, note="as the programme sets"),),
        sources.DAKWAR_COCAINE,
        status=Status.RESEARCH,
        minutes=52,
        infusion=PUSH_THEN_INFUSION,
        delivery=PUSH_THEN_INFUSION_IN_WORDS,
        evidence="One or two infusions beside mindfulness-based relapse prevention.",
    ),
)
