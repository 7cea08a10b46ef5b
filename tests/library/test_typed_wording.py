"""Wording typed line by line: kept as a draft, seen as a patient would see it, installed under a right."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import instruments
from holdspace.library import drafts, typing_words, wording
from holdspace.library.actions import wording as actions
from holdspace.library.models import InstalledWording, WordingDraft
from tests.chart.build import MORNING, House, a_clinic
from tests.library.pages import long_ago, page_of, signed_in

pytestmark = pytest.mark.database

ISI = instruments.by_code("isi")
RIGHT = {"held_by": "Harbour Clinic", "licence": "Letter 7", "licensed_until": "", "reason": "We hold it now."}


@pytest.fixture
def house(db: None) -> House:
    return a_clinic(adopted=())


def typed(instrument: instruments.Instrument = ISI, **more: str) -> dict[str, str]:
    lines = {typing_words.name_of(item): f"Words {place}" for place, item in enumerate(instrument.items, 1)}
    scales = typing_words.answers(instrument)
    return lines | {line.name: f"Answer {line.value}" for scale in scales for line in scale.lines} | more


def keep(house: House, **more: object) -> WordingDraft:
    asked = {"code": "isi", "typed": typed(asks="The last two weeks:"), "by": house.solberg, "at": MORNING}
    return actions.keep_draft(**asked | more)


def post(client: Client, name: str, **sent: str) -> object:
    return client.post(reverse(f"library:{name}", args=["isi"]), {"language": "en"} | sent)


class TestWhatIsTyped:
    @pytest.mark.parametrize("instrument", instruments.ALL, ids=lambda each: each.code)
    def test_is_the_wording_it_came_from_and_never_another_scale(self, instrument):
        texts = typing_words.texts_from(instrument, typed(instrument, asks="Lately:"), "en")
        shown = instruments.with_wording(instrument, instruments.Wording.from_dict(texts))
        assert [item.text for item in shown.items] == [f"Words {n}" for n in range(1, len(instrument.items) + 1)]
        assert [each.value for each in shown.choices] == [each.value for each in instrument.choices]
        again = typing_words.texts_from(instrument, typing_words.typed_from(instrument, texts), "en")
        assert again == texts

    def test_names_only_the_ends_of_a_scale_of_a_hundred_steps(self):
        edi = instruments.by_code("edi")
        (scale,) = typing_words.answers(edi)
        assert [line.value for line in scale.lines] == [0, 100] and scale.is_only_its_ends
        words = typing_words.texts_from(edi, typed(edi), "en")["choices"][""]
        assert (words["0"], words["50"], words["100"]) == ("Answer 0", "50", "Answer 100")

    def test_leaves_answers_as_they_ship_where_no_answer_has_words(self):
        lines = {name: words for name, words in typed().items() if not name.startswith("answer-")}
        assert typing_words.texts_from(ISI, lines, "en")["choices"] == {}

    def test_says_which_items_have_no_words(self):
        assert typing_words.missing(ISI, typed() | {"item-item_03": " "}) == ("3",)


class TestADraft:
    def test_is_shown_to_nobody_and_goes_on_where_it_stopped(self, house):
        keep(house)
        assert wording.of(ISI, house.clinic, at=timezone.now()) is ISI
        assert drafts.begun_with(ISI, house.clinic, "en")["item-item_02"] == "Words 2"
        assert drafts.of(a_clinic("Elsewhere", adopted=()).clinic, "isi", "en") is None

    def test_is_one_for_each_language(self, house):
        keep(house)
        keep(house, typed=typed(asks="Again:"))
        keep(house, language="cs")
        assert [each.language for each in drafts.all_of(house.clinic, "isi")] == ["cs", "en"]
        assert drafts.begun_with(ISI, house.clinic, "en")["asks"] == "Again:"

    @pytest.mark.parametrize("language", ["", "English", "e", "../x"])
    def test_is_refused_in_a_language_that_cannot_be_read(self, house, language):
        with pytest.raises(Refused, match="language"):
            keep(house, language=language)

    def test_is_for_the_clinical_lead(self, house):
        with pytest.raises(Denied):
            keep(house, by=house.lindqvist)
        with pytest.raises(Denied):
            actions.drop_draft(code="isi", by=house.lindqvist, at=MORNING)

    def test_is_thrown_away_once(self, house):
        keep(house)
        actions.drop_draft(code="isi", by=house.solberg, at=MORNING)
        assert not WordingDraft.objects.exists()
        with pytest.raises(Refused, match="no draft"):
            actions.drop_draft(code="isi", by=house.solberg, at=MORNING)


class TestTheWordingPage:
    def test_has_a_line_for_each_item_with_its_number_and_our_label(self, house):
        shown = page_of(signed_in(house, "solberg"), "write_wording", "isi")
        for place, item in enumerate(ISI.items, 1):
            assert f"{place}. {item.label}" in shown and f'name="item-{item.code}"' in shown
        assert all(f'name="answer--{choice.value}"' in shown for choice in ISI.choices)
        assert ISI.recall_window in shown and "Who holds the licence" in shown and ISI.rights_statement in shown

    def test_keeps_a_draft_without_asking_for_what_is_not_typed_yet(self, house):
        client = long_ago(signed_in(house, "solberg"))
        assert post(client, "keep_draft", **{"item-item_01": "First words"}).status_code == 302
        shown = page_of(client, "write_wording", "isi")
        assert "First words" in shown and "Draft kept by Dr I. Solberg" in shown
        assert "A draft in en" in page_of(client, "instrument", "isi")
        answer = client.post(
            reverse("library:keep_draft", args=["isi"]), {"item-item_01": "More"}, headers={"HX-Request": "true"}
        )
        assert 'id="kept"' in answer.content.decode() and "<html" not in answer.content.decode()

    def test_shows_the_draft_as_a_patient_would_see_it(self, house):
        client = signed_in(house, "solberg")
        answer = post(client, "keep_draft", then="preview", **typed(asks="The last two weeks:"))
        assert answer.url == reverse("portal:preview", args=["isi", 1]) + "?language=en"
        shown = client.get(answer.url).content.decode()
        for words in ("Words 1", "The last two weeks:", "Answer 4", "1 of 7", "Nothing is kept."):
            assert words in shown
        assert "Words 2" not in shown and client.get(reverse("portal:preview", args=["isi", 8])).status_code == 404

    def test_says_in_the_preview_what_has_no_words_yet(self, house):
        keep(house, typed={"item-item_01": "Words 1"})
        shown = signed_in(house, "solberg").get(reverse("portal:preview", args=["isi", 2])).content.decode()
        assert "has no words yet" in shown and "Item 2" in shown

    def test_installs_what_was_typed_and_ends_the_draft(self, house):
        keep(house)
        client = signed_in(house, "solberg")
        assert post(client, "install_typed", **typed(asks="Lately:") | RIGHT).status_code == 302
        row = InstalledWording.objects.get()
        assert (row.version, row.held_by, row.licence) == (1, "Harbour Clinic", "Letter 7")
        shown = wording.of(ISI, house.clinic, at=timezone.now() + timedelta(seconds=1))
        assert shown.items[6].text == "Words 7" and shown.choices[0].text == "Answer 0"
        assert not WordingDraft.objects.exists()
        assert "Words 1" in page_of(client, "write_wording", "isi") and "Harbour Clinic" in page_of(
            client, "instrument", "isi"
        )

    @pytest.mark.parametrize(
        ("fault", "status", "says"),
        [
            ({"held_by": ""}, 422, "Nobody is named who holds the licence"),
            ({"licence": " "}, 422, "No licence is named"),
            ({"reason": ""}, 422, "There is no reason"),
            ({"item-item_03": " "}, 409, "no words for item 3"),
            ({"answer--2": ""}, 409, "has no words"),
            ({"licensed_until": "2020-01-01"}, 409, "run out"),
        ],
    )
    def test_keeps_what_was_typed_where_it_is_refused(self, house, fault, status, says):
        answer = post(signed_in(house, "solberg"), "install_typed", **typed() | RIGHT | fault)
        shown = answer.content.decode()
        assert answer.status_code == status and says in shown and "Words 5" in shown
        assert not InstalledWording.objects.exists()

    def test_asks_who_you_are_before_it_installs(self, house):
        answer = post(long_ago(signed_in(house, "solberg")), "install_typed", **typed() | RIGHT)
        assert answer.status_code == 302 and "reauthenticate" in answer.url
        assert not InstalledWording.objects.exists()

    def test_offers_nobody_else_a_button_and_refuses_them(self, house):
        client = signed_in(house, "lindqvist")
        assert "A clinical lead installs wording." in page_of(client, "write_wording", "isi")
        for name in ("keep_draft", "install_typed", "drop_draft"):
            assert post(client, name, **typed() | RIGHT).status_code == 403
        assert client.get(reverse("portal:preview", args=["isi", 1])).status_code == 403
        assert not InstalledWording.objects.exists() and not WordingDraft.objects.exists()

    @pytest.mark.parametrize("query", [{"language": "../x"}, {"language": ""}])
    def test_opens_in_no_language_that_cannot_be_read(self, house, query):
        url = reverse("library:write_wording", args=["isi"])
        assert signed_in(house, "solberg").get(url, query).status_code == 404
