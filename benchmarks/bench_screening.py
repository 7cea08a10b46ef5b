"""Times the rules alone for one chart, and for ten thousand, beside loading such a chart from the database.

`make bench`. The yardstick is the naive way to the facts, taken on this machine in this run: one query for each kind of
row of one chart. The rules may take a millisecond of processor time for a chart; the print says whether they did.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_pages import in_a_clinic_of_its_own

CHARTS, ONE_BY_ONE, LOADS = 10_000, 2_000, 50
MOST_MS = 1.0


def milliseconds(act: Callable[[], Any]) -> float:
    """Processor time of one run: another program on this machine does not slow it down."""
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


def share(times: Sequence[float], percent: int) -> float:
    """The time within which so many per cent of the runs were done."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def a_chart() -> Any:
    """A chart with a history: diagnoses, medicines, two readings, scores and every question answered."""
    from tests.care.intake.build import everything_asked
    from tests.chart.build import MORNING, a_clinic, an_episode

    house = a_clinic()
    episode = an_episode(house)
    everything_asked(house, episode)
    _history(house, episode)
    return episode.patient, (MORNING + timedelta(days=1)).date()


def _history(house: Any, episode: Any) -> None:
    from holdspace.chart.models import Condition, MedicationStatement
    from holdspace.clinical.eligibility.record import ICD_10_CM
    from tests.chart.build import MORNING

    shared = {"patient": episode.patient, "recorded_at": MORNING, "recorded_by": house.bauer}
    for code, text in (("F33.2", "Depression"), ("F43.12", "PTSD"), ("I10", "Hypertension"), ("E03.9", "Thyroid")):
        codings = [{"system": ICD_10_CM, "code": code, "display": text}]
        Condition.objects.create(**shared, codings=codings, text=text, clinical_status="active")
    for text in ("Sertraline 100 mg", "Lorazepam 1 mg", "Lisinopril 10 mg", "Levothyroxine", "Clonazepam"):
        MedicationStatement.objects.create(**shared, text=text, status="active")


def main() -> None:
    """Build one chart, time, print."""
    in_a_clinic_of_its_own()
    from holdspace.chart.facts import coded_record
    from holdspace.clinical.eligibility import read, screen

    patient, on = a_chart()
    loading = [milliseconds(lambda: coded_record(patient)) for _ in range(LOADS)]
    record = coded_record(patient)
    reading = [milliseconds(lambda: read(record, on)) for _ in range(LOADS)]
    facts = read(record, on)
    found = screen(facts)
    # Facts of its own each time: nothing kept from one screening may help the next.
    many = [read(record, on) for _ in range(CHARTS + ONE_BY_ONE)]
    rules = [milliseconds(lambda each=each: screen(each)) for each in many[:ONE_BY_ONE]]
    all_of_them = milliseconds(lambda: [screen(each) for each in many[ONE_BY_ONE:]])
    load = share(loading, 50)
    print(
        f"One chart: {len(found.findings)} findings, {len(found.clear)} rules clear, {len(found.partly_asked)} partly"
    )
    print(f"{'':<44}{'p50':>10}{'p99':>10}{'of loading':>14}")
    for name, times in (
        ("Loading it from the database", loading),
        ("Reading its rows into facts", reading),
        ("Every rule, one chart", rules),
    ):
        middle, slow = share(times, 50), share(times, 99)
        print(f"{name:<44}{middle:>7.3f} ms{slow:>7.3f} ms{middle / load:>12.2f} ×")
    print(f"{f'Every rule, {CHARTS} charts':<44}{all_of_them / 1000:>7.2f} s {all_of_them / CHARTS:>8.3f} ms a chart")
    kept = all_of_them / CHARTS <= MOST_MS
    print(f"The rules alone take {'at most' if kept else 'MORE THAN'} {MOST_MS:g} ms a chart.")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
