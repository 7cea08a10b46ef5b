"""Which wording was begun here and is not installed yet?"""

from datetime import datetime

from holdspace.clinic.models import Clinic
from holdspace.clinical.instruments import Instrument
from holdspace.library import typing_words, wording
from holdspace.library.models import WordingDraft


def of(clinic: Clinic, code: str, language: str) -> WordingDraft | None:
    """The draft of an instrument's wording in one language."""
    drafts = WordingDraft.objects.filter(clinic_id=clinic.pk, instrument=code, language=language)
    return drafts.select_related("saved_by").first()


def all_of(clinic: Clinic, code: str) -> list[WordingDraft]:
    """Every draft of an instrument's wording, in each language."""
    drafts = WordingDraft.objects.filter(clinic_id=clinic.pk, instrument=code)
    return list(drafts.select_related("saved_by").order_by("language"))


def begun_with(instrument: Instrument, clinic: Clinic, language: str) -> dict[str, str]:
    """What the page begins with: the draft, else the wording that was installed last, else nothing."""
    draft = of(clinic, instrument.code, language)
    if draft is not None:
        return dict(draft.content)
    standing = wording.newest(clinic, instrument.code, language)
    if standing is None or standing.removed:
        return {}
    return typing_words.typed_from(instrument, standing.texts)


def as_patients_would_see_it(instrument: Instrument, clinic: Clinic, *, at: datetime, language: str) -> Instrument:
    """The instrument in the words of the draft; without a draft in those that are shown now."""
    draft = of(clinic, instrument.code, language)
    if draft is None:
        return wording.of(instrument, clinic, at=at, language=language)
    return typing_words.half_written(instrument, draft.content, language)
