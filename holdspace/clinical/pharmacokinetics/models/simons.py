"""Simons 2022: S-ketamine film under the tongue and in a vein, arterial blood, two metabolites."""

from holdspace.clinical.pharmacokinetics.bibliography import SIMONS_2022 as SIMONS
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Link
from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import (
    HYDROXYNORKETAMINE_SHARE,
    MG_PER_L_IN_NG_PER_ML,
    NORKETAMINE_SHARE,
    Analyte,
    Body,
    Entry,
    Model,
    Reading,
    Sampling,
    Validity,
    unchanged,
)
from holdspace.clinical.pharmacokinetics.models.primary import FILM_SWALLOWED_MIN, MOUTH_MIN, PARAMETERS
from holdspace.clinical.pharmacokinetics.parameters import Parameter, Spread, Values
from holdspace.clinical.pharmacokinetics.propagation import Input

TO_NORKETAMINE, TO_HYDROXYNORKETAMINE = 0.80, 0.70


def body(values: Values) -> Body:
    """Three volumes of ketamine, then each metabolite after a transit, in two volumes each."""
    v = values
    parent = Block(
        ("parent", "second", "third"),
        v["CL1"] / v["V1"],
        ((v["CL2"] / v["V1"], v["CL2"] / v["V2"], None), (v["CL3"] / v["V1"], v["CL3"] / v["V3"], None)),
    )
    # Norketamine's centre has the volume of ketamine's, as the paper fixes it.
    norketamine = Block(
        ("norketamine", "norketamine_outer"),
        v["CLN1"] / v["V1"],
        ((v["CLN2"] / v["V1"], v["CLN2"] / v["VN2"], None),),
    )
    hydroxy = Block(
        ("hydroxy", "hydroxy_outer"), v["CLH1"] / v["VH1"], ((v["CLH2"] / v["VH1"], v["CLH2"] / v["VH2"], None),)
    )
    transit, last_transit = 2 / v["MTTN"], 1 / v["MTTH"]
    to_liver = 1 / v["MTTG"]
    single = {"mouth": v["KMOUTH"], "gut": v["KGUT"], "to_liver": to_liver, "transit_1": transit, "transit_2": transit}
    single |= {"transit_3": last_transit, "effect": v["KE0"]}
    blocks = {name: Block((name,), rate) for name, rate in single.items()}
    blocks |= {"parent": parent, "norketamine": norketamine, "hydroxy": hydroxy}
    links = (
        Link("mouth", "parent", v["KMOUTH"]),
        Link("gut", "to_liver", v["KGUT"]),
        Link("to_liver", "transit_1", to_liver * TO_NORKETAMINE),
        Link("parent", "transit_1", TO_NORKETAMINE * v["CL1"] / v["V1"]),
        Link("transit_1", "transit_2", transit),
        Link("transit_2", "norketamine", transit),
        Link("norketamine", "transit_3", TO_HYDROXYNORKETAMINE * v["CLN1"] / v["V1"]),
        Link("transit_3", "hydroxy", last_transit),
        Link("parent", "effect", v["KE0"]),
    )
    level = MG_PER_L_IN_NG_PER_ML / v["V1"]
    readings = {
        Analyte.KETAMINE: Reading("parent", level),
        Analyte.NORKETAMINE: Reading("norketamine", level * NORKETAMINE_SHARE),
        Analyte.HYDROXYNORKETAMINE: Reading("hydroxy", MG_PER_L_IN_NG_PER_ML * HYDROXYNORKETAMINE_SHARE / v["VH1"]),
        Analyte.EFFECT: Reading("effect", level),
    }
    return Body(Circuit(blocks, links), readings)


def enters(entry: Entry) -> tuple[Input, ...]:
    """A vein, or the mouth; what is swallowed gives metabolites only."""
    dose, mg, v = entry.dose, entry.amount_mg, entry.values
    if dose.route is Route.IV:
        return (Input("parent", mg, dose.at_min, dose.over_min),)
    held = min(1.0, dose.hold_min / FILM_HELD_MIN)
    taken_up = Input("mouth", mg * v["FMOUTH"] * held, dose.at_min, MOUTH_MIN)
    if not dose.swallowed:
        return (taken_up,)
    return (taken_up, Input("gut", mg * v["FSWALLOWED"], dose.at_min, FILM_SWALLOWED_MIN))


SIMONS_2022_MODEL = Model(
    code="simons-2022",
    title="Simons 2022",
    structure="three compartments of S-ketamine, transits, norketamine and hydroxynorketamine in two compartments each",
    source=SIMONS,
    sampling=Sampling.ARTERIAL,
    made_for=frozenset({Drug.ESKETAMINE}),
    routes=frozenset({Route.IV, Route.SL}),
    analytes=(Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.HYDROXYNORKETAMINE, Analyte.EFFECT),
    validity=Validity("20 healthy adults", (19, 32), (53, 93), 20),
    parameters=(
        Parameter("FMOUTH", 0.263, "", "share taken up by the mouth", SIMONS, Spread(0.060)),
        Parameter("KMOUTH", 0.04, "1/min", "uptake from the lining of the mouth", SIMONS, Spread(0.062)),
        Parameter("FSWALLOWED", 1.16, "", "swallowed drug turned over by the liver", SIMONS, Spread(0.057)),
        Parameter("KGUT", 0.049, "1/min", "uptake from the gut", SIMONS, Spread(0.376)),
        Parameter("MTTG", 10.7, "min", "from gut to liver", SIMONS, Spread(0.937)),
        Parameter("V1", 11.6, "L", "central volume", SIMONS, Spread(0.057), 1),
        Parameter("V2", 39.0, "L", "second volume", SIMONS, None, 1),
        Parameter("V3", 174, "L", "third volume", SIMONS, None, 1),
        Parameter("CL1", 1.48, "L/min", "clearance", SIMONS, Spread(0.029), 0.75),
        Parameter("CL2", 2.43, "L/min", "flow to the second volume", SIMONS, None, 0.75),
        Parameter("CL3", 1.21, "L/min", "flow to the third volume", SIMONS, Spread(0.026), 0.75),
        Parameter("MTTN", 20.1, "min", "transit to norketamine", SIMONS, Spread(0.021)),
        Parameter("VN2", 221, "L", "outer volume of norketamine", SIMONS, None, 1),
        Parameter("CLN1", 1.00, "L/min", "clearance of norketamine", SIMONS, Spread(0.050), 0.75),
        Parameter("CLN2", 2.63, "L/min", "flow to norketamine's outer volume", SIMONS, None, 0.75),
        Parameter("MTTH", 1.12, "min", "transit to hydroxynorketamine", SIMONS),
        Parameter("VH1", 4.4, "L", "central volume of hydroxynorketamine", SIMONS, Spread(1.22), 1),
        Parameter("VH2", 87.5, "L", "outer volume of hydroxynorketamine", SIMONS, Spread(0.152), 1),
        Parameter("CLH1", 0.933, "L/min", "clearance of hydroxynorketamine", SIMONS, Spread(0.103), 0.75),
        Parameter("CLH2", 1.70, "L/min", "flow to its outer volume", SIMONS, Spread(0.287), 0.75),
        next(each for each in PARAMETERS if each.code == "KE0"),
    ),
    adjusted=unchanged,
    body=body,
    enters=enters,
    residual={Analyte.KETAMINE: 0.11, Analyte.NORKETAMINE: 0.102, Analyte.HYDROXYNORKETAMINE: 0.079},
    route_limits={
        Route.SL: (
            "It cannot foretell ketamine from swallowed drug, only its metabolites.",
            "Real film exposure grows less than the dose; the model does not.",
        )
    },
    limits=(
        "The durations of uptake are the same for everybody here; their spread from visit to visit is left out.",
        "How volumes and clearances follow body weight was not printed; the usual powers are assumed.",
    ),
)
