"""Does the list of all knowledge tell each thing whole: what, why, who says so, and every detail there is of it?"""

import pytest

from holdspace.clinical import catalogue
from holdspace.clinical.catalogue import Kind
from holdspace.clinical.sources import Mark
from tests.clinical.approved import approved

APPROVED = approved(__file__, "approved.json")


def shape(entry: catalogue.Known) -> tuple[object, ...]:
    """What kinds of things an entry tells."""
    return (entry.kind, tuple(name for name, _ in entry.details), bool(entry.because), bool(entry.says))


def said() -> dict[str, object]:
    """The approved entries as they are now, and the first of every shape that none of them has."""
    by_shape = {shape(entry): entry for entry in reversed(catalogue.everything())}
    chosen = {entry.code: entry for entry in catalogue.everything() if entry.code in APPROVED}
    for entry in by_shape.values():
        if shape(entry) not in map(shape, chosen.values()):
            chosen[entry.code] = entry
    return {code: entry.as_dict() for code, entry in chosen.items()}


class TestAnEntry:
    @pytest.mark.parametrize("code", APPROVED)
    def test_is_told_as_it_was_approved(self, code: str) -> None:
        found = catalogue.find(code)
        assert found is not None
        assert found.as_dict() == APPROVED[code]

    def test_of_every_kind_and_shape_is_among_the_approved(self) -> None:
        approved_shapes = {shape(entry) for entry in catalogue.everything() if entry.code in APPROVED}
        assert [entry.code for entry in catalogue.everything() if shape(entry) not in approved_shapes] == []

    @pytest.mark.parametrize("asked", ["cvs-02", "CVS-02", "Cvs-02"])
    def test_is_found_whatever_its_case(self, asked: str) -> None:
        found = catalogue.find(asked)
        assert found is not None
        assert (found.code, found.family, found.kind.words) == ("CVS-02", "CVS", "rule")

    def test_that_nobody_wrote_is_not_found(self) -> None:
        assert catalogue.find("XYZ-01") is None


class TestTheList:
    def test_goes_chapter_by_chapter(self) -> None:
        kinds = list(dict.fromkeys(entry.kind for entry in catalogue.everything()))
        assert kinds == [
            Kind.RULE, Kind.SAME_DAY, Kind.LONG_TERM, Kind.STOP_RULE, Kind.INTERACTION, Kind.GUARD, Kind.PROTOCOL,
            Kind.INSTRUMENT, Kind.THRESHOLD, Kind.SCHEDULE, Kind.CRITERION, Kind.FOLLOW_UP, Kind.CONSENT_LINE,
            Kind.STEP,
        ]  # fmt: skip

    @pytest.mark.parametrize("chapter", [catalogue.interactions, catalogue.protocols, catalogue.instruments])
    def test_is_sorted_where_order_means_nothing(self, chapter) -> None:  # type: ignore[no-untyped-def]
        codes = [entry.code for entry in chapter()]
        assert codes == sorted(codes)
        assert len(set(codes)) == len(codes)

    def test_holds_each_number_once(self) -> None:
        codes = [number.code for number in catalogue.thresholds()]
        assert len(set(codes)) == len(codes)


class TestTheBibliography:
    def test_names_each_source_once_with_all_that_rests_on_it(self) -> None:
        cited = catalogue.sources()
        assert [each.source.text.casefold() for each in cited] == sorted(each.source.text.casefold() for each in cited)
        assert len({(each.source.text, each.source.link) for each in cited}) == len(cited)
        resting = {code for each in cited for code in each.rests}
        assert resting == {entry.code for entry in catalogue.everything() if entry.sources}

    def test_lists_the_places_in_a_source_by_heading(self) -> None:
        for each in catalogue.sources():
            headings = [place.heading for place in each.places]
            assert headings == sorted(headings)
            assert all(headings)

    def test_says_in_which_module_a_source_stands(self) -> None:
        by_text = {each.source.text: each.used_in for each in catalogue.sources()}
        assert by_text["Nothing is planned for a person who has died; design of the pathway"] == ("pathway.chain",)

    @pytest.mark.parametrize(("listed", "mark"), [("judgements", Mark.JUDGEMENT), ("recalled", Mark.RECALLED)])
    def test_lists_what_waits_for_somebody(self, listed: str, mark: Mark) -> None:
        waiting = getattr(catalogue, listed)()
        assert waiting == tuple(
            each for each in catalogue.sources() if mark in (each.source.mark, *(place.mark for place in each.places))
        )
        assert len(waiting) > 20
