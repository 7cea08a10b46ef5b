"""Which numbers do the guards of an order compare with? Each with its source, and how far a clinic may move it."""

from holdspace.clinical import sources
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Looser, Threshold, adjustable, fixed

DEFAULTS = Source.judgement(
    "Most per session by route, hard stop at 1.5 times the most: our defaults, far below anaesthetic doses, so that a "
    "dose typed ten times too high cannot pass."
)
GUARDED_DEFAULTS = Source.judgement(
    "Shortest infusion, shortest gap, lower first dose, capped weight and largest rise: our defaults; a clinic may be "
    "stricter, and goes past one only for a single order, with a reason and two people."
)
FIRST_DOSE_SLIP = Source.judgement(
    "A first dose more than 5 times the protocol's start is taken for a slip of the decimal point: ours, so that ten "
    "times the lowest start (0.1 mg/kg) cannot pass unasked."
)
STEPS_OF_THE_PROTOCOL = Source.judgement(
    "A first dose above the highest step of its protocol, by more than 5 %, takes a reason and two people: ours; the "
    "published guards compare it with the most of the route only. 5 % is what a weight may waver."
)
PUSH_CEILING = sources.KETALAR_SUMMARY.at("Not faster than 0.5 mg/kg in a minute")
DILUTE_FIRST = sources.KETALAR_SUMMARY.at("100 mg/mL is diluted before it goes into a vein")
ANAESTHETIC_DOSES = sources.KETALAR_MEDSCAPE.at("Anaesthesia takes 1 to 4.5 mg/kg into a vein, 6.5 to 13 into muscle")
DEVICE_MAXIMUM = sources.ESKETAMINE_MEDSCAPE.at("84 mg is the highest dose of a session")


def _most(code: str, title: str, most: str, unit: str, least: str, source: Source = DEFAULTS) -> Threshold:
    """A most that a clinic may lower and nobody may raise: a single order goes past it with two people."""
    others = (ANAESTHETIC_DOSES,) if unit == "mg/kg" else ()
    return adjustable(code, title, most, unit, source, between=(least, most), other_sources=others)


IV_BY_WEIGHT = _most("G-01.iv.mg_per_kg", "The most into a vein by weight", "1.0", "mg/kg", "0.5")
IV_IN_ALL = _most("G-01.iv.mg", "The most into a vein in all", "100", "mg", "50")
IM_BY_WEIGHT = _most("G-01.im.mg_per_kg", "The most into muscle by weight", "1.5", "mg/kg", "0.5")
IM_IN_ALL = _most("G-01.im.mg", "The most into muscle in all", "150", "mg", "50")
SC_BY_WEIGHT = _most("G-01.sc.mg_per_kg", "The most under the skin by weight", "1.0", "mg/kg", "0.5")
SL_IN_ALL = _most("G-01.sl.mg", "The most under the tongue", "300", "mg", "100")
PO_IN_ALL = _most("G-01.po.mg", "The most by mouth in all", "300", "mg", "100")
PO_BY_WEIGHT = _most("G-01.po.mg_per_kg", "The most by mouth by weight", "3", "mg/kg", "1")
NASAL = _most("G-01.in.mg", "The most racemic ketamine into the nose", "150", "mg", "50")
NASAL_ESKETAMINE = _most("G-01.in_esketamine.mg", "The most esketamine into the nose", "84", "mg", "28", DEVICE_MAXIMUM)
HARD_STOP = fixed(
    "G-01.hard_stop", "How many times the most is a hard stop that nobody opens", "1.5", "times", DEFAULTS
)
SHORTEST_INFUSION = adjustable(
    "G-02.minutes", "The shortest infusion", 40, "min", GUARDED_DEFAULTS, between=(40, 120), looser=Looser.LOWER,
    other_sources=(
        sources.ASKP_BASICS.at("40 to 60 minutes"),
        sources.ANDRADE_2017_DOSING.at("2 to 100 minutes are reported"),
    ),
)  # fmt: skip
FASTEST_PUSH = fixed(
    "G-02.mg_per_kg_per_min", "The fastest rate into a vein, which nobody exceeds", "0.5", "mg/kg/min", PUSH_CEILING
)
SHORTEST_GAP = adjustable(
    "G-03.hours", "The shortest time between two sessions", 48, "hours", GUARDED_DEFAULTS, between=(48, 336),
    looser=Looser.LOWER,
)  # fmt: skip
OLDER_AGE = adjustable(
    "G-04.age", "The age from which a first dose is lower", 65, "years", GUARDED_DEFAULTS, between=(50, 65),
    other_sources=(sources.ESKETAMINE_DRUGS_COM.at("Exposure is higher in the elderly"),),
)  # fmt: skip
REDUCTION = adjustable(
    "G-04.percent", "By how much a first dose is lower for those who clear the drug slowly", 25, "%",
    GUARDED_DEFAULTS, between=(25, 50), looser=Looser.LOWER,
)  # fmt: skip
HEAVIEST = adjustable(
    "G-05.kg",
    "The weight above which a dose by weight grows no further",
    120,
    "kg",
    GUARDED_DEFAULTS,
    between=(80, 120),
)
IV_RISE = adjustable(
    "G-06.iv.mg_per_kg", "The largest rise into a vein from one session to the next", "0.25", "mg/kg",
    GUARDED_DEFAULTS, between=("0.1", "0.25"),
)  # fmt: skip
IM_RISE = adjustable(
    "G-06.im.mg_per_kg", "The largest rise into muscle from one session to the next", "0.25", "mg/kg",
    GUARDED_DEFAULTS, between=("0.1", "0.25"),
)  # fmt: skip
SL_RISE = adjustable(
    "G-06.sl.mg", "The largest rise under the tongue from one session to the next", 50, "mg", GUARDED_DEFAULTS,
    between=(25, 50),
)  # fmt: skip
FIRST_DOSE = adjustable(
    "G-06.first_dose", "How many times the protocol's start a first dose may be", 5, "times", FIRST_DOSE_SLIP,
    between=(1, 5),
)  # fmt: skip
ABOVE_THE_STEPS = fixed(
    "G-08.percent", "How far a first dose may be above the highest step of its protocol", 5, "%", STEPS_OF_THE_PROTOCOL
)
PLAUSIBLE_VOLUMES = Source.judgement(
    "A volume under 0.1 mL cannot be drawn with care, over 5 mL is no single injection, over 50 mL no syringe: ours, "
    "to catch a wrong vial; it is said, never refused."
)
NOT_STRONGER_THAN = Source.judgement(
    "Into a vein at most 50 mg/mL goes undiluted; the label says so of 100 mg/mL only."
)
ROUNDED_TO = Source.judgement(
    "Doses are rounded to 0.1 mg and volumes to 0.01 mL, never up past the most of the route."
)
SMALLEST_VOLUME = fixed("SUM.smallest_ml", "The smallest volume drawn with care", "0.1", "mL", PLAUSIBLE_VOLUMES)
LARGEST_INJECTION = fixed("SUM.injection_ml", "The largest volume of one injection", 5, "mL", PLAUSIBLE_VOLUMES)
LARGEST_SYRINGE = fixed("SUM.syringe_ml", "The largest syringe", 50, "mL", PLAUSIBLE_VOLUMES)
STRONGEST_INTO_A_VEIN = fixed(
    "SUM.vein_mg_per_ml",
    "The strongest solution that goes into a vein",
    50,
    "mg/mL",
    NOT_STRONGER_THAN,
    (DILUTE_FIRST,),
)
DOSE_STEP = fixed("SUM.dose_step", "The step to which a dose is rounded", "0.1", "mg", ROUNDED_TO)
VOLUME_STEP = fixed("SUM.volume_step", "The step to which a volume is rounded", "0.01", "mL", ROUNDED_TO)

THRESHOLDS = (
    IV_BY_WEIGHT,
    IV_IN_ALL,
    IM_BY_WEIGHT,
    IM_IN_ALL,
    SC_BY_WEIGHT,
    SL_IN_ALL,
    PO_IN_ALL,
    PO_BY_WEIGHT,
    NASAL,
    NASAL_ESKETAMINE,
    HARD_STOP,
    SHORTEST_INFUSION,
    FASTEST_PUSH,
    SHORTEST_GAP,
    OLDER_AGE,
    REDUCTION,
    HEAVIEST,
    IV_RISE,
    IM_RISE,
    SL_RISE,
    FIRST_DOSE,
    ABOVE_THE_STEPS,
    SMALLEST_VOLUME,
    LARGEST_INJECTION,
    LARGEST_SYRINGE,
    STRONGEST_INTO_A_VEIN,
    DOSE_STEP,
    VOLUME_STEP,
)
