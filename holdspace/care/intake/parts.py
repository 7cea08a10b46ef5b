"""How far is the intake? Its pages in order, each with what is still open on it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare
from holdspace.clinical.eligibility.facts import ScreeningFacts


@dataclass(frozen=True)
class Part:
    """One page of the intake: its name, address, and what is not recorded there yet."""

    name: str
    href: str
    is_here: bool
    missing: tuple[str, ...] = ()


def parts(episode: EpisodeOfCare, *, here: str, at: datetime) -> tuple[Part, ...]:
    """The pages of the intake, in the order one goes through them."""
    known = facts.screening_facts(episode.patient, on=at.astimezone(ZoneInfo(episode.site.time_zone)).date())
    intake = facts.for_episode(episode, at=at).intake
    asked = intake.missing if intake.recorded_at else ("everything",)
    pages = (
        ("Intake", "intake:edit", asked),
        ("History", "intake:history", _history(known)),
        ("Questions", "intake:questions", _questions(known)),
        ("Suicide screener", "intake:suicide_screener", _screener(known)),
        ("Measurements", "intake:measurements", _measured(known)),
    )
    return tuple(Part(name, reverse(url, args=[episode.pk]), url == here, missing) for name, url, missing in pages)


def part_after(pages: tuple[Part, ...]) -> Part | None:
    """The next page on which something is open, after the one in hand and then from the start."""
    place = next((index for index, page in enumerate(pages) if page.is_here), -1)
    order = (*pages[place + 1 :], *pages[: max(place, 0)])
    return next((page for page in order if page.missing), None)


def _history(known: ScreeningFacts) -> tuple[str, ...]:
    asked = (("medicines", known.medicines), ("allergies", known.allergies))
    return tuple(words for words, value in asked if value is None)


def _questions(known: ScreeningFacts) -> tuple[str, ...]:
    asked = (
        ("psychotic symptoms", known.current_psychosis),
        ("mania", known.current_mania),
        ("family", known.family_psychosis),
        ("capacity", known.capacity),
        ("could become pregnant", known.childbearing_potential if known.could_be_pregnant else False),
        ("breastfeeding", known.breastfeeding if known.could_be_pregnant else False),
    )
    return tuple(words for words, value in asked if value is None)


def _screener(known: ScreeningFacts) -> tuple[str, ...]:
    return ("all questions",) if known.suicide_screener is None else known.suicide_screener.missing


def _measured(known: ScreeningFacts) -> tuple[str, ...]:
    measured = (
        ("blood pressure", known.blood_pressure),
        ("heart rate", known.heart_rate),
        ("oxygen saturation", known.oxygen_saturation),
        ("weight", known.weight),
        ("pregnancy test", known.pregnancy_test_positive if known.could_be_pregnant else False),
    )
    return tuple(words for words, value in measured if value is None)
