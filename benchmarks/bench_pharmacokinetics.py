"""How fast and how exact are the levels? Beside solvers that step through time, and beside the bare exponentials.

Ten thousand people, 240 times, ketamine, norketamine and effect after one dose into a vein. Then one patient's band,
one update from what was seen, whether known truths are found again, and a million people in how much memory.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import peers
from holdspace.clinical.pharmacokinetics import kernel, solving
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.learning import Measure, Seen, foretold, learned
from holdspace.clinical.pharmacokinetics.models import S1, Analyte
from holdspace.clinical.pharmacokinetics.parameters import values_for
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.simulating import Question, band, deviations_of
from tests.clinical.pharmacokinetics.learning.invented import courses

PEOPLE, TIMES, MG = 10_000, np.arange(0.0, 240.0), 20.0
ANALYTES = (Analyte.KETAMINE, Analyte.NORKETAMINE, Analyte.EFFECT)
PATIENT = Person(weight_kg=70, age_years=40)
IN_A_VEIN = Question(S1, (Dose(Drug.ESKETAMINE, Route.IV, MG),), PATIENT)
DRIP = Question(S1, (Dose(Drug.RACEMIC, Route.IV, 35, over_min=40),), PATIENT)
LOZENGE = Question(S1, (Dose(Drug.RACEMIC, Route.SL, 150),), PATIENT)
INTO_MUSCLE = Question(S1, (Dose(Drug.RACEMIC, Route.IM, 50),), PATIENT)
# Together they fit into the processor's nearer memory.
AT_ONCE = 2_500
COUNTED_OF_PEAK = 1e-3


def fastest(act: Callable[[], object], runs: int = 9) -> float:
    """Processor seconds of the best of several runs: other programs on this machine only ever add."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def solved(strays: np.ndarray, compiled: bool) -> list[dict[Analyte, np.ndarray]]:
    """Everybody's levels, as many people at once as suit the way."""
    at_once = PEOPLE if compiled else AT_ONCE
    return [
        solving.levels(
            solving.filled(S1, IN_A_VEIN.doses, PATIENT, NONE, strays[start : start + at_once]),
            ANALYTES,
            TIMES,
            compiled,
        )
        for start in range(0, len(strays), at_once)
    ]


def in_one(parts: list[dict[Analyte, np.ndarray]]) -> np.ndarray:
    """The same as one array: (people, analytes, times)."""
    return np.concatenate([np.stack([part[analyte] for analyte in ANALYTES], axis=1) for part in parts])


def bare_exponentials() -> Callable[[], None]:
    """One exponential for each person, rate and time, and nothing else: the limit of this machine."""
    exponents = -np.random.default_rng(1).random((500, len(TIMES)))
    place = np.empty_like(exponents)

    def act() -> None:
        for _ in range(PEOPLE * 6 // len(exponents)):
            np.exp(exponents, out=place)

    return act


def told(name: str, seconds: float, limit: float, off: float | None, note: str = "") -> None:
    """One line of the table."""
    accuracy = "" if off is None else f"{off:.0e}"
    print(f"{name:<34}{seconds * 1000:>12.1f} ms{seconds / limit:>12.1f} ×{accuracy:>12}  {note}")


def against_peers() -> None:
    """Our two ways and everybody else's, with the largest relative difference from the closed form."""
    strays = deviations_of(S1, PEOPLE, np.random.default_rng(20260103))
    reference = in_one(solved(strays, False))
    limit = fastest(bare_exponentials())
    print(
        f"{PEOPLE} people x {len(TIMES)} times, ketamine, norketamine and effect, {MG:g} mg into a vein; processor time"
    )
    print(f"{'':<34}{'time':>15}{'of bare exp':>14}{'off by':>12}")
    told("Bare exponentials, 6 a person", limit, limit, None)
    ours = {"Ours on NumPy": fastest(lambda: solved(strays, False))}
    told("Ours on NumPy", ours["Ours on NumPy"], limit, 0.0)
    if kernel.is_there():
        off = _off(in_one(solved(strays, True)), reference)
        ours["Ours, compiled kernel"] = fastest(lambda: solved(strays, True))
        told("Ours, compiled kernel", ours["Ours, compiled kernel"], limit, off)
    else:
        print("Ours, compiled kernel: not timed, numba is not installed (extra 'fast').")
    slowest_need = [_peer(name, people, by, strays, reference, limit) for name, people, by in peers.PEERS]
    there = [seconds for seconds in slowest_need if seconds is not None]
    for name, seconds in ours.items():
        if there:
            print(f"{name}: {min(there) / seconds:.0f} times as fast as the fastest of the others.")
    print()


def _peer(
    name: str, people: int, by: Callable[..., peers.Timed], strays: np.ndarray, reference: np.ndarray, limit: float
) -> float | None:
    (form,) = solving.filled(S1, IN_A_VEIN.doses, PATIENT, NONE, strays)
    v = S1.adjusted(values_for(S1.parameters, S1.covariances, PATIENT.weight_kg, strays), PATIENT, NONE, False)
    rates = {
        "k10": v["CL"] / v["V1"], "k12": v["Q2"] / v["V1"], "k21": v["Q2"] / v["V2"], "k13": v["Q3"] / v["V1"],
        "k31": v["Q3"] / v["V3"], "n10": v["CLN"] / v["VN"], "n12": v["QN"] / v["VN"], "n21": v["QN"] / v["VNP"],
        "ke0": v["KE0"],
    }  # fmt: skip
    try:
        timed = by(rates, MG, TIMES, people)
    except ImportError as missing:
        print(f"{name}: not timed, {missing}. Install it with: uv sync --inexact --all-extras --group bench")
        return None
    per_mg = np.stack([form.body.readings[analyte].ng_per_ml_of_mg for analyte in ANALYTES], axis=1)
    off = _off(timed.found * per_mg[:people, :, None], reference[:people])
    seconds = timed.seconds * PEOPLE / timed.people
    told(name, seconds, limit, off, "" if timed.people == PEOPLE else f"scaled up from {timed.people} people")
    return seconds


def _off(found: np.ndarray, reference: np.ndarray) -> float:
    counted = np.maximum(reference, COUNTED_OF_PEAK * reference.max(axis=-1, keepdims=True))
    return float(np.max(np.abs(found - reference) / counted))


def one_patient() -> None:
    """What somebody waits for in front of a screen."""
    generator = np.random.default_rng(1)
    print("One patient, 1000 possible people x 240 times, on NumPy")
    for name, question in (("racemic drip", DRIP), ("racemic lozenge", LOZENGE), ("into a muscle", INTO_MUSCLE)):
        for analyte in (Analyte.KETAMINE, Analyte.EFFECT):
            seconds = fastest(lambda q=question, a=analyte: band(q, a, TIMES, 1000, generator), 20)
            print(f"  Band of {analyte}, {name:<24}{seconds * 1000:>8.1f} ms")
    seen = [
        Seen(Measure.SYSTOLIC, -5, 128), Seen(Measure.SYSTOLIC, 15, 140), Seen(Measure.SYSTOLIC, 45, 161),
        Seen(Measure.PULSE, -5, 70), Seen(Measure.PULSE, 30, 80), Seen(Measure.DISSOCIATION, 30, 6),
        Seen(Measure.DISSOCIATION, 45, 9), Seen(Measure.SEDATION, 45, 4), Seen(Measure.KETAMINE, 40, 180.0),
    ]  # fmt: skip
    found = learned(LOZENGE, seen)
    update = fastest(lambda: learned(LOZENGE, seen), 20)
    drawing = fastest(lambda: foretold(LOZENGE, found.belief, Measure.SYSTOLIC, TIMES, 500, generator), 20)
    print(f"  Learning from {len(seen)} readings, {found.rounds} rounds{update * 1000:>20.1f} ms")
    print(f"  Its band, 500 possible selves{drawing * 1000:>25.1f} ms")
    print()


MONITORED = [
    (Measure.SYSTOLIC, -5.0), (Measure.SYSTOLIC, -1.0), (Measure.SYSTOLIC, 10.0), (Measure.SYSTOLIC, 20.0),
    (Measure.DISSOCIATION, 10.0), (Measure.DISSOCIATION, 20.0), (Measure.SEDATION, 20.0),
]  # fmt: skip
HELD_BACK = [(Measure.KETAMINE, 60.0), (Measure.SYSTOLIC, 40.0), (Measure.DISSOCIATION, 40.0), (Measure.SEDATION, 40.0)]


def known_truths(patients: int = 200) -> None:
    """Bias and coverage of what is learned of invented patients, and points held back before and after."""
    for title, seen in (
        ("pressures and ratings only", MONITORED),
        ("and two blood levels", [*MONITORED, (Measure.KETAMINE, 15.0), (Measure.KETAMINE, 30.0)]),
    ):
        found = list(courses(INTO_MUSCLE, seen, HELD_BACK, patients, np.random.default_rng(7)))
        names = found[0].prior.names
        off = np.array([each.belief.middle - each.truth for each in found])
        wide = np.array([each.belief.deviations for each in found])
        print(f"Known truths found again, {patients} invented patients after 50 mg into a muscle: {title}")
        print(f"  {'':<16}{'bias':>8}{'error':>8}{'told':>8}{'in 90 % band':>16}")
        for place, name in enumerate(names):
            if wide[:, place].mean() < 0.995:
                inside = np.mean(np.abs(off[:, place]) <= 1.645 * wide[:, place])
                error = np.sqrt(np.mean(off[:, place] ** 2))
                bias, told_error = off[:, place].mean(), wide[:, place].mean()
                print(f"  {name:<16}{bias:>+8.2f}{error:>8.2f}{told_error:>8.2f}{inside:>15.0%}")
        before = np.sqrt(np.mean([each.off_before**2 for each in found], axis=0))
        after = np.sqrt(np.mean([each.off_after**2 for each in found], axis=0))
        for (measure, at_min), one, other in zip(HELD_BACK, before, after, strict=True):
            print(f"  Held back, {measure} at {at_min:g} min: off by {one:.2f} before, {other:.2f} after")
        print()


def a_million() -> None:
    """In a process of its own, for its memory is what is asked."""
    began = time.perf_counter()
    peak_kb = int(
        subprocess.run([sys.executable, __file__, "million"], check=True, capture_output=True, text=True).stdout
    )
    seconds = time.perf_counter() - began
    kept = peak_kb <= 2 * 1024**2
    print(f"1000000 people x 240 times, band of the effect: {seconds:.0f} s, {peak_kb / 1024**2:.2f} GB at its highest")
    print(f"That is {'within' if kept else 'MORE THAN'} 2 GB.")


if __name__ == "__main__":
    if sys.argv[1:] == ["million"]:
        band(DRIP, Analyte.EFFECT, TIMES, 1_000_000, np.random.default_rng(1))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    else:
        against_peers()
        one_patient()
        known_truths()
        a_million()
