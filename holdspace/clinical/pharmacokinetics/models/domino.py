"""Three older models of ketamine in a vein: Kamp's pooled one, Domino 1984 and Clements 1981."""

from holdspace.clinical.pharmacokinetics import bibliography as papers
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Link
from holdspace.clinical.pharmacokinetics.doses import Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import (
    MG_PER_L_IN_NG_PER_ML,
    Analyte,
    Body,
    Model,
    Reading,
    Sampling,
    Validity,
    unchanged,
)
from holdspace.clinical.pharmacokinetics.models.otto import enters_a_vein
from holdspace.clinical.pharmacokinetics.models.primary import PARAMETERS
from holdspace.clinical.pharmacokinetics.parameters import Parameter, Values
from holdspace.clinical.sources import Source

BLOOD_TO_EFFECT = next(each for each in PARAMETERS if each.code == "KE0")


def _rates(source: Source, volume: float, **rates: float) -> tuple[Parameter, ...]:
    centre = Parameter("V1", volume, "L/kg", "central volume", source)
    flows = (Parameter(code, value, "1/min", f"rate {code[1:]}", source) for code, value in rates.items())
    return (centre, *flows, BLOOD_TO_EFFECT)


def body_by_rates(values: Values) -> Body:
    """A centre and one or two outer compartments, told in rates."""
    v = values
    exchange = tuple((v[there], v[back], None) for there, back in (("k12", "k21"), ("k13", "k31")) if there in v)
    states = ("parent", "second", "third")[: len(exchange) + 1]
    return _read_in_the_centre(Block(states, v["k10"], exchange), v)


def body_by_flows(values: Values) -> Body:
    """A centre and two outer compartments, told in volumes and flows."""
    v = values
    exchange = tuple((v[q] / v["V1"], v[q] / v[volume], None) for q, volume in (("Q2", "V2"), ("Q3", "V3")))
    return _read_in_the_centre(Block(("parent", "second", "third"), v["CL"] / v["V1"], exchange), v)


def _read_in_the_centre(parent: Block, v: Values) -> Body:
    blocks = {"parent": parent, "effect": Block(("effect",), v["KE0"])}
    level = MG_PER_L_IN_NG_PER_ML / v["V1"]
    readings = {Analyte.KETAMINE: Reading("parent", level), Analyte.EFFECT: Reading("effect", level)}
    return Body(Circuit(blocks, (Link("parent", "effect", v["KE0"]),)), readings)


KAMP_2020_MODEL = Model(
    code="kamp-2020",
    title="Kamp 2020, pooled",
    structure="arterial centre and two outer compartments; the delay to a vein is left out, its numbers were not seen",
    source=papers.KAMP_2020,
    sampling=Sampling.ARTERIAL,
    made_for=frozenset(Drug),
    routes=frozenset({Route.IV}),
    analytes=(Analyte.KETAMINE, Analyte.EFFECT),
    validity=Validity("pooled from 18 studies of adults", (18, 65), (50, 100)),
    parameters=(
        Parameter("V1", 25, "L", "central volume", papers.KAMP_2020, None, 1),
        Parameter("V2", 56, "L", "second volume", papers.KAMP_2020, None, 1),
        Parameter("V3", 157, "L", "third volume", papers.KAMP_2020, None, 1),
        Parameter("CL", 84, "L/h", "clearance", papers.KAMP_2020, None, 1),
        Parameter("Q2", 161, "L/h", "flow to the second volume", papers.KAMP_2020, None, 1),
        Parameter("Q3", 79, "L/h", "flow to the third volume", papers.KAMP_2020, None, 1),
        BLOOD_TO_EFFECT,
    ),
    adjusted=unchanged,
    body=body_by_flows,
    enters=enters_a_vein,
    limits=("It foretells arterial blood; a vein shows lower early peaks.",),
)
DOMINO_1984_MODEL = Model(
    code="domino-1984",
    title="Domino 1984",
    structure="three compartments, told in rates, by body weight",
    source=papers.DOMINO_1984,
    sampling=Sampling.EARLY,
    made_for=frozenset({Drug.RACEMIC}),
    routes=frozenset({Route.IV}),
    analytes=(Analyte.KETAMINE, Analyte.EFFECT),
    validity=Validity("healthy adults, some after diazepam", (18, 65), (50, 100)),
    parameters=_rates(papers.DOMINO_1984, 0.063, k10=0.438, k12=0.592, k13=0.590, k21=0.247, k31=0.0146),
    adjusted=unchanged,
    body=body_by_rates,
    enters=enters_a_vein,
    limits=("No account of age, sex or the differences between people.",),
)
CLEMENTS_1981_MODEL = Model(
    code="clements-1981",
    title="Clements and Nimmo 1981",
    structure="two compartments, told in rates, by body weight",
    source=papers.CLEMENTS_1981,
    sampling=Sampling.VENOUS,
    made_for=frozenset({Drug.RACEMIC}),
    routes=frozenset({Route.IV}),
    analytes=(Analyte.KETAMINE, Analyte.EFFECT),
    validity=Validity("healthy adults after 0.25 mg/kg", (18, 65), (50, 100)),
    parameters=_rates(papers.CLEMENTS_1981, 1.7522, k10=0.0109, k12=0.0186, k21=0.0137),
    adjusted=unchanged,
    body=body_by_rates,
    enters=enters_a_vein,
    limits=("No account of age, sex or the differences between people.",),
)
