"""The page of an edit: everything a protocol says, its sums while one types, old beside new before it is written."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.clinical import protocols as knowledge
from holdspace.clinical.protocols.loosening import what_loosens
from holdspace.clinical.thresholds import PUBLISHED
from holdspace.library import protocols
from holdspace.library.actions import protocols as actions
from holdspace.library.forms import ProtocolForm
from holdspace.library.models import ClinicProtocol
from holdspace.library.proposing import propose
from tests.chart.build import House, a_clinic
from tests.library.pages import edited, signed_in, typed_as_it_stands

pytestmark = pytest.mark.database

WHY = {"reason": "As we are trained.", "review_due_on": (timezone.now() + timedelta(days=90)).date().isoformat()}
# What makes a protocol the one that was published; with another of these it is no edit.
STAYS = {
    "id",
    "routes",
    "drug",
    "source",
    "other_sources",
    "status",
    "evidence",
    "stop_rules",
    "based_on",
}
EVERY_PROTOCOL = pytest.mark.parametrize("published", knowledge.PROTOCOLS, ids=lambda each: each.id)


@pytest.fixture
def house(db: None) -> House:
    return a_clinic(adopted=())


def adopt(house: House, code: str) -> None:
    due = (timezone.now() + timedelta(days=90)).date()
    actions.adopt(code=code, reason="Trained.", review_due_on=due, by=house.solberg, at=timezone.now())


def typed(published: knowledge.Protocol, **more: object) -> ProtocolForm:
    form = ProtocolForm(protocol=published)
    as_shown = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    return ProtocolForm(as_shown | WHY | more, protocol=published)


def post(client: Client, name: str, code: str, **sent: object) -> object:
    return client.post(reverse(f"library:{name}", args=[code]), typed_as_it_stands(client, code) | WHY | sent)


class TestTheForm:
    @EVERY_PROTOCOL
    def test_changes_nothing_that_was_not_typed(self, published):
        form = typed(published)
        assert form.is_valid(), form.errors
        assert form.changes() == {}

    @pytest.mark.parametrize(
        ("code", "line", "changed"),
        [
            ("P-03", {"title": "Ours"}, "title"),
            ("P-03", {"indications": "f33.2, F32"}, "indications"),
            ("P-18", {"steps": "0.5, 1"}, "steps"),
            ("P-18", {"first_dose": "0.75"}, "first_dose"),
            ("P-03", {"minutes": "50"}, "minutes"),
            ("P-14", {"infusion-0-dose": "0.21", "infusion-1-dose": "0.5"}, "infusion"),
            ("P-17", {"delivery": "Under the tongue"}, "delivery"),
            ("P-17", {"held_from": "8"}, "hold_minutes"),
            ("P-22", {"way-im": "0.5, 1"}, "other_ways"),
            ("P-22", {"group_at_most": "3"}, "group_at_most"),
            ("P-03", {"preparation_sessions": "2"}, "preparation_sessions"),
            ("P-03", {"integration_sessions": "2"}, "integration_sessions"),
            ("P-03", {"integration_after_first": "2"}, "integration_after_first"),
            ("P-03", {"watched_minutes": "90"}, "watched_minutes"),
            ("P-13", {"phases-0-note": "slowly rising"}, "phases"),
            ("P-13", {"maintenance_phases-0-lasting_days": "60"}, "maintenance_phases"),
            ("P-13", {"maintenance_note": "Look again."}, "maintenance_note"),
        ],
    )
    def test_reaches_everything_a_protocol_carries_but_what_makes_it_that_protocol(self, code, line, changed):
        form = typed(knowledge.by_id(code), **line)
        assert form.is_valid(), form.errors
        assert set(form.changes()) == {changed} <= set(knowledge.by_id(code).as_dict()) - STAYS

    def test_leaves_nothing_out(self):
        asked = self.test_reaches_everything_a_protocol_carries_but_what_makes_it_that_protocol.pytestmark[0].args[1]
        assert {changed for _, _, changed in asked} | STAYS == set(knowledge.by_id("P-03").as_dict())

    def test_adds_a_phase_in_the_empty_row_and_drops_one_without_a_name(self):
        added = {"maintenance_phases-0-name": "maintenance", "maintenance_phases-0-shortest_days": "7"}
        form = typed(knowledge.by_id("P-04"), **added)
        assert form.is_valid()
        (phase,) = form.changes()["maintenance_phases"]
        assert phase["every"] == {"shortest_days": 7, "longest_days": 7} and phase["sessions"] is None
        form = typed(knowledge.by_id("P-13"), **{"maintenance_phases-0-name": ""})
        assert form.is_valid() and form.changes() == {"maintenance_phases": []}

    @pytest.mark.parametrize(
        ("code", "line", "field", "says"),
        [
            *(("P-18", {"steps": steps}, "steps", "as in 0.5, 0.75") for steps in ("half", "0", "-1", "1; 2", "NaN")),
            ("P-18", {"steps": " "}, "steps", "Not answered yet"),
            ("P-18", {"first_dose": "1, 2"}, "first_dose", "one first dose"),
            ("P-22", {"way-im": "much"}, "way-im", "cannot be read"),
            ("P-03", {"indications": "sadness"}, "indications", "no ICD-10-CM code"),
            ("P-14", {"infusion-2-dose": "0.1"}, "infusion-2-minutes", "Fill in both"),
            ("P-17", {"held_from": ""}, "held_to", "from and to"),
        ],
    )
    def test_says_beside_the_field_what_cannot_be_read(self, code, line, field, says):
        form = typed(knowledge.by_id(code), **line)
        assert not form.is_valid() and says in str(form.errors[field])


class TestWhatAnEditWouldMake:
    def make(self, code: str, **line: object) -> object:
        published = knowledge.by_id(code)
        form = typed(published, **line)
        assert form.is_valid(), form.errors
        return propose(published, form.changes(), PUBLISHED)

    def test_adds_the_parts_of_an_infusion_up(self):
        made = self.make("P-14", **{"infusion-0-dose": "0.21", "infusion-1-dose": "0.5"})
        assert made.parts.total == made.parts.needed == "0.71 mg/kg over 52 min" and made.may_be_written
        assert "In parts" in [line.says for line in made.differs]

    @pytest.mark.parametrize("line", [{"infusion-0-dose": "0.2"}, {"infusion-1-minutes": "40"}])
    def test_says_by_how_much_parts_miss_the_whole(self, line):
        made = self.make("P-14", **line)
        assert not made.parts.adds_up and not made.may_be_written
        (says,) = made.refusals
        assert made.parts.total in says and "0.71 mg/kg over 52 min" in says

    def test_refuses_each_thing_in_a_sentence_of_its_own(self):
        made = self.make("P-18", steps="0.5, 5", preparation_sessions="0", watched_minutes="10")
        assert len(made.refusals) == 3 and all(says.endswith(".") for says in made.refusals)

    @pytest.mark.parametrize(
        ("code", "line", "says"),
        [
            ("P-14", {"infusion-0-dose": "0.21", "infusion-1-dose": "0.5"}, "fastest part"),
            ("P-14", {"infusion-0-dose": "0.1", "infusion-1-dose": "0.61"}, ""),
            ("P-17", {"held_to": "16"}, "Held in the mouth for up to 16 min, published 15."),
            ("P-17", {"held_to": "14"}, ""),
            ("P-17", {"integration_after_first": "1"}, "1 after the first dose, published 2."),
            ("P-17", {"integration_after_first": "3"}, ""),
            ("P-13", {"maintenance_phases-0-lasting_days": "91"}, "for 91 days, published for 90 days."),
            ("P-13", {"maintenance_phases-0-lasting_days": ""}, "without an end, published for 90 days."),
            ("P-13", {"maintenance_phases-0-lasting_days": "89"}, ""),
        ],
    )
    def test_says_where_it_is_less_careful_than_published(self, code, line, says):
        loosens = self.make(code, **line).loosens
        assert (says in " ".join(loosens)) if says else loosens == ()

    def test_of_what_is_published_is_nothing(self):
        for published in knowledge.PROTOCOLS:
            assert what_loosens(published, published) == ()


class TestThePage:
    def test_shows_old_beside_new_before_it_writes_anything(self, house):
        adopt(house, "P-18")
        client = signed_in(house, "solberg")
        shown = post(client, "look_at_protocol", "P-18", preparation_sessions="2").content.decode()
        for words in ("What changes", "In use", "3 at least", "2 at least", "2 preparation sessions, published 3."):
            assert words in shown
        assert "Write the new version" in shown and ClinicProtocol.objects.count() == 1
        answer = edited(client, "P-18", preparation_sessions="2", **WHY)
        assert answer.status_code == 302 and protocols.waiting(house.clinic)

    def test_writes_only_what_was_looked_at(self, house):
        adopt(house, "P-18")
        client = signed_in(house, "solberg")
        looked = post(client, "look_at_protocol", "P-18", preparation_sessions="4").context["proposal"]
        for sent in ({"preparation_sessions": "5", "looked_at": looked.seal}, {"preparation_sessions": "4"}):
            answer = post(client, "write_protocol", "P-18", **sent)
            assert answer.status_code == 409 and "changed after you looked at it" in answer.content.decode()
        assert ClinicProtocol.objects.count() == 1

    def test_offers_no_writing_of_what_is_refused(self, house):
        adopt(house, "P-14")
        answer = post(signed_in(house, "solberg"), "look_at_protocol", "P-14", **{"infusion-0-dose": "0.2"})
        shown = answer.content.decode()
        assert answer.status_code == 409 and "Make them equal." in shown and "Write the new version" not in shown

    def test_says_that_nothing_is_changed(self, house):
        adopt(house, "P-22")
        answer = post(signed_in(house, "solberg"), "look_at_protocol", "P-22")
        assert answer.status_code == 409 and "says the same as before" in answer.content.decode()

    def test_weighs_what_is_typed_without_keeping_it_or_asking_why(self, house):
        adopt(house, "P-14")
        client = signed_in(house, "solberg")
        line = {"reason": "", "review_due_on": "", "infusion-0-dose": "0.2"}
        shown = post(client, "weigh_protocol", "P-14", **line).content.decode()
        assert "0.2 mg/kg over 2 min" in shown and "0.8 mg/kg over 52 min" in shown and "<html" not in shown
        unread = post(client, "weigh_protocol", "P-14", steps="half").content.decode()
        assert "cannot be read yet" in unread
        assert ClinicProtocol.objects.count() == 1

    def test_is_not_there_for_a_protocol_that_is_not_in_use(self, house):
        client = signed_in(house, "solberg")
        assert client.get(reverse("library:edit_protocol", args=["P-18"])).status_code == 404
        for name in ("weigh_protocol", "look_at_protocol", "write_protocol"):
            assert client.post(reverse(f"library:{name}", args=["P-18"]), WHY).status_code == 404
