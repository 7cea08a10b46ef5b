"""Perez-Ruixo 2021: esketamine by nose, vein and mouth in 820 people, with a liver of its own."""

from holdspace.clinical.pharmacokinetics.bibliography import PEREZ_RUIXO_2021 as PEREZ
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Link
from holdspace.clinical.pharmacokinetics.doses import Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import (
    MG_PER_L_IN_NG_PER_ML,
    Analyte,
    Body,
    Entry,
    Interaction,
    Model,
    Reading,
    Sampling,
    Validity,
)
from holdspace.clinical.pharmacokinetics.models.primary import (
    AGE_FROM_YEARS,
    DRINK_MIN,
    FLOW_LOST_L_PER_MIN_A_YEAR,
    NOSE_SWALLOWED_MIN,
    PARAMETERS,
)
from holdspace.clinical.pharmacokinetics.parameters import Parameter, Scale, Spread, Values
from holdspace.clinical.pharmacokinetics.people import Ancestry, Person
from holdspace.clinical.pharmacokinetics.propagation import Input

ASIAN_ELIMINATION, ASIAN_NORKETAMINE, JAPANESE_NOSE = 0.36, 0.81, 1.34


def adjusted(values: Values, person: Person, interaction: Interaction, is_r: bool) -> Values:
    """Flow of the liver falls after sixty; three effects of ancestry."""
    years = max(0.0, (person.age_years or 0.0) - AGE_FROM_YEARS)
    changed = {**values, "QH": values["QH"] - years * FLOW_LOST_L_PER_MIN_A_YEAR}
    if person.ancestry is not None:
        changed["KEL"] = values["KEL"] * ASIAN_ELIMINATION
        changed["CLN"] = values["CLN"] * ASIAN_NORKETAMINE
    if person.ancestry is Ancestry.JAPANESE:
        changed["FNOSE"] = values["FNOSE"] * JAPANESE_NOSE
    return changed


def body(values: Values) -> Body:
    """The blood exchanges with two volumes and with the liver, where ketamine is broken down."""
    v = values
    parent = Block(
        ("parent", "second", "third", "liver"),
        v["V1"] * 0,
        (
            (v["Q1"] / v["V1"], v["Q1"] / v["V2"], None),
            (v["Q2"] / v["V1"], v["Q2"] / v["V3"], None),
            (v["QH"] / v["V1"], v["QH"] / v["VH"], v["KEL"] + v["KMET"]),
        ),
    )
    norketamine = Block(
        ("norketamine", "norketamine_outer"), v["CLN"] / v["VN"], ((v["QN"] / v["VN"], v["QN"] / v["VNP"], None),)
    )
    depots = {"nose": Block(("nose",), v["KNOSE"]), "spray_swallowed": Block(("spray_swallowed",), v["KSPRAY"])}
    depots["gut"] = Block(("gut",), v["KGUT"])
    links = (
        Link("nose", "parent", v["KNOSE"]),
        Link("spray_swallowed", "liver", v["FGUT"] * v["KSPRAY"]),
        Link("gut", "liver", v["FGUT"] * v["KGUT"]),
        Link("liver", "norketamine", v["KMET"]),
        Link("parent", "effect", v["KE0"]),
    )
    blocks = {**depots, "parent": parent, "norketamine": norketamine, "effect": Block(("effect",), v["KE0"])}
    level = MG_PER_L_IN_NG_PER_ML / v["V1"]
    readings = {
        Analyte.KETAMINE: Reading("parent", level),
        # Its volumes are apparent ones, already told in norketamine's own weight: so its published peaks come out.
        Analyte.NORKETAMINE: Reading("norketamine", MG_PER_L_IN_NG_PER_ML / v["VN"]),
        Analyte.EFFECT: Reading("effect", level),
    }
    return Body(Circuit(blocks, links), readings)


def enters(entry: Entry) -> tuple[Input, ...]:
    """Nose, vein or mouth."""
    dose, mg, v = entry.dose, entry.amount_mg, entry.values
    if dose.route is Route.IV:
        return (Input("parent", mg, dose.at_min, dose.over_min),)
    if dose.route is Route.PO:
        return (Input("gut", mg, dose.at_min, DRINK_MIN),)
    share = v["FNOSE"] * (1.0 if dose.first_device else v["LATER"])
    return (
        Input("nose", mg * share, dose.at_min),
        Input("spray_swallowed", mg * (1 - share), dose.at_min, NOSE_SWALLOWED_MIN),
    )


PEREZ_RUIXO_2021_MODEL = Model(
    code="perez-ruixo-2021",
    title="Perez-Ruixo 2021",
    structure="three compartments and a liver, two compartments of norketamine",
    source=PEREZ,
    sampling=Sampling.VENOUS,
    made_for=frozenset({Drug.ESKETAMINE}),
    routes=frozenset({Route.IV, Route.PO, Route.IN}),
    analytes=(Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.EFFECT),
    validity=Validity("256 healthy adults and 564 patients with depression", (18, 86), (39, 170), 820),
    parameters=(
        Parameter("V1", 192, "L", "central volume", PEREZ, Spread.of_cv(27.5)),
        Parameter("V2", 143, "L", "second volume", PEREZ, Spread.of_cv(49.3)),
        Parameter("V3", 417, "L", "third volume", PEREZ),
        Parameter("Q1", 84.3, "L/h", "flow to the second volume", PEREZ),
        Parameter("Q2", 37.6, "L/h", "flow to the third volume", PEREZ),
        Parameter("QH", 151, "L/h", "flow of the liver", PEREZ, Spread.of_cv(23.2)),
        Parameter("VH", 101, "L", "volume of the liver", PEREZ, Spread.of_cv(34.6)),
        Parameter("KEL", 1.11, "1/h", "elimination from the liver", PEREZ, Spread.of_cv(120)),
        Parameter("KMET", 2.77, "1/h", "turned into norketamine in the liver", PEREZ),
        Parameter("VN", 70.0, "L", "central volume of norketamine", PEREZ, Spread.of_cv(31.6)),
        Parameter("VNP", 115, "L", "outer volume of norketamine", PEREZ),
        Parameter("CLN", 38.0, "L/h", "clearance of norketamine", PEREZ, Spread.of_cv(25.4)),
        Parameter("QN", 26.1, "L/h", "flow to norketamine's outer volume", PEREZ),
        Parameter("FNOSE", 0.54, "", "share taken up by the nose, first device", PEREZ, Spread(0.708**2, Scale.LOGIT)),
        Parameter("LATER", 0.62, "", "multiplier of that share for later devices", PEREZ),
        Parameter("KNOSE", 2.93, "1/h", "uptake from the nose", PEREZ, Spread.of_cv(61.5)),
        Parameter("KSPRAY", 1.45, "1/h", "uptake of spray swallowed", PEREZ, Spread.of_cv(132)),
        Parameter("KGUT", 0.97, "1/h", "uptake of a drink", PEREZ, Spread.of_cv(132)),
        Parameter("FGUT", 0.64, "", "share that passes the gut wall", PEREZ),
        next(each for each in PARAMETERS if each.code == "KE0"),
    ),
    adjusted=adjusted,
    body=body,
    enters=enters,
    knows_ancestry=True,
    residual={Analyte.KETAMINE: 0.276, Analyte.NORKETAMINE: 0.422},
    route_limits={Route.IV: ("Peaks after a bolus come out far too low: few samples in the first ten minutes.",)},
    limits=("The area of norketamine comes out 1.4 to 1.6 times the published one, though its peak fits.",),
)
