"""Acts of consent: install the form, begin, go line by line, sign, take back."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.care.consent import texts
from holdspace.chart import facts
from holdspace.chart.models import (
    Consent,
    ConsentForm,
    ConsentLine,
    ConsentSignature,
    ConsentWithdrawal,
    EpisodeOfCare,
)
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Clinic, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import consenting, pathway
from holdspace.clinical.pathway import Block, Step

RENEWED_FROM_DAYS_BEFORE = 30
ENDED = ("closed", "deceased")


@transaction.atomic
def install_form(
    *, clinic: Clinic, at: datetime, by: Staff | None = None, group: bool = False, esketamine: bool = False
) -> ConsentForm:
    """Put the consent text in force for a clinic; a changed word is a new version, the same text is left alone."""
    if by is not None:
        require(by, Permission.MANAGE_STAFF)
    lines = texts.lines_of_form(group=group, esketamine=esketamine)
    newest = form_in_force(clinic)
    if newest is not None and newest.lines == lines and newest.title == texts.TITLE:
        return newest
    form = ConsentForm.objects.create(
        clinic=clinic,
        version=newest.version + 1 if newest else 1,
        title=texts.TITLE,
        language=texts.LANGUAGE,
        lines=lines,
        in_force_from=at,
        written_by=texts.WRITTEN_BY,
    )
    audit.record(by=by, at=at, did="put a consent form in force", to=form, clinic=clinic, version=form.version)
    return form


def form_in_force(clinic: Clinic) -> ConsentForm | None:
    """The newest version of this clinic's form."""
    return ConsentForm.objects.filter(clinic=clinic, language=texts.LANGUAGE).order_by("-version").first()


def newest_consent(episode: EpisodeOfCare) -> Consent | None:
    """The consent that counts: the last one begun."""
    consents = episode.consents.select_related("form", "explained_by", "signature__recorded_by", "withdrawal")
    return consents.order_by("-started_at", "-id").first()


def last_entries(consent: Consent) -> dict[int, ConsentLine]:
    """What was last done with each line, by its number."""
    return {row.number: row for row in consent.line_entries.order_by("happened_at", "id")}


@transaction.atomic
def begin(
    *,
    episode: EpisodeOfCare,
    by: Staff,
    at: datetime,
    explained_by: Staff | None = None,
    also_present: str = "",
    interpreter: str = "",
) -> Consent:
    """Begin to go through the form in force with the patient."""
    require(by, Permission.TAKE_CONSENT)
    episode = EpisodeOfCare.objects.select_for_update().get(pk=episode.pk)
    explainer = explained_by or by
    _refuse_once_ended(episode, at)
    form = form_in_force(episode.patient.clinic)
    if form is None:
        raise Refused("The consent was not begun: this clinic has no consent form. Ask a manager to put one in force.")
    if not explainer.may(Permission.TAKE_CONSENT) or explainer.clinic_id != by.clinic_id:
        raise Refused(f"The consent was not begun: {explainer} may not take consent. Name somebody who may.")
    if plan_changed(episode, at=at) is None:
        _refuse_a_second(episode, form, at)
    consent = Consent.objects.create(
        patient=episode.patient,
        episode=episode,
        form=form,
        explained_by=explainer,
        also_present=also_present.strip(),
        interpreter=interpreter.strip(),
        started_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="began a consent", to=consent, version=form.version)
    return consent


def plan_changed(episode: EpisodeOfCare, *, at: datetime) -> Block | None:
    """What of the plan is no longer what the patient agreed to; None while the consent still speaks of it."""
    blocks = pathway.own_blocks(Step.PLAN, facts.for_episode(episode, at=at))
    return next((block for block in blocks if block.code == "consent:plan_changed"), None)


def _refuse_once_ended(episode: EpisodeOfCare, at: datetime) -> None:
    blocks = pathway.what_blocks(Step.PLAN, facts.of_its_end(episode, at=at))
    refuse_if([block for block in blocks if block.code in ENDED], episode=episode)


def _refuse_a_second(episode: EpisodeOfCare, form: ConsentForm, at: datetime) -> None:
    newest = newest_consent(episode)
    if newest is None or newest.form_id != form.pk or hasattr(newest, "withdrawal"):
        return
    if not hasattr(newest, "signature"):
        raise Refused("No second form was begun: one is under way. Go on with that one.")
    days_left = (newest.signature.valid_until_on - _today(episode, at)).days
    if days_left > RENEWED_FROM_DAYS_BEFORE:
        until = _in_words(newest.signature.valid_until_on)
        raise Refused(
            f"No new form was begun: the consent signed is valid until {until}. "
            f"It can be renewed in its last {RENEWED_FROM_DAYS_BEFORE} days."
        )


@transaction.atomic
def initial_line(
    *, consent: Consent, number: int, initials: str, by: Staff, at: datetime, choice: str = ""
) -> ConsentLine:
    """Keep the patient's initials under one line, with their choice where the line asks for one."""
    line = _open_line(consent, number, by)
    last = last_entries(consent).get(number)
    if last is not None and last.did == ConsentLine.Did.QUESTION:
        raise Refused(f"Line {number} was not initialled: its question is open. Answer the question first.")
    if not initials.strip() or len(initials.strip()) > 10:
        raise Refused(f"Line {number} was not initialled: there are no initials. Put up to ten letters.")
    choices = [each["value"] for each in line["choices"]]
    if choices and choice not in choices:
        raise Refused(f"Line {number} was not initialled: nothing was chosen. Choose one answer on the line.")
    return _write(consent, number, ConsentLine.Did.INITIALLED, by, at, initials=initials.strip(), choice=choice)


@transaction.atomic
def ask(*, consent: Consent, number: int, by: Staff, at: datetime, words: str = "") -> ConsentLine:
    """Leave a line open because the patient has a question; the form cannot be signed until it is answered."""
    _open_line(consent, number, by)
    return _write(consent, number, ConsentLine.Did.QUESTION, by, at, words=words.strip())


@transaction.atomic
def answer(*, consent: Consent, number: int, words: str, by: Staff, at: datetime) -> ConsentLine:
    """Keep what a clinician answered; the line then waits for its initials."""
    _open_line(consent, number, by)
    last = last_entries(consent).get(number)
    if last is None or last.did != ConsentLine.Did.QUESTION:
        raise Refused(f"No answer was kept: line {number} has no open question. Look at the form again.")
    if not words.strip():
        raise Refused(f"No answer was kept: nothing was written. Write what was answered on line {number}.")
    return _write(consent, number, ConsentLine.Did.ANSWERED, by, at, words=words.strip())


@transaction.atomic
def decline(*, consent: Consent, number: int, by: Staff, at: datetime, words: str = "") -> ConsentLine:
    """Keep that the patient does not agree to a line; the form stays unsigned while it stands."""
    _open_line(consent, number, by)
    return _write(consent, number, ConsentLine.Did.DECLINED, by, at, words=words.strip())


def _open_line(consent: Consent, number: int, by: Staff) -> dict[str, Any]:
    """The line of the form, when the form can still be worked on."""
    require(by, Permission.TAKE_CONSENT)
    line = next((each for each in consent.form.lines if each["number"] == number), None)
    if line is None:
        raise Refused(f"Nothing was kept: this form has no line {number}. Go back to the form.")
    # The row in the database decides, not the one in hand: another tablet may have signed meanwhile.
    if ConsentWithdrawal.objects.filter(consent=consent).exists():
        raise Refused("Nothing was kept: this consent was withdrawn. Begin a new form.")
    if ConsentSignature.objects.filter(consent=consent).exists():
        raise Refused("Nothing was kept: this form is signed and stays as it is. Withdraw it, or begin a new one.")
    _refuse_old_version(consent, "Nothing was kept")
    return line


def _refuse_old_version(consent: Consent, what: str) -> None:
    newest = form_in_force(consent.patient.clinic)
    if newest is not None and newest.pk != consent.form_id:
        raise Refused(
            f"{what}: this is version {consent.form.version}, and version {newest.version} is now in force. "
            "Begin the new version with the patient."
        )


def _write(consent: Consent, number: int, did: str, by: Staff, at: datetime, **said: str) -> ConsentLine:
    row = ConsentLine.objects.create(
        patient=consent.patient,
        consent=consent,
        number=number,
        did=did,
        happened_at=at,
        recorded_at=at,
        recorded_by=by,
        **said,
    )
    audit.record(by=by, at=at, did=f"consent line: {did}", to=row, number=number)
    return row


def what_is_left(consent: Consent) -> tuple[str, ...]:
    """Why this form cannot be signed yet, as sentences; empty when every line is initialled."""
    last = last_entries(consent)
    said = {number: row.did for number, row in last.items()}
    numbers = [line["number"] for line in consent.form.lines]
    left = [f"Line {number} has an open question." for number in numbers if said.get(number) == "question"]
    left += [f"Line {number} is declined." for number in numbers if said.get(number) == "declined"]
    bare = [number for number in numbers if said.get(number) not in ("initialled", "question", "declined")]
    if bare:
        left.append(f"{len(bare)} of {len(numbers)} lines are not initialled.")
    return tuple(left)


@transaction.atomic
def sign(*, consent: Consent, signed_name: str, capacity_seen: bool, by: Staff, at: datetime) -> ConsentSignature:
    """Keep the patient's signature under a whole form, with the clinician's word that they understood and are free."""
    require(by, Permission.TAKE_CONSENT)
    episode = EpisodeOfCare.objects.select_for_update().get(pk=consent.episode_id)
    _open_line(consent, consent.form.lines[0]["number"], by)
    left = what_is_left(consent)
    if left:
        raise Refused(f"The consent was not signed: {' '.join(left)} Go through these lines with the patient.")
    if not signed_name.strip():
        raise Refused("The consent was not signed: the name is missing. The patient writes their own name.")
    if not capacity_seen:
        raise Refused(
            "The consent was not signed: nobody has said that the patient understands and decides freely. "
            "Confirm it, or stop for today."
        )
    refuse_if(pathway.blocks_before(Step.PLAN, facts.for_episode(episode, at=at)), episode=episode)
    signature = ConsentSignature.objects.create(
        patient=consent.patient,
        consent=consent,
        signed_name=signed_name.strip(),
        signed_at=at,
        valid_until_on=consenting.valid_until(_today(episode, at)),
        recorded_at=at,
        recorded_by=by,
    )
    said = "understands, weighs it and decides freely"
    audit.record(by=by, at=at, did="consent signed", to=signature, version=consent.form.version, capacity=said)
    return signature


@transaction.atomic
def withdraw(*, consent: Consent, by: Staff, at: datetime, in_their_words: str = "") -> ConsentWithdrawal:
    """Take consent back at once; needs no reason, and anybody who may open the chart may write it down."""
    require(by, Permission.VIEW_CHART)
    EpisodeOfCare.objects.select_for_update().get(pk=consent.episode_id)
    earlier = ConsentWithdrawal.objects.filter(consent=consent).first()
    if earlier is not None:
        return earlier
    withdrawal = ConsentWithdrawal.objects.create(
        patient=consent.patient,
        consent=consent,
        withdrawn_at=at,
        in_their_words=in_their_words.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="consent withdrawn", to=withdrawal)
    return withdrawal


def _today(episode: EpisodeOfCare, at: datetime) -> date:
    return at.astimezone(ZoneInfo(episode.site.time_zone)).date()


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
