"""Licensed wording: installed under a licence, shown while it runs, never another scale."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import instruments
from holdspace.library import wording
from holdspace.library.actions import wording as actions
from holdspace.library.models import InstalledWording
from tests.chart.build import MORNING, a_clinic
from tests.library.pages import page_of, signed_in

pytestmark = pytest.mark.database

WITHOUT_WORDS = next(each for each in instruments.ALL if not each.rights.wording_ships and each.choices)


@pytest.fixture
def house(db):
    return a_clinic(adopted=())


def words(instrument=WITHOUT_WORDS, **more):
    items = {item.code: f"Our words for {item.code}" for item in instrument.items}
    choices = {"": {str(choice.value): f"Answer {choice.value}" for choice in instrument.choices}}
    return {"items": items, "choices": choices, "asks": "We ask:"} | more


def install(house, at=MORNING, **given):
    asked = {
        "code": WITHOUT_WORDS.code,
        "texts": words(),
        "held_by": "Harbour Clinic",
        "licence": "Contract 12/2026 with the owners",
        "licensed_until": date(2027, 5, 14),
        "reason": "We hold the licence now.",
        "by": house.solberg,
    }
    return actions.install(at=at, **asked | given)


def shown(house, at=MORNING):
    return wording.of(WITHOUT_WORDS, house.clinic, at=at)


class TestAnInstrumentWithoutInstalledWording:
    def test_shows_what_ships(self, house):
        assert shown(house) is WITHOUT_WORDS


class TestInstalledWording:
    def test_is_shown_from_its_moment_on_and_only_here(self, house):
        install(house)
        assert [item.text for item in shown(house).items] == list(words()["items"].values())
        assert shown(house).asks == "We ask:"
        assert shown(house, MORNING - timedelta(seconds=1)) is WITHOUT_WORDS
        assert shown(a_clinic("Elsewhere", adopted=())) is WITHOUT_WORDS

    def test_changes_no_score(self, house):
        install(house)
        answers = {item.code: WITHOUT_WORDS.choices[0].value for item in WITHOUT_WORDS.items}
        assert instruments.score(shown(house), answers) == instruments.score(WITHOUT_WORDS, answers)

    @pytest.mark.parametrize(("on", "is_shown"), [(date(2027, 5, 14), True), (date(2027, 5, 15), False)])
    def test_is_shown_through_the_last_day_of_its_licence(self, house, on, is_shown):
        row = install(house)
        assert wording.is_shown(row, on) is is_shown
        at = MORNING.replace(year=on.year, month=on.month, day=on.day)
        assert (shown(house, at) is not WITHOUT_WORDS) is is_shown

    def test_without_an_end_is_shown_for_good(self, house):
        install(house, licensed_until=None)
        assert shown(house, MORNING.replace(year=2080)) is not WITHOUT_WORDS

    def test_is_replaced_by_a_newer_version(self, house):
        install(house)
        newer = words(asks="We ask again:")
        assert install(house, texts=newer).version == 2
        assert shown(house).asks == "We ask again:"

    def test_keeps_languages_apart(self, house):
        install(house, texts=words(language="cs"))
        assert shown(house) is WITHOUT_WORDS
        assert wording.of(WITHOUT_WORDS, house.clinic, at=MORNING, language="cs").language == "cs"


class TestWordingThatIsNotTaken:
    @pytest.mark.parametrize(
        "spoil",
        [
            lambda texts: texts["items"].pop(next(iter(texts["items"]))),
            lambda texts: texts["items"].update({next(iter(texts["items"])): " "}),
            lambda texts: texts["items"].update(another="Something else"),
            lambda texts: texts["choices"][""].popitem(),
            lambda texts: texts["choices"][""].update({"99": "More"}),
            lambda texts: texts.update(items=["one", "two"]),
            lambda texts: texts.pop("items"),
        ],
        ids=["missing item", "empty item", "unknown item", "answer missing", "answer more", "a list", "nothing"],
    )
    def test_would_change_what_is_asked_or_the_scale(self, house, spoil):
        texts = words()
        spoil(texts)
        with pytest.raises(Refused):
            install(house, texts=texts)
        assert not InstalledWording.objects.exists()

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"licence": " "}, "no licence"),
            ({"held_by": " "}, "nobody is named"),
            ({"licensed_until": date(2026, 5, 13)}, "run out"),
            ({"reason": ""}, "no reason"),
            ({"code": "nothing"}, "no instrument"),
        ],
    )
    def test_lacks_licence_reason_or_instrument(self, house, given, says):
        with pytest.raises(Refused, match=says):
            install(house, **given)
        assert not InstalledWording.objects.exists()

    def test_comes_from_somebody_who_may_not(self, house):
        with pytest.raises(Denied):
            install(house, by=house.lindqvist)


class TestRemovingWording:
    def test_shows_what_ships_again_and_keeps_what_was(self, house):
        install(house)
        actions.remove(code=WITHOUT_WORDS.code, reason="The licence ended.", by=house.solberg, at=MORNING)
        assert shown(house) is WITHOUT_WORDS
        assert wording.history(house.clinic, WITHOUT_WORDS.code).count() == 2

    def test_is_refused_where_there_is_none(self, house):
        with pytest.raises(Refused, match="no wording"):
            actions.remove(code=WITHOUT_WORDS.code, reason="So.", by=house.solberg, at=MORNING)


class TestThePage:
    def send(self, house, content, who="solberg", **given):
        file = SimpleUploadedFile("wording.json", content, content_type="application/json")
        asked = {"file": file, "held_by": "We", "licence": "Contract 12", "reason": "We hold it."} | given
        return signed_in(house, who).post(reverse("library:install_wording", args=[WITHOUT_WORDS.code]), asked)

    def test_gives_an_empty_form_that_comes_back_filled(self, house):
        url = reverse("library:empty_wording", args=[WITHOUT_WORDS.code])
        empty = json.loads(signed_in(house, "solberg").get(url).content)
        empty["items"] = {code: f"Words of {code}" for code in empty["items"]}
        empty["choices"] = {
            code: {value: f"Answer {value}" for value in each} for code, each in empty["choices"].items()
        }
        assert self.send(house, json.dumps(empty).encode()).status_code == 302
        client = signed_in(house, "bauer")
        assert "Contract 12" in page_of(client, "instrument", WITHOUT_WORDS.code)
        assert f"Words of {WITHOUT_WORDS.items[0].code}" in page_of(client, "instrument", WITHOUT_WORDS.code)
        assert wording.of(WITHOUT_WORDS, house.clinic, at=timezone.now()).items[0].text.startswith("Words of")

    @pytest.mark.parametrize(
        ("content", "says"),
        [(b"\xff\xfe", "not JSON"), (b"{", "not JSON"), (b"[]", "holds no wording"), (b" " * 200_001, "larger")],
    )
    def test_says_beside_the_field_what_is_wrong_with_a_file(self, house, content, says):
        answer = self.send(house, content)
        assert answer.status_code == 422 and says in answer.content.decode()
        assert not InstalledWording.objects.exists()

    def test_says_why_another_scale_is_refused(self, house):
        texts = words()
        texts["choices"][""]["99"] = "More"
        answer = self.send(house, json.dumps(texts).encode())
        assert answer.status_code == 409 and "Another scale would be another instrument." in answer.content.decode()

    def test_refuses_everybody_but_the_lead(self, house):
        assert self.send(house, json.dumps(words()).encode(), who="lindqvist").status_code == 403
        assert not InstalledWording.objects.exists()
