"""The pages of the library: everybody reads, the clinical lead decides, signing asks who you are."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from holdspace.clinical import instruments, protocols
from holdspace.clinical.sources import Mark
from holdspace.library import known, limits, medicines, search
from holdspace.library import protocols as ours
from holdspace.library.actions import drug_names, numbers
from holdspace.library.actions import protocols as actions
from holdspace.library.models import ClinicProtocol, ThresholdChoice
from tests.chart.build import a_clinic
from tests.library.pages import edited, long_ago, page_of, signed_in

pytestmark = pytest.mark.database

CODE = "CVS-01.systolic"


@pytest.fixture
def house(db):
    return a_clinic(adopted=())


def in_days(days):
    return (timezone.now() + timedelta(days=days)).date()


def choose(house, code=CODE, value="155", days_ago=0, review_in=90):
    at = timezone.now() - timedelta(days=days_ago)
    # Reviews fall due on a day of the clinic, which begins before that of UTC.
    due_on = (at + timedelta(days=review_in)).astimezone(ZoneInfo(house.site.time_zone)).date()
    asked = {"reason": "Two faints in spring.", "review_due_on": due_on}
    return numbers.choose(code=code, value=Decimal(value), by=house.solberg, at=at, **asked)


def adopt(house, code="P-18"):
    asked = {"reason": "Our team is trained in it.", "review_due_on": in_days(90)}
    return actions.adopt(code=code, by=house.solberg, at=timezone.now(), **asked)


class TestReadingTheLibrary:
    @pytest.mark.parametrize("who", ["lindqvist", "moreau", "bauer", "alvarez", "brandt", "quinn", "solberg"])
    def test_is_open_to_everybody_who_works_here(self, house, who):
        client = signed_in(house, who)
        for name in ("overview", "rules", "numbers", "protocols", "instruments", "drug_names", "sources", "judgements"):
            assert reverse("library:overview") in page_of(client, name)

    def test_is_closed_to_others(self, client, db):
        assert client.get(reverse("library:overview")).status_code == 302

    def test_opens_every_rule_number_protocol_and_instrument(self, house):
        client = signed_in(house, "bauer")
        for kind, codes in (
            ("rule", [each.place for each in known.rules()]),
            ("number", list(known.thresholds())),
            ("protocol", [each.id for each in protocols.PROTOCOLS] + ["P-20"]),
            ("instrument", [each.code for each in instruments.ALL]),
        ):
            assert len(codes) == len(set(codes)) > 6
            for code in codes:
                page_of(client, kind, code)

    @pytest.mark.parametrize(
        ("kind", "code"), [("rule", "X-9"), ("number", "x"), ("protocol", "P-99"), ("instrument", "x")]
    )
    def test_says_so_where_there_is_no_such_thing(self, house, kind, code):
        assert signed_in(house, "bauer").get(reverse(f"library:{kind}", args=[code])).status_code == 404


class TestTheRulesPage:
    def test_shows_reason_sources_side_by_side_and_numbers(self, house):
        choose(house)
        shown = page_of(signed_in(house, "moreau"), "rule", "CVS-01")
        rule = known.rule("CVS-01")
        assert rule.known.because in shown
        assert all(source.text in shown for source in rule.sources) and len(rule.sources) > 1
        assert "160 mmHg" in shown and "155 mmHg" in shown and "Dr I. Solberg" in shown
        assert "Two faints in spring." in shown

    @pytest.mark.parametrize(
        ("code", "words"), [("CVS-01", "Do not treat"), ("CVS-02", "Needs clearance"), ("CVS-03", "Caution")]
    )
    def test_says_how_much_its_findings_weigh(self, house, code, words):
        assert words in page_of(signed_in(house, "moreau"), "rule", code)

    def test_names_every_mark_of_its_sources(self, house):
        shown = page_of(signed_in(house, "moreau"), "rule", "CVS-01")
        assert Mark.VERIFIED.words in shown and Mark.JUDGEMENT.words in shown

    @pytest.mark.parametrize(("value", "says"), [("160", 3), ("155", 3)])
    def test_asks_the_rule_itself_on_both_sides_of_the_number_that_holds(self, house, value, says):
        choose(house, value=value)
        shown = page_of(signed_in(house, "moreau"), "rule", "CVS-01")
        part = shown[shown.index("Both sides of each number") : shown.index("History of these numbers")]
        for number in range(int(value) - 1, int(value) + 2):
            assert f"{number} mmHg" in part
        assert f"{value}/70 has reached {value}/100" in part and part.count("has reached") == says + 1

    def test_leads_from_each_source_to_all_that_rests_on_it(self, house):
        client = signed_in(house, "moreau")
        number = known.threshold("CVS-02.systolic")
        assert number.other_sources
        shown = page_of(client, "number", "CVS-02.systolic")
        for source in (number.source, *number.other_sources):
            assert f"?q={quote(source.text)}" in shown
            assert "CVS-02" in page_of(client, "sources", q=source.text)


class TestSearching:
    def test_finds_by_all_words_in_any_order_over_everything(self, house):
        found = dict(search.everywhere("pressure raised"))
        assert any(hit.code == "CVS-02" for hit in found["Rules"])
        assert dict(search.everywhere("lozenge psychotherapy"))["Protocols"][0].code == "P-17"
        assert dict(search.everywhere("phq-9"))["Instruments"][0].code == "phq-9"
        assert search.everywhere("pressure zebra") == [] == search.everywhere("")

    @pytest.mark.parametrize(
        ("asked", "kind", "code"),
        [
            ("CVS-02", "Rules", "CVS-02"),
            ("ddi-05", "Rules", "DDI-05"),
            ("lorazepam", "Medicines", "DDI-01"),
            ("Xanax", "Medicines", "DDI-01"),
            ("6470", "Medicines", "DDI-01"),
            ("ambien", "Medicines", "DDI-02"),
            ("CSSRS", "Instruments", "c-ssrs"),
            ("phq9", "Instruments", "phq-9"),
            ("insomnia", "Instruments", "isi"),
            ("P-17", "Protocols", "P-17"),
            ("glutamate", "For patients", "how-it-works"),
        ],
    )
    def test_finds_rules_medicines_by_any_name_instruments_and_pages_for_patients(self, asked, kind, code):
        assert code in [hit.code for hit in dict(search.everywhere(asked))[kind]]

    def test_finds_every_code_of_a_rule_and_every_name_of_a_medicine(self):
        for entry in known.rules():
            assert search.matches(entry.code, entry.words)
        for medicine in medicines.known():
            assert all(search.matches(name, medicine.words) for name in (medicine.name, *medicine.others))

    def test_finds_what_the_clinic_made_its_own(self, house):
        adopt(house)
        asked = {"reason": "Longer.", "review_due_on": in_days(90), "beside": True}
        change = {"preparation_sessions": 4, "title": "Longer quay"}
        actions.edit(code="P-18", changes=change, by=house.solberg, at=timezone.now(), **asked)
        drug_names.add(name="quayzine", ingredient="6470", reason="So sold.", by=house.solberg, at=timezone.now())
        shown = page_of(signed_in(house, "bauer"), "overview", q="quay")
        for where in (reverse("library:protocol", args=["H-01"]), reverse("library:rule", args=["DDI-01"])):
            assert f'href="{where}"' in shown

    def test_leads_from_each_hit_to_its_page(self, house):
        client = signed_in(house, "bauer")
        shown = page_of(client, "overview", q="pressure")
        for _kind, hits in search.everywhere("pressure"):
            for hit in [hit for hit in hits if hit.code]:
                assert f'href="{reverse(f"library:{hit.url_name}", args=[hit.code])}"' in shown

    def test_says_so_when_nothing_is_found(self, house):
        assert "Nothing found" in page_of(signed_in(house, "bauer"), "overview", q="zebra")


class TestSettingANumberOnItsPage:
    def form(self, **given):
        return {"value": "155", "reason": "Two faints.", "review_due_on": in_days(90).isoformat()} | given

    def test_holds_and_says_so(self, house):
        client = signed_in(house, "solberg")
        answer = client.post(reverse("library:number", args=[CODE]), self.form(), follow=True)
        assert "holds from now on, as version 1" in answer.content.decode()
        assert dict(limits.in_force(house.clinic, at=timezone.now()).chosen) == {CODE: 155}

    def test_fills_in_nothing(self, house):
        form = signed_in(house, "solberg").get(reverse("library:number", args=[CODE])).context["form"]
        assert [bound.value() for bound in form] == [None, None, None]

    @pytest.mark.parametrize(
        ("fault", "says"),
        [
            ({"value": ""}, "There is no number"),
            ({"value": "161"}, "can be set from 150 to 160 mmHg"),
            ({"value": "149.9"}, "can be set from 150 to 160 mmHg"),
            ({"reason": " "}, "There is no reason"),
            ({"review_due_on": ""}, "There is no day of review"),
        ],
    )
    def test_says_beside_the_field_what_is_wrong(self, house, fault, says):
        answer = signed_in(house, "solberg").post(reverse("library:number", args=[CODE]), self.form(**fault))
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not ThresholdChoice.objects.exists()

    def test_keeps_what_was_typed_when_the_review_has_passed(self, house):
        asked = self.form(review_due_on=in_days(-1).isoformat())
        answer = signed_in(house, "solberg").post(reverse("library:number", args=[CODE]), asked)
        assert answer.status_code == 409
        assert "not after today" in answer.content.decode() and "Two faints." in answer.content.decode()

    def test_asks_who_you_are(self, house):
        client = long_ago(signed_in(house, "solberg"))
        answer = client.post(reverse("library:number", args=[CODE]), self.form())
        assert answer.status_code == 302 and "reauthenticate" in answer.url
        assert not ThresholdChoice.objects.exists()

    @pytest.mark.parametrize("who", ["lindqvist", "bauer", "brandt"])
    def test_is_refused_to_others_and_offers_them_no_form(self, house, who):
        client = signed_in(house, who)
        assert "Set our own" not in page_of(client, "number", CODE)
        assert client.post(reverse("library:number", args=[CODE]), self.form()).status_code == 403
        assert not ThresholdChoice.objects.exists()

    def test_offers_the_second_signature_to_a_prescriber_and_not_to_the_proposer(self, house):
        row = choose(house, "CVS-09.high", "115")
        url = reverse("library:second_number", args=[row.pk])
        assert url not in page_of(signed_in(house, "solberg"), "number", "CVS-09.high")
        assert url not in page_of(signed_in(house, "bauer"), "number", "CVS-09.high")
        client = signed_in(house, "lindqvist")
        assert url in page_of(client, "number", "CVS-09.high")
        client.post(url)
        assert limits.in_force(house.clinic, at=timezone.now()).version == 2

    def test_goes_back_to_the_published_number(self, house):
        choose(house)
        signed_in(house, "solberg").post(reverse("library:go_back", args=[CODE]), {"reason": "Read again."})
        assert limits.in_force(house.clinic, at=timezone.now()).chosen == ()


class TestAReviewThatHasPassed:
    @pytest.mark.parametrize(("days_ago", "overdue"), [(89, False), (90, False), (91, True)])
    def test_is_said_in_a_word_with_a_shape_from_the_day_after(self, house, days_ago, overdue):
        choose(house, days_ago=days_ago, review_in=90)
        client = signed_in(house, "bauer")
        for shown in (page_of(client, "overview"), page_of(client, "number", CODE)):
            assert ("Review overdue" in shown) is overdue


class TestTheProtocolPages:
    def test_adopt_edit_keep_and_retire(self, house):
        client = signed_in(house, "solberg")
        decision = {"reason": "Our team is trained in it.", "review_due_on": in_days(90).isoformat()}
        client.post(reverse("library:adopt_protocol", args=["P-18"]), decision)
        assert [each.id for each in ours.in_force(house.clinic, at=timezone.now())] == ["P-18"]
        edited(client, "P-18", preparation_sessions=4, **decision)
        held = ours.held(house.clinic, "P-18", at=timezone.now())
        assert (held.row.change, held.protocol.preparation_sessions) == ("edited", 4)
        changed = {**protocols.by_id("P-18").as_dict(), "preparation_sessions": 4, "based_on": "P-18"}
        assert held.protocol.as_dict() == changed
        client.post(reverse("library:keep_protocol", args=["P-18"]), decision)
        client.post(reverse("library:retire_protocol", args=["P-18"]), {"reason": "We stop."})
        assert [row.change for row in ours.history(house.clinic, "P-18")] == ["retired", "edited", "edited", "adopted"]
        assert "Retired" in page_of(client, "protocol", "P-18") and "We stop." in page_of(client, "protocol", "P-18")

    def test_show_an_edit_beside_the_published_one(self, house):
        adopt(house)
        asked = {"reason": "Longer.", "review_due_on": in_days(90)}
        actions.edit(code="P-18", changes={"preparation_sessions": 4}, by=house.solberg, at=timezone.now(), **asked)
        shown = page_of(signed_in(house, "bauer"), "protocol", "P-18")
        assert "What we changed" in shown and "3 at least" in shown and "4 at least" in shown

    def test_give_the_second_signature_to_a_prescriber(self, house):
        adopt(house)
        asked = {"reason": "Shorter.", "review_due_on": in_days(90)}
        change = {"preparation_sessions": 2}
        row = actions.edit(code="P-18", changes=change, by=house.solberg, at=timezone.now(), **asked)
        url = reverse("library:second_protocol", args=[row.pk])
        assert url not in page_of(signed_in(house, "solberg"), "protocol", "P-18")
        client = signed_in(house, "lindqvist")
        shown = page_of(client, "protocol", "P-18")
        assert url in shown and "2 preparation sessions, published 3." in shown
        client.post(url)
        assert ours.held(house.clinic, "P-18", at=timezone.now()).protocol.preparation_sessions == 2

    def test_refuse_everybody_but_the_lead(self, house):
        client = signed_in(house, "lindqvist")
        decision = {"reason": "So.", "review_due_on": in_days(90).isoformat()}
        assert client.post(reverse("library:adopt_protocol", args=["P-18"]), decision).status_code == 403
        adopt(house)
        for name in ("keep_protocol", "retire_protocol", "look_at_protocol", "write_protocol"):
            assert client.post(reverse(f"library:{name}", args=["P-18"]), decision).status_code == 403
        assert ClinicProtocol.objects.count() == 1

    def test_show_treatment_at_home_as_known_and_not_shipped(self, house):
        client = signed_in(house, "solberg")
        assert "Known, not shipped" in page_of(client, "protocols")
        shown = page_of(client, "protocol", "P-20")
        assert protocols.NOT_SHIPPED[0].why in shown and "Adopt" not in shown
        decision = {"reason": "So.", "review_due_on": in_days(90).isoformat()}
        assert client.post(reverse("library:adopt_protocol", args=["P-20"]), decision).status_code in (404, 409)
        assert not ClinicProtocol.objects.exists()


class TestTheSources:
    def test_are_each_listed_once_with_what_rests_on_them(self, house):
        names = [(each.source.text, each.source.link) for each in known.sources()]
        assert len(names) == len(set(names)) > 60
        rests = {code for each in known.sources() for _, code, _ in each.rests}
        assert {each.place for each in known.rules() if each.sources} <= rests
        assert set(known.thresholds()) <= rests

    def test_list_every_judgement_and_everything_recalled(self, house):
        shown = page_of(signed_in(house, "lindqvist"), "judgements")
        assert known.judgements() and known.recalled()
        for each in (*known.judgements(), *known.recalled()):
            assert escape(each.source.text) in shown
