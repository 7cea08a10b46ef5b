"""The same six equations given to solvers that step through time: what the closed form is timed against.

Ketamine in three volumes, norketamine in two, and the effect behind the blood, after one dose into a vein.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

NAMES = ("k10", "k12", "k21", "k13", "k31", "n10", "n12", "n21", "ke0")
RELATIVE, ABSOLUTE = 1e-6, 1e-9


@dataclass(frozen=True)
class Timed:
    """So long for so many people, and what came out: mg of parent, norketamine, effect (people, analytes, times)."""

    seconds: float
    people: int
    found: np.ndarray


def slope(state: Any, k: Mapping[str, Any]) -> tuple[Any, ...]:
    """How fast each amount changes."""
    parent, slow, fast, norketamine, outer, effect = state
    return (
        -(k["k10"] + k["k12"] + k["k13"]) * parent + k["k21"] * slow + k["k31"] * fast,
        k["k12"] * parent - k["k21"] * slow,
        k["k13"] * parent - k["k31"] * fast,
        k["k10"] * parent - (k["n10"] + k["n12"]) * norketamine + k["n21"] * outer,
        k["n12"] * norketamine - k["n21"] * outer,
        k["ke0"] * (parent - effect),
    )


READ = (0, 3, 5)


def by_lsoda(rates: Mapping[str, np.ndarray], mg: float, times: np.ndarray, people: int) -> Timed:
    """SciPy's LSODA, person after person."""
    from scipy.integrate import solve_ivp

    start = [mg, 0, 0, 0, 0, 0]
    began, found = time.process_time(), []
    for person in range(people):
        own = {name: float(rates[name][person]) for name in NAMES}
        solved = solve_ivp(
            lambda _, state, own=own: slope(state, own), (times[0], times[-1]), start, "LSODA", times,
            rtol=RELATIVE, atol=ABSOLUTE,
        )  # fmt: skip
        found.append(solved.y[list(READ)])
    return Timed(time.process_time() - began, people, np.array(found))


def by_diffrax(rates: Mapping[str, np.ndarray], mg: float, times: np.ndarray, people: int) -> Timed:
    """diffrax on JAX: Tsit5 for everybody at once, compiled beforehand."""
    import diffrax
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    control = diffrax.PIDController(rtol=RELATIVE, atol=ABSOLUTE)
    term = diffrax.ODETerm(lambda t, state, own: jnp.stack(slope(state, own)))
    start = jnp.array([mg, 0.0, 0, 0, 0, 0])

    def one(own: Any) -> Any:
        solved = diffrax.diffeqsolve(
            term, diffrax.Tsit5(), times[0], times[-1], 0.01, start, own, max_steps=100_000,
            saveat=diffrax.SaveAt(ts=jnp.asarray(times)), stepsize_controller=control,
        )  # fmt: skip
        return solved.ys.T[jnp.array(READ)]

    everybody = jax.jit(jax.vmap(one))
    own = {name: jnp.asarray(rates[name][:people]) for name in NAMES}
    everybody(own).block_until_ready()
    began = time.process_time()
    found = everybody(own).block_until_ready()
    return Timed(time.process_time() - began, people, np.asarray(found))


def by_roadrunner(rates: Mapping[str, np.ndarray], mg: float, times: np.ndarray, people: int) -> Timed:
    """libroadrunner: compiled equations, CVODE, person after person."""
    import roadrunner

    model = roadrunner.RoadRunner(_sbml(mg))
    model.integrator.relative_tolerance, model.integrator.absolute_tolerance = RELATIVE, ABSOLUTE
    model.timeCourseSelections = ["x0", "x3", "x5"]
    began, found = time.process_time(), []
    for person in range(people):
        model.resetAll()
        for name in NAMES:
            model[name] = float(rates[name][person])
        found.append(np.array(model.simulate(times[0], times[-1], len(times))).T)
    return Timed(time.process_time() - began, people, np.array(found))


def _sbml(mg: float) -> str:
    own = "".join(f'<parameter id="{name}" value="1" constant="true"/>' for name in NAMES)
    amounts = "".join(
        f'<parameter id="x{place}" value="{mg if place == 0 else 0}" constant="false"/>' for place in range(6)
    )
    flows = (
        ("x0", ("-k10*x0", "-k12*x0", "-k13*x0", "k21*x1", "k31*x2")),
        ("x1", ("k12*x0", "-k21*x1")),
        ("x2", ("k13*x0", "-k31*x2")),
        ("x3", ("k10*x0", "-n10*x3", "-n12*x3", "n21*x4")),
        ("x4", ("n12*x3", "-n21*x4")),
        ("x5", ("ke0*x0", "-ke0*x5")),
    )
    rules = "".join(f'<rateRule variable="{name}">{_math(terms)}</rateRule>' for name, terms in flows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" '
        f'version="1"><model id="ketamine"><listOfParameters>{own}{amounts}</listOfParameters>'
        f"<listOfRules>{rules}</listOfRules></model></sbml>"
    )


def _math(terms: tuple[str, ...]) -> str:
    def one(term: str) -> str:
        rate, amount = term.lstrip("-").split("*")
        product = f"<apply><times/><ci>{rate}</ci><ci>{amount}</ci></apply>"
        return f"<apply><minus/>{product}</apply>" if term.startswith("-") else product

    summed = "".join(one(term) for term in terms)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><apply><plus/>{summed}</apply></math>'


# With how many people each is timed: the slow ones with fewer, and their time is scaled up.
PEERS: tuple[tuple[str, int, Callable[..., Timed]], ...] = (
    ("diffrax Tsit5, compiled", 10_000, by_diffrax),
    ("libroadrunner CVODE", 1_000, by_roadrunner),
    ("SciPy LSODA", 100, by_lsoda),
)
