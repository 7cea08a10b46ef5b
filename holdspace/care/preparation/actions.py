"""Acts of preparation: the session held, the safety plan, the room, the touch that is welcome."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.chart import facts
from holdspace.chart.actions import drop_draft
from holdspace.chart.models import (
    DosingSession,
    EpisodeOfCare,
    PreparationSession,
    SafetyPlan,
    SettingChoices,
    TouchAgreement,
)
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Block, CourseFacts, Step

SESSION_DRAFT = "preparation-session"
SAFETY_DRAFT = "safety-plan"
ENDED = ("closed", "deceased")
SAFETY_PARTS = {
    "warning_signs": "how it begins",
    "coping": "what the patient can do alone",
    "people_and_places": "who and what takes the mind off it",
    "people_to_ask": "whom to ask for help",
    "professionals": "professionals to call",
    "making_safe": "what is kept away",
}


@dataclass(frozen=True)
class Topic:
    """One thing gone through in preparation."""

    code: str
    words: str


TOPICS = (
    Topic("effects", "What the drug may do, and that it passes"),
    Topic("day", "How the day goes, from arriving to going home"),
    Topic("room", "The room, the people in it, and what each does"),
    Topic("letting_go", "Letting it come; what to do with fear"),
    Topic("triggers", "Phobias, trauma, what must not happen"),
    Topic("touch", "Touch, stop word and hand signal"),
    Topic("fasting", "Food, drink, medicines, alcohol and drugs before"),
    Topic("way_home", "Who takes the patient home, and no driving"),
    Topic("afterwards", "Integration, and whom to call at night"),
)


def before_session(course: CourseFacts) -> tuple[Block, ...]:
    """What must be cleared before preparation begins: every step before it, and a plan a prescriber answers for."""
    own = pathway.own_blocks(Step.PREPARATION, course)
    return pathway.blocks_before(Step.PREPARATION, course) + tuple(block for block in own if block.code == "plan")


def _lock(episode: EpisodeOfCare) -> EpisodeOfCare:
    return EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site").get(pk=episode.pk)


def _refuse_once_ended(episode: EpisodeOfCare, at: datetime) -> None:
    blocks = pathway.what_blocks(Step.PREPARATION, facts.of_its_end(episode, at=at))
    refuse_if([block for block in blocks if block.code in ENDED], episode=episode)


@transaction.atomic
def record_session(
    *,
    episode: EpisodeOfCare,
    held_at: datetime,
    minutes: int,
    intention: str,
    how_to_calm: str,
    by: Staff,
    at: datetime,
    fears: str = "",
    covered: tuple[str, ...] = (),
    note: str = "",
    amends: PreparationSession | None = None,
    amended_because: str = "",
) -> PreparationSession:
    """Keep one preparation session that was held, or correct one with the reason."""
    require(by, Permission.PREPARE)
    episode = _lock(episode)
    if amends is None:
        refuse_if(before_session(facts.for_episode(episode, at=at)), episode=episode)
    _refuse_unlikely(held_at, minutes, at)
    _refuse_empty({"the intention": intention, "what calms the patient": how_to_calm}, "The session")
    _refuse_second_correction(amends, amended_because)
    unknown = set(covered) - {topic.code for topic in TOPICS}
    if unknown:
        raise Refused(f"The session was not kept: {', '.join(sorted(unknown))} is not on the list. Use the note.")
    session = PreparationSession.objects.create(
        patient=episode.patient,
        episode=episode,
        held_at=held_at,
        minutes=minutes,
        intention=intention.strip(),
        fears=fears.strip(),
        how_to_calm=how_to_calm.strip(),
        covered=list(covered),
        note=note.strip(),
        amends=amends,
        amended_because=amended_because.strip() if amends else "",
        recorded_at=at,
        recorded_by=by,
    )
    drop_draft(episode=episode, purpose=SESSION_DRAFT, by=by)
    did = "corrected a preparation session" if amends else "recorded a preparation session"
    audit.record(by=by, at=at, did=did, to=session)
    return session


def _refuse_unlikely(held_at: datetime, minutes: int, at: datetime) -> None:
    if held_at > at:
        raise Refused("The session was not kept: its time lies ahead. Record it once it is held.")
    if not 1 <= minutes <= 480:
        raise Refused(f"The session was not kept: {minutes} minutes is not a length. Type minutes from 1 to 480.")


def _refuse_empty(parts: dict[str, str], what: str) -> None:
    missing = [words for words, text in parts.items() if not text.strip()]
    if missing:
        raise Refused(f"{what} was not kept: {', '.join(missing)} is missing. Write it in the patient's words.")


def _refuse_second_correction(amends: Any, because: str) -> None:
    if amends is None:
        return
    if PreparationSession.objects.filter(amends=amends).exists():
        raise Refused("Nothing was corrected: somebody has corrected this entry already. Look at the newer one.")
    if not because.strip():
        raise Refused("Nothing was corrected: no reason was given. Say what was wrong.")


@transaction.atomic
def write_safety_plan(
    *, episode: EpisodeOfCare, parts: dict[str, str], by: Staff, at: datetime, worth_living_for: str = ""
) -> SafetyPlan:
    """Keep the safety plan written with the patient; never waits for other paperwork, the newest counts."""
    require(by, Permission.PREPARE)
    _refuse_once_ended(_lock(episode), at)
    _refuse_empty({words: parts.get(field, "") for field, words in SAFETY_PARTS.items()}, "The safety plan")
    plan = SafetyPlan.objects.create(
        patient=episode.patient,
        episode=episode,
        worth_living_for=worth_living_for.strip(),
        written_at=at,
        recorded_at=at,
        recorded_by=by,
        **{field: parts[field].strip() for field in SAFETY_PARTS},
    )
    drop_draft(episode=episode, purpose=SAFETY_DRAFT, by=by)
    audit.record(by=by, at=at, did="wrote a safety plan", to=plan)
    return plan


@transaction.atomic
def choose_setting(
    *,
    episode: EpisodeOfCare,
    by: Staff,
    at: datetime,
    music: str = "",
    music_avoid: str = "",
    eye_shade: bool | None = None,
    light: str = "",
    comfort: str = "",
    brings: str = "",
) -> SettingChoices:
    """Keep how the patient wants the room to be; an eye shade not asked about stays unknown."""
    require(by, Permission.PREPARE)
    _refuse_once_ended(_lock(episode), at)
    chosen = {"music": music, "music_avoid": music_avoid, "light": light, "comfort": comfort, "brings": brings}
    if eye_shade is None and not any(words.strip() for words in chosen.values()):
        raise Refused("Nothing was kept: no choice is written down. Ask the patient about at least one.")
    choices = SettingChoices.objects.create(
        patient=episode.patient,
        episode=episode,
        eye_shade=eye_shade,
        chosen_at=at,
        recorded_at=at,
        recorded_by=by,
        **{field: words.strip() for field, words in chosen.items()},
    )
    audit.record(by=by, at=at, did="chose the setting", to=choices)
    return choices


@transaction.atomic
def agree_touch(
    *, episode: EpisodeOfCare, areas: tuple[str, ...], stop_word: str, hand_signal: str, by: Staff, at: datetime
) -> TouchAgreement:
    """Keep which touch is welcome, no areas being none; refused while the patient is under the drug."""
    require(by, Permission.PREPARE)
    episode = _lock(episode)
    _refuse_once_ended(episode, at)
    under_the_drug = episode.dosing_sessions.filter(state__in=DosingSession.UNDER_WAY, started_at__isnull=False)
    if under_the_drug.exists():
        raise Refused(
            "The agreement stands as it was: the patient is under the drug. "
            "In the session it can be narrowed; it is widened only on another day."
        )
    signals = {"the stop word": stop_word, "the hand signal": hand_signal}
    _refuse_empty(signals, "The agreement")
    agreement = TouchAgreement.objects.create(
        patient=episode.patient,
        episode=episode,
        areas=[area.strip() for area in areas if area.strip()],
        stop_word=stop_word.strip(),
        hand_signal=hand_signal.strip(),
        agreed_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="agreed on touch", to=agreement)
    return agreement
