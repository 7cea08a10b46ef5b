"""Otto 2021: S-ketamine into a vein, venous blood, tested on people it was not fitted to."""

from holdspace.clinical.pharmacokinetics import bibliography as papers
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Link
from holdspace.clinical.pharmacokinetics.doses import Drug, Route
from holdspace.clinical.pharmacokinetics.models.model import (
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
from holdspace.clinical.pharmacokinetics.models.primary import COVARIANCES, PARAMETERS
from holdspace.clinical.pharmacokinetics.parameters import Values
from holdspace.clinical.pharmacokinetics.propagation import Input

TAKEN = ("V1", "CL", "V2", "Q2", "V3", "Q3", "VN", "CLN", "VNP", "QN", "KE0")


def body(values: Values) -> Body:
    """Three volumes of ketamine; all that leaves becomes norketamine, in two volumes."""
    v = values
    parent = Block(
        ("parent", "slow", "fast"),
        v["CL"] / v["V1"],
        ((v["Q2"] / v["V1"], v["Q2"] / v["V2"], None), (v["Q3"] / v["V1"], v["Q3"] / v["V3"], None)),
    )
    norketamine = Block(
        ("norketamine", "norketamine_outer"), v["CLN"] / v["VN"], ((v["QN"] / v["VN"], v["QN"] / v["VNP"], None),)
    )
    links = (Link("parent", "norketamine", v["CL"] / v["V1"]), Link("parent", "effect", v["KE0"]))
    blocks = {"parent": parent, "norketamine": norketamine, "effect": Block(("effect",), v["KE0"])}
    level = MG_PER_L_IN_NG_PER_ML / v["V1"]
    readings = {
        Analyte.KETAMINE: Reading("parent", level),
        Analyte.NORKETAMINE: Reading("norketamine", MG_PER_L_IN_NG_PER_ML * NORKETAMINE_SHARE / v["VN"]),
        Analyte.EFFECT: Reading("effect", level),
    }
    return Body(Circuit(blocks, links), readings)


def enters_a_vein(entry: Entry) -> tuple[Input, ...]:
    """Only ever straight into the blood."""
    return (Input("parent", entry.amount_mg, entry.dose.at_min, entry.dose.over_min),)


OTTO_2021_MODEL = Model(
    code="otto-2021",
    title="Otto 2021, after Fanta 2015",
    structure="three compartments of S-ketamine, two of norketamine",
    source=papers.OTTO_2021,
    sampling=Sampling.VENOUS,
    made_for=frozenset({Drug.ESKETAMINE}),
    routes=frozenset({Route.IV}),
    analytes=(Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.EFFECT),
    validity=Validity("48 healthy young adults", (18, 40), (50, 100), 48),
    parameters=tuple(each for each in PARAMETERS if each.code in TAKEN),
    covariances=COVARIANCES,
    adjusted=unchanged,
    body=body,
    enters=enters_a_vein,
    residual={Analyte.KETAMINE: 0.236, Analyte.NORKETAMINE: 0.143},
    limits=("No blood was taken from an artery in the first minutes.",),
)
