"""A course brought along step by step, by the acts that people do."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from holdspace.care.consent import actions as consent
from holdspace.care.planning import actions as planning
from holdspace.care.preparation import actions as preparation
from holdspace.chart.models import (
    CarePlan,
    Consent,
    DosingSession,
    EpisodeOfCare,
    Evaluation,
    FollowUpCall,
    IntegrationSession,
    QuestionnaireResponse,
    Screening,
    SessionClosing,
    SessionReview,
    TimeOutCheck,
)
from tests.chart.build import MORNING, House, a_weight, an_episode, an_intake

EARLIER = MORNING - timedelta(days=20)
SAFETY = {field: f"Words about {field}" for field in preparation.SAFETY_PARTS}


def eligible(house: House, episode: EpisodeOfCare | None = None, at: datetime = EARLIER) -> EpisodeOfCare:
    """A course in which both evaluations say suitable and no rule found anything."""
    episode = episode or an_episode(house)
    an_intake(house, episode)
    kept = {"patient": episode.patient, "episode": episode, "recorded_at": at}
    Screening.objects.create(screened_at=at, decision="eligible", recorded_by=house.bauer, **kept)
    for kind, by in (("medical", house.lindqvist), ("psychological", house.moreau)):
        Evaluation.objects.create(
            kind=kind, conclusion="suitable", reason="Nothing speaks against it.", signed_at=at, recorded_by=by, **kept
        )
    return episode


def begun(house: House, episode: EpisodeOfCare, at: datetime = EARLIER, **said: Any) -> Consent:
    """A consent form begun with the therapist."""
    consent.install_form(clinic=house.clinic, at=at)
    return consent.begin(episode=episode, by=house.moreau, at=at, **said)


def initialled(house: House, form: Consent, at: datetime = EARLIER, leave: tuple[int, ...] = ()) -> Consent:
    """Initials under every line, save those left."""
    for line in form.form.lines:
        if line["number"] not in leave:
            choice = line["choices"][0]["value"] if line["choices"] else ""
            consent.initial_line(
                consent=form, number=line["number"], initials="M.O.", choice=choice, by=house.moreau, at=at
            )
    return form


def consented(house: House, episode: EpisodeOfCare | None = None, at: datetime = EARLIER) -> EpisodeOfCare:
    """A course with consent in force."""
    episode = episode or eligible(house)
    form = initialled(house, begun(house, episode, at=at), at=at)
    consent.sign(consent=form, signed_name="Maya Okafor", capacity_seen=True, by=house.moreau, at=at)
    return episode


def a_plan(house: House, episode: EpisodeOfCare, at: datetime = EARLIER, **given: Any) -> CarePlan:
    """A plan of six injections into muscle, two weeks apart."""
    facts = {
        "protocol_id": "P-18",
        "route": "im",
        "sessions_planned": 6,
        "preparation_sessions": 3,
        "days_between": 14,
        "target_instrument": "phq-9",
    } | given
    return planning.write_plan(episode=episode, by=house.moreau, at=at, **facts)


def planned(house: House, episode: EpisodeOfCare | None = None, at: datetime = EARLIER, **given: Any) -> EpisodeOfCare:
    """A course with a goal and an approved plan."""
    episode = episode or consented(house)
    planning.add_goal(episode=episode, words="Ring my sister on Sundays", by=house.moreau, at=at)
    planning.approve_plan(plan=a_plan(house, episode, at=at, **given), by=house.lindqvist, at=at)
    return episode


def held(house: House, episode: EpisodeOfCare, at: datetime = EARLIER, **given: Any) -> Any:
    """One preparation session held an hour ago."""
    facts = {
        "held_at": at - timedelta(hours=1),
        "minutes": 60,
        "intention": "To look at my father's chair",
        "how_to_calm": "A hand on the shoulder, if I ask",
    } | given
    return preparation.record_session(episode=episode, by=house.moreau, at=at, **facts)


def prepared(house: House, episode: EpisodeOfCare | None = None, at: datetime = EARLIER, **given: Any) -> EpisodeOfCare:
    """A course in which everything before the order is done."""
    episode = episode or planned(house, **given)
    preparation.write_safety_plan(episode=episode, parts=SAFETY, by=house.moreau, at=at)
    plan = CarePlan.objects.current().get(episode=episode)
    for _ in range(plan.preparation_sessions):
        held(house, episode, at=at)
    preparation.choose_setting(episode=episode, music="Cello", by=house.moreau, at=at)
    preparation.agree_touch(
        episode=episode, areas=("hand",), stop_word="Stop", hand_signal="Flat hand", by=house.moreau, at=at
    )
    return episode


def weighed(house: House, episode: EpisodeOfCare, kilograms: str = "68", at: datetime = MORNING) -> EpisodeOfCare:
    """The same course with a weight on record."""
    a_weight(house, episode.patient, kilograms, at=at)
    return episode


def an_order(house: House, episode: EpisodeOfCare, at: datetime = MORNING, **given: Any) -> Any:
    """Half a milligram for each kilogram, from a 50 mg/mL vial."""
    facts = {"amount": Decimal("0.5"), "unit": "mg/kg", "concentration": Decimal(50)} | given
    return planning.sign_order(episode=episode, by=house.lindqvist, at=at, **facts)


def booked(house: House, episode: EpisodeOfCare, starts_at: datetime, at: datetime = MORNING, **given: Any) -> Any:
    """Three hours in room 1 with nurse Bauer, Lena Moreau and Dr Lindqvist."""
    facts = {
        "minutes": 180,
        "room": house.rooms[0],
        "monitor": house.bauer,
        "therapist": house.moreau,
        "prescriber": house.lindqvist,
    } | given
    return planning.book_session(episode=episode, starts_at=starts_at, by=house.alvarez, at=at, **facts)


def given_and_followed_up(house: House, session: DosingSession, given_mg: str = "34") -> DosingSession:
    """The session as it stands days after the dose: closed, read, called, integrated, measured."""
    started = session.scheduled_at
    later = started + timedelta(hours=20)
    DosingSession.objects.filter(pk=session.pk).update(
        state="reviewed", started_at=started, ended_at=started + timedelta(hours=2)
    )
    session.refresh_from_db()
    kept = {"patient": session.patient, "recorded_at": later, "recorded_by": house.lindqvist}
    SessionClosing.objects.create(
        dosing_session=session,
        how="went_home",
        dissociation="5 at most",
        side_effects="none",
        adverse_events="none",
        drawn_mg=Decimal(given_mg),
        given_mg=Decimal(given_mg),
        wasted_mg=Decimal(0),
        closed_at=later,
        **kept,
    )
    SessionReview.objects.create(dosing_session=session, reviewed_at=later, **kept)
    TimeOutCheck.objects.create(
        dosing_session=session, item="pregnancy", answer="ok", value={"positive": False}, happened_at=started, **kept
    )
    FollowUpCall.objects.create(dosing_session=session, called_at=later, reached=True, **kept)
    _after(session, later, kept)
    return session


def _after(session: DosingSession, later: datetime, kept: dict[str, Any]) -> None:
    IntegrationSession.objects.create(
        episode=session.episode,
        dosing_session=session,
        held_at=later,
        since_dose="Lighter",
        in_their_words="The light is on",
        safety="No thoughts of suicide",
        next_dose="yes",
        **kept,
    )
    QuestionnaireResponse.objects.create(
        episode=session.episode, instrument="phq-9", total=12, mode="score", answered_at=later, **kept
    )
