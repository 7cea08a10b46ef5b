"""S1, the model asked first: every route, both enantiomers, norketamine, and one liver behind them all."""

from holdspace.clinical.pharmacokinetics import bibliography as papers
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Link
from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, Drug, Route
from holdspace.clinical.pharmacokinetics.exponentials import space_of
from holdspace.clinical.pharmacokinetics.models.model import (
    MG_PER_L_IN_NG_PER_ML,
    NORKETAMINE_SHARE,
    Analyte,
    Body,
    Entry,
    Interaction,
    Model,
    Reading,
    Sampling,
    Validity,
)
from holdspace.clinical.pharmacokinetics.parameters import Parameter, Scale, Spread, Values
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.propagation import Input

OTTO, PEREZ, SIMONS = papers.OTTO_2021, papers.PEREZ_RUIXO_2021, papers.SIMONS_2022
AGE_FROM_YEARS = 60.0
FLOW_LOST_L_PER_MIN_A_YEAR = 2.19 / 60
# A draw of clearance above nearly all of the liver's flow cannot be; it is held there.
LARGEST_EXTRACTION = 0.98
R_CLEARANCE_SHARE = 0.86
MOUTH_MIN, FILM_SWALLOWED_MIN, NOSE_SWALLOWED_MIN, DRINK_MIN = 13.1, 29.9, 0.53 * 60, 0.32 * 60

PARAMETERS = (
    Parameter("V1", 133, "L", "central volume", OTTO, Spread(0.084), 1),
    Parameter("CL", 95.2, "L/h", "clearance of S-ketamine", OTTO, Spread(0.026), 0.75),
    Parameter("V2", 187, "L", "slow volume", OTTO),
    Parameter("Q2", 23.2, "L/h", "flow to the slow volume", OTTO),
    Parameter("V3", 98.8, "L", "fast volume", OTTO),
    Parameter("Q3", 157, "L/h", "flow to the fast volume", OTTO),
    Parameter("VN", 98.6, "L", "central volume of norketamine", OTTO, Spread(0.040), 1),
    Parameter("CLN", 57.7, "L/h", "clearance of norketamine", OTTO, Spread(0.103), 0.75),
    Parameter("VNP", 160, "L", "outer volume of norketamine", OTTO),
    Parameter("QN", 42.8, "L/h", "flow to norketamine's outer volume", OTTO),
    Parameter("QH", 151, "L/h", "apparent blood flow of the liver", PEREZ, None, 0.75),
    Parameter("FGUT", 0.64, "", "share that passes the gut wall", PEREZ, Spread(0.25, Scale.LOGIT, papers.GUT_SPREAD)),
    Parameter("KGUT", 0.97, "1/h", "uptake from the gut", PEREZ, Spread.of_cv(132)),
    Parameter("FNOSE", 0.54, "", "share taken up by the nose, first device", PEREZ, Spread(0.708**2, Scale.LOGIT)),
    Parameter("LATER", 0.62, "", "multiplier of that share for later devices", PEREZ),
    Parameter("KNOSE", 2.93, "1/h", "uptake from the nose", PEREZ, Spread.of_cv(61.5)),
    Parameter("FMOUTH", 0.263, "", "share taken up by the mouth when held 10 min", SIMONS, Spread(0.060)),
    Parameter("KMOUTH", 0.04, "1/min", "uptake from the lining of the mouth", SIMONS),
    Parameter("FIM", 0.93, "", "share taken up from muscle", papers.CLEMENTS_1982),
    Parameter("KIM", 0.10, "1/min", "uptake from muscle", papers.MUSCLE, Spread.of_cv(60, papers.MUSCLE)),
    Parameter("FSC", 0.9, "", "share taken up from under the skin", papers.UNDER_THE_SKIN),
    Parameter(
        "KSC", 0.06, "1/min", "uptake from under the skin", papers.UNDER_THE_SKIN, Spread.of_cv(60, papers.MUSCLE)
    ),
    Parameter("KE0", 0.6931471805599453 / 3.5, "1/min", "from blood to effect", papers.BLOOD_TO_BRAIN),
)
COVARIANCES = {("V1", "CL"): 0.0226, ("VN", "CLN"): 0.0446}


def adjusted(values: Values, person: Person, interaction: Interaction, is_r: bool) -> Values:
    """Clearance as the liver makes it: flow falls with age, enzymes with an interaction, and R is cleared slower."""
    xp = space_of(values["CL"])
    flow = values["QH"]
    clearance = values["CL"] * (R_CLEARANCE_SHARE if is_r else 1.0)
    extraction = clearance / flow
    extraction = xp.where(extraction < LARGEST_EXTRACTION, extraction, LARGEST_EXTRACTION)
    intrinsic = flow * extraction / (1 - extraction) * interaction.liver
    years = max(0.0, (person.age_years or 0.0) - AGE_FROM_YEARS)
    flow = flow - years * FLOW_LOST_L_PER_MIN_A_YEAR
    extraction = intrinsic / (flow + intrinsic)
    through_gut = values["FGUT"] * interaction.gut
    through_gut = xp.where(through_gut < 1.0, through_gut, 1.0)
    return {**values, "CL": flow * extraction, "E": extraction, "FGUT": through_gut}


def body(values: Values) -> Body:
    """Depots, three volumes of ketamine, two of norketamine, and the effect behind the blood."""
    v = values
    leaving = v["CL"] / v["V1"]
    parent = Block(
        ("parent", "slow", "fast"),
        leaving,
        ((v["Q2"] / v["V1"], v["Q2"] / v["V2"], None), (v["Q3"] / v["V1"], v["Q3"] / v["V3"], None)),
    )
    norketamine = Block(
        ("norketamine", "norketamine_outer"), v["CLN"] / v["VN"], ((v["QN"] / v["VN"], v["QN"] / v["VNP"], None),)
    )
    depots = {name: Block((name,), v[rate]) for name, rate in DEPOTS.items()}
    past_liver = v["FGUT"] * (1 - v["E"])
    links = (
        Link("muscle", "parent", v["KIM"]),
        Link("skin", "parent", v["KSC"]),
        Link("nose", "parent", v["KNOSE"]),
        Link("mouth", "parent", v["KMOUTH"]),
        Link("gut", "parent", past_liver * v["KGUT"]),
        Link("gut", "norketamine", v["FGUT"] * v["E"] * v["KGUT"]),
        Link("parent", "norketamine", leaving),
        Link("parent", "effect", v["KE0"]),
    )
    blocks = {**depots, "parent": parent, "norketamine": norketamine, "effect": Block(("effect",), v["KE0"])}
    level = MG_PER_L_IN_NG_PER_ML / v["V1"]
    readings = {
        Analyte.KETAMINE: Reading("parent", level),
        Analyte.NORKETAMINE: Reading("norketamine", MG_PER_L_IN_NG_PER_ML * NORKETAMINE_SHARE / v["VN"]),
        Analyte.EFFECT: Reading("effect", level),
    }
    return Body(Circuit(blocks, links), readings)


DEPOTS = {"muscle": "KIM", "skin": "KSC", "nose": "KNOSE", "mouth": "KMOUTH", "gut": "KGUT"}


def enters(entry: Entry) -> tuple[Input, ...]:
    """Where a dose goes first."""
    dose, mg, v = entry.dose, entry.amount_mg, entry.values
    match dose.route:
        case Route.IV:
            return (Input("parent", mg, dose.at_min, dose.over_min),)
        case Route.IM:
            return (Input("muscle", mg * v["FIM"], dose.at_min),)
        case Route.SC:
            return (Input("skin", mg * v["FSC"], dose.at_min),)
        case Route.PO:
            return (Input("gut", mg, dose.at_min, DRINK_MIN),)
        case Route.IN:
            share = v["FNOSE"] * (1.0 if dose.first_device else v["LATER"])
            return (
                Input("nose", mg * share, dose.at_min),
                Input("gut", mg * (1 - share), dose.at_min, NOSE_SWALLOWED_MIN),
            )
        case Route.SL:
            return _through_the_mouth(entry)


def _through_the_mouth(entry: Entry) -> tuple[Input, ...]:
    dose, mg = entry.dose, entry.amount_mg
    xp = space_of(mg)
    share = entry.values["FMOUTH"] * min(1.0, dose.hold_min / FILM_HELD_MIN)
    share = xp.where(share < 1.0, share, 1.0)
    taken_up = Input("mouth", mg * share, dose.at_min, MOUTH_MIN)
    if not dose.swallowed:
        return (taken_up,)
    return (taken_up, Input("gut", mg * (1 - share), dose.at_min, FILM_SWALLOWED_MIN))


S1 = Model(
    code="s1",
    title="Holdspace primary model",
    structure="S and R each with three compartments, depots, a static first pass and two compartments of norketamine",
    source=papers.PRIMARY_MODEL,
    sampling=Sampling.VENOUS,
    made_for=frozenset(Drug),
    routes=frozenset(Route),
    analytes=(Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.EFFECT),
    validity=Validity(
        "healthy adults and, for the nose, patients with depression; parts fitted apart", (18, 86), (45, 120), 48
    ),
    parameters=PARAMETERS,
    covariances=COVARIANCES,
    adjusted=adjusted,
    body=body,
    enters=enters,
    by_enantiomer=True,
    residual={Analyte.KETAMINE: 0.236, Analyte.NORKETAMINE: 0.143},
    knows_interactions=True,
    route_limits={
        Route.IN: ("Nasal peaks come out about 30 % above those reported.",),
        Route.IM: ("After 1 mg/kg into a muscle the peak comes out about 40 % below the one study that saw it.",),
        Route.SL: ("Film peaks come out about 40 % below those in arterial blood; norketamine about 70 % below.",),
        Route.IV: ("The first ten minutes after a bolus are not to be trusted: the blood behind it was venous.",),
    },
)
