"""Which ways of giving ketamine have been published for trauma, obsessions and anxiety?"""

from holdspace.clinical import sources
from holdspace.clinical.protocols.dose import Status, per_kg
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published.indications import ANXIETY, OCD, PTSD, SOCIAL_ANXIETY
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source

BLOCH_2012 = Source("Bloch MH et al. 2012: an open trial without effect", "https://pubmed.ncbi.nlm.nih.gov/22784486")

ANXIETY_AND_TRAUMA_PROTOCOLS = (
    Protocol(
        "P-09",
        "Infusion for chronic PTSD",
        PTSD,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 6, every=Spacing(2, 3), note="in 2 weeks"),),
        sources.FEDER_2021,
        minutes=40,
        evidence="67 % responded against 20 % in the comparison (CAPS-5 down by 30 % or more); the gain held for "
        "a median of 27.5 days.",
        other_sources=(sources.ABDALLAH_2022.at("In veterans PTSD did not differ from placebo; depression improved"),),
    ),
    Protocol(
        "P-10",
        "Infusion for PTSD in veterans",
        PTSD,
        (Route.INTRAVENOUS,),
        per_kg("0.2", "0.5"),
        (Phase("course", 8, every=Spacing(3, 4)),),
        sources.ABDALLAH_2022.at("PTSD did not differ from placebo; depression improved"),
        minutes=40,
        evidence="PTSD did not differ from placebo with either dose; depression improved.",
        other_sources=(
            Source.recalled("40 minutes"),
            sources.FEDER_2021.at("Six infusions in 2 weeks did separate"),
        ),
    ),
    Protocol(
        "P-11",
        "Infusion for obsessive-compulsive disorder",
        OCD,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 1),),
        sources.RODRIGUEZ_2013,
        status=Status.RESEARCH,
        minutes=40,
        evidence="Half responded after a week (Y-BOCS down by 35 % or more); an open trial found no effect.",
        other_sources=(BLOCH_2012,),
    ),
    Protocol(
        "P-12",
        "Infusion for social anxiety",
        SOCIAL_ANXIETY,
        (Route.INTRAVENOUS,),
        per_kg("0.5"),
        (Phase("course", 1, note="28 days to the crossover"),),
        sources.TAYLOR_2018,
        status=Status.RESEARCH,
        minutes=40,
        evidence="A crossover; a response was LSAS down by more than 35 %.",
    ),
    Protocol(
        "P-13",
        "Injection under the skin for refractory anxiety",
        ANXIETY,
        (Route.SUBCUTANEOUS,),
        per_kg("0.25", "0.5", "1.0"),
        (Phase("course", 3, every=Spacing(7, 7), note="rising"),),
        sources.GLUE_2017,
        delivery="one injection",
        maintenance_phases=(Phase("maintenance", every=Spacing(3, 7), lasting_days=90, note="1 mg/kg"),),
        evidence="An ascending dose in refractory general and social anxiety, then maintenance for 3 months.",
        other_sources=(sources.GLUE_2018,),
    ),
)
