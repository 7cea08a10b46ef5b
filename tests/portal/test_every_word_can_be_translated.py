"""Every sentence a patient reads goes through the translator: one that does not is found by its missing marks."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from holdspace.chart.links import make_link
from holdspace.clinical.education import PAGES
from holdspace.clinical.instruments import PHQ_9
from tests.chart.build import House, a_clinic, an_episode

pytestmark = pytest.mark.database

BEGIN, END = "«", "»"
READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
UNSEEN = ("script", "style", "svg")
WORD = re.compile(r"[^\W\d_]{2,}")


class Reading(HTMLParser):
    """Everything a page says, in text and in the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.said += [f" {BEGIN}{END} {words}" for name, words in attributes if name in READ_ALOUD and words]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        self.said += [] if self.unseen else [data]


def unmarked(html: str) -> Iterator[str]:
    """The words of a page that no translator was asked for."""
    reading = Reading()
    reading.feed(html)
    outside, depth = [], 0
    for letter in " ".join(reading.said):
        depth += (letter == BEGIN) - (letter == END)
        outside.append(letter if depth == 0 else " ")
    yield from WORD.findall("".join(outside))


@pytest.fixture
def translator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A translator who puts every sentence between marks, so that what nobody gave them stands bare."""
    one = lambda message: f"{BEGIN}{message}{END}"  # noqa: E731
    many = lambda one_of, several, count: one(one_of if count == 1 else several)  # noqa: E731
    translation.gettext("")  # Django makes its translator when it is first asked.
    monkeypatch.setattr(translation._trans, "gettext", one)
    monkeypatch.setattr(translation._trans, "ngettext", many)
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, message: one(message))
    monkeypatch.setattr(translation._trans, "npgettext", lambda context, *several: many(*several))


@pytest.fixture
def house(db: None) -> House:
    cache.clear()
    return a_clinic()


def bare(html: str, house: House) -> set[str]:
    """The bare words that are neither the clinic's own, nor of a questionnaire, nor of a source, nor our name."""
    clinic = house.clinic
    own = [clinic.name, clinic.crisis_line, clinic.prescriber_phone, "Holdspace", PHQ_9.asks]
    own += [item.text for item in PHQ_9.items] + [
        choice.text for item in PHQ_9.items for choice in PHQ_9.choices_of(item)
    ]
    own += [words for page in PAGES for source in page.sources for words in (source.text, source.heading)]
    known = {word for words in own for word in WORD.findall(words)}
    return set(unmarked(html)) - known


class TestThePagesForPatients:
    def test_are_translated_to_the_last_word(self, house, translator):
        for path in ("/learn/", *(f"/learn/{page.slug}/" for page in PAGES)):
            assert bare(Client().get(path).content.decode(), house) == set(), path


class TestThePagesOfALink:
    def test_are_translated_to_the_last_word(self, house, translator):
        episode = an_episode(house)
        _, token = make_link(
            episode=episode, instruments=("phq-9",), due_on=timezone.localdate(), by=house.moreau, at=timezone.now()
        )
        client = Client()
        asked = [
            client.get(reverse("portal:start", args=["x" * 22])),
            client.get(reverse("portal:start", args=[token])),
            client.post(reverse("portal:start", args=[token]), {"birth_on": ""}),
            client.post(reverse("portal:start", args=[token]), {"birth_on": "1950-01-01"}),
            client.post(reverse("portal:start", args=[token]), {"birth_on": "1987-03-14"}, follow=True),
            client.get(reverse("portal:finish", args=[token, "phq-9"])),
            client.post(reverse("portal:question", args=[token, "phq-9", 1]), {"then": "declined"}, follow=True),
            client.get(reverse("portal:question", args=[token, "phq-9", 1])),
            client.post(reverse("portal:question", args=[token, "phq-9", 2]), {}),
            client.post(reverse("portal:question", args=[token, "phq-9", 9]), {"answer": "3"}, follow=True),
            client.get(reverse("portal:start", args=[token])),
            client.get(reverse("portal:finish", args=[token, "phq-9"])),
            client.post(reverse("portal:finish", args=[token, "phq-9"]), follow=True),
        ]
        for place, answer in enumerate(asked):
            assert bare(answer.content.decode(), house) == set(), place


class TestAWordThatNobodyMarked:
    @pytest.mark.parametrize(
        ("html", "found"),
        [
            ("<p>«Go on»</p>", []),
            ("<p>Go «on»</p>", ["Go"]),
            ("<p>«See <b>this</b> page» 3</p>", []),
            ('<p aria-label="Go">«on»</p>', ["Go"]),
            ('<p aria-label="«Go»">«on»</p><script>let it = 1</script>', []),
        ],
    )
    def test_is_found_in_text_and_in_what_is_read_aloud(self, html, found):
        assert list(unmarked(html)) == found
