"""The cast and what becomes of each: person, day of the first dose counted from today, way of giving, story."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from holdspace.simulation import before, courses, here, since
from holdspace.simulation.cast import arriving, later, today
from holdspace.simulation.life import Life, Way
from holdspace.simulation.people import Person
from holdspace.simulation.telling import Story


@dataclass(frozen=True)
class Told:
    """A life with whatever it takes to tell it."""

    story: Callable[..., Story]
    given: dict[str, Any] = field(default_factory=dict)

    def begin(self, life: Life) -> Story:
        """The story of this life, not begun."""
        return self.story(life, **self.given)


@dataclass(frozen=True)
class Part:
    """One person's part in the demo."""

    person: Person
    first: int
    way: Way
    told: Told


MUSCLE = Way("P-18", "im", (40, 50, 60), planned=6, vial=50)
LOZENGE = Way("P-17", "sl", (100, 150), planned=4, vial=None)
UNDER_SKIN = Way("P-06", "sc", (40, 45), planned=4, days_between=7, preparation_sessions=1, vial=50)


def _infusion(milligrams: tuple[int, ...], planned: int, days_between: int = 7) -> Way:
    return Way(
        "P-04", "iv", milligrams, planned=planned, days_between=days_between, preparation_sessions=1, vial=10,
        minutes=40,
    )  # fmt: skip


PARTS = (
    Part(arriving.BRAM, 23, MUSCLE, Told(before.referred)),
    Part(arriving.PRIYA, 21, LOZENGE, Told(before.referred)),
    Part(arriving.TERRENCE, 20, MUSCLE, Told(before.half_an_intake)),
    Part(arriving.YUSUF, 14, LOZENGE, Told(before.screening_incomplete)),
    Part(arriving.CLARA, 13, MUSCLE, Told(before.waits_for_clearance)),
    Part(arriving.MARGUERITE, 9, MUSCLE, Told(before.not_suitable)),
    Part(
        arriving.DANIEL, 14, MUSCLE,
        Told(before.one_evaluation, {"kind": "medical", "visit": ("psychological_evaluation", 210)}),
    ),
    Part(
        arriving.WREN, 13, LOZENGE,
        Told(before.one_evaluation, {"kind": "psychological", "visit": ("medical_evaluation", 1470)}),
    ),
    Part(arriving.HALIMA, 12, LOZENGE, Told(before.asks_about_consent)),
    Part(arriving.OSKAR, 8, MUSCLE, Told(before.withdrew)),
    Part(arriving.NOOR, 11, MUSCLE, Told(before.plan_waits)),
    Part(arriving.GIDEON, 7, LOZENGE, Told(before.in_preparation, {"next_in": 65})),
    Part(arriving.INGRID, 6, UNDER_SKIN, Told(before.in_preparation, {"next_in": 1500})),
    Part(arriving.RAFAEL, 3, LOZENGE, Told(before.waits_for_an_order)),
    Part(arriving.EDITH, 1, Way("P-18", "im", (40,), planned=4), Told(before.order_waits_for_second)),
    Part(arriving.SILVIO, 1, MUSCLE, Told(before.booked_ahead)),
    Part(
        today.MAYA,
        -42,
        Way("P-18", "im", (40, 50, 60, 60), planned=6, parts=(40, 20)),
        Told(here.under_the_drug_now, {"days": (-42, -28, -14)}),
    ),
    Part(today.JAMAL, -28, Way("P-18", "im", (45, 50), planned=6), Told(here.recovering_now, {"days": (-28, -14)})),
    Part(today.SOFIA, 0, LOZENGE, Told(here.in_time_out)),
    Part(today.LEILA, -14, Way("P-18", "im", (40, 50), planned=4), Told(here.ready_to_go)),
    Part(today.MARCUS, -7, _infusion((40,), 6), Told(here.closed_today)),
    Part(
        today.TOMAS, -14, MUSCLE,
        Told(here.booked_today, {"days": (-14,), "starts_in": 130}),
    ),
    Part(today.CHIPO, 0, LOZENGE, Told(here.booked_today, {"days": (), "starts_in": 185})),
    Part(today.ERIK, -2, MUSCLE, Told(since.called_too_late)),
    Part(today.BEATRIZ, -15, MUSCLE, Told(since.dosed_yesterday)),
    Part(today.KWAME, -3, LOZENGE, Told(since.integration_booked)),
    Part(today.LOTTE, -6, UNDER_SKIN, Told(since.measure_due)),
    Part(today.AMARA, -1, MUSCLE, Told(since.held_on_the_day)),
    Part(later.ANA, -40, MUSCLE, Told(since.next_booked, {"days": (-40, -26, -12), "on": 2})),
    Part(
        later.HUGO, -50, _infusion((30, 40), 6),
        Told(since.without_integration, {"days": (-50, -43, -36, -29, -22), "on": 1}),
    ),
    Part(later.MEI, -24, LOZENGE, Told(since.next_booked, {"days": (-24, -10), "on": 4})),
    Part(later.SOLOMON, -51, _infusion((46,), 6, 14), Told(courses.earlier_doses, {"days": (-51, -37, -23, -9)})),
    Part(
        later.FREYA, -70, Way("P-18", "im", (35, 45, 50), planned=3),
        Told(since.relapsed, {"days": (-70, -56, -42), "then": (-20, -9)}),
    ),
    Part(
        later.CALLUM, -130, _infusion((39,), 8, 14),
        Told(since.next_booked, {"days": (-130, -116, -102, -74, -46, -18), "on": 10}),
    ),
    Part(later.DOLORES, -20, MUSCLE, Told(since.transferred)),
    Part(
        later.NADIA, -80, _infusion((35,), 3),
        Told(since.ended, {"days": (-80, -73, -66),
            "reason": "complete",
            "summary": "Three infusions with preparation and integration. From severe to minimal; curtains open daily.",
            "staying_well": "Light, walks, singing. Early sign: curtains stay shut two days. Then ring the clinic."
        }),
    ),
    Part(
        later.BASHIR, -75, _infusion((41,), 4),
        Told(since.ended, {"days": (-75, -68, -61, -54),
            "reason": "no_benefit",
            "summary": "Four infusions, borne well, without change. Ended together; referred on for ECT assessment.",
            "staying_well": "Tea with Zara at four. Early sign: no answer to messages. Then ring Dr Wynn."
        }),
    ),
    Part(
        later.IMANI, -34, MUSCLE,
        Told(since.ended, {"days": (-34, -20),
            "reason": "moved",
            "summary": "Two sessions with good effect; moves away. Care goes on with a clinic near the new home.",
            "staying_well": "One box a day, breath. Early sign: sleepless nights. Then ring the new clinic."
        }),
    ),
    Part(later.PASCAL, 15, LOZENGE, Told(before.waits_for_both)),
    Part(later.ROSALIND, 6, LOZENGE, Told(before.died)),
)  # fmt: skip
