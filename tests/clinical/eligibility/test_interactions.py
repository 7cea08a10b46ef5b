"""Which medicines work against the drug, or with it? None is dropped in silence."""

import pytest

from holdspace.clinical.eligibility import CodedRecord, ScreeningFacts, read
from holdspace.clinical.eligibility.facts import Medicine
from holdspace.clinical.eligibility.medicines import ALL, ingredient_of, ingredients_in, medicines, unrecognised
from holdspace.clinical.eligibility.record import RXNORM, Coding, MedicationEntry
from holdspace.clinical.eligibility.rules.interaction_rows import NO_FINDING, ROWS
from holdspace.clinical.eligibility.screening import screen
from tests.clinical.eligibility.people import TODAY, findings, taking, with_facts


def taken(*entries: MedicationEntry, complete: bool = False, none: bool = False) -> tuple[Medicine, ...] | None:
    return medicines(entries, list_complete=complete, none_stated=none)


def coded(code: str, text: str = "") -> MedicationEntry:
    return MedicationEntry((Coding(RXNORM, code),), text)


class TestAnInteraction:
    @pytest.mark.parametrize(
        ("medicine", "found"),
        [
            ("Lorazepam 1 mg at night", {"DDI-01": "caution"}),
            ("Zolpidem", {"DDI-02": "caution"}),
            ("Adderall XR 20 mg", {"DDI-04": "caution"}),
            ("Lisdexamfetamine", {"DDI-04": "caution"}),
            ("Phenelzine", {"DDI-05": "relative"}),
            ("Theophylline", {"DDI-06": "absolute"}),
            ("Aminophylline", {"DDI-06": "absolute"}),
            ("Oxycodone/acetaminophen", {"DDI-07": "relative"}),
            ("Xyrem", {"DDI-08": "hold"}),
            ("Diphenhydramine 25 mg", {"DDI-08": "hold"}),
            ("Naltrexone", {"DDI-09": "caution"}),
            ("Grapefruit juice every morning", {"DDI-10": "caution"}),
            ("St. John's Wort", {"DDI-11": "caution"}),
            ("Phenobarbital", {"DDI-08": "hold", "DDI-11": "caution"}),
            ("Clopidogrel", {"DDI-12": "caution"}),
            ("Sudafed", {"DDI-13": "relative"}),
            ("Risperidone", {"DDI-15": "caution"}),
            ("Pregabalin", {"DDI-19": "caution"}),
            ("Memantine", {"DDI-20": "relative"}),
            ("Amitriptyline", {"DDI-21": "relative"}),
            ("Ayahuasca", {"DDI-22": "hold"}),
            ("Sertraline", {}),
            ("Lithium", {}),
            ("Olanzapine", {}),
            ("Metformin", {}),
        ],
    )
    def test_is_found_by_the_name_in_the_text(self, medicine: str, found: dict[str, str]) -> None:
        assert findings(taking(medicine)) == found

    def test_says_which_medicine_and_what_follows(self) -> None:
        (finding,) = screen(taking("Clonazepam 1 mg at night")).findings
        assert finding.says.startswith("Takes Clonazepam 1 mg at night: leave out for 24 hours")
        assert finding.rests_on == ("Clonazepam 1 mg at night",)

    def test_names_every_medicine_of_its_row_once(self) -> None:
        (finding,) = screen(taking("Diazepam", "Xanax")).findings
        assert finding.says.startswith("Takes Diazepam and Xanax:")

    def test_that_only_informs_is_a_note(self) -> None:
        screening = screen(taking("Venlafaxine", "Olanzapine"))
        assert "Venlafaxine: can be combined; look at blood pressure (DDI-17)." in screening.notes
        assert "Olanzapine: no effect on ketamine was seen (DDI-15)." in screening.notes

    def test_of_a_kindred_medicine_is_left_to_the_prescriber_in_words(self) -> None:
        screening = screen(taking("Oxazepam 15 mg"))
        assert screening.findings == ()
        assert any("Oxazepam 15 mg" in note and "DDI-01 does not name it" in note for note in screening.notes)


class TestRecognisingAMedicine:
    @pytest.mark.parametrize(
        ("code", "names"),
        [
            ("6470", ("lorazepam",)),
            ("197361", ("amlodipine",)),
            ("1049221", ("oxycodone",)),
            ("1599803", ("memantine", "donepezil")),
            ("1043400", ("doxylamine", "dextromethorphan")),
            ("266856", ("valproate",)),
        ],
    )
    def test_works_by_ingredient_and_by_clinical_drug(self, code: str, names: tuple[str, ...]) -> None:
        (medicine,) = taken(coded(code)) or ()
        assert medicine.ingredients == names

    def test_adds_what_the_text_names_to_what_the_code_says(self) -> None:
        (medicine,) = taken(coded("36437", "Sertraline, and lorazepam when needed")) or ()
        assert set(medicine.ingredients) == {"sertraline", "lorazepam"}

    @pytest.mark.parametrize("text", ["somatropin", "ironweed", "phencyclamine", "dmtx"])
    def test_does_not_see_a_name_inside_another_word(self, text: str) -> None:
        assert ingredients_in(text) == ()

    def test_does_not_take_dextroamphetamine_for_amphetamine(self) -> None:
        assert ingredients_in("Dextroamphetamine") == ("dextroamphetamine",)

    @pytest.mark.parametrize("name", [row[0] for row in ALL])
    def test_knows_every_name_of_the_table(self, name: str) -> None:
        assert name in ingredients_in(f"{name.upper()} 10 mg")


class TestAnUnknownMedicine:
    def test_is_shown_and_never_dropped(self) -> None:
        screening = screen(taking("Blue pills from my sister", "Sertraline"))
        assert screening.unrecognised_medicines == ("Blue pills from my sister",)
        assert any("Blue pills from my sister" in note for note in screening.notes)

    def test_is_shown_by_its_code_when_it_has_no_name(self) -> None:
        assert unrecognised(taken(coded("999999999"), MedicationEntry())) == (
            "medicine with code 999999999",
            "a medicine without a name",
        )


class TestTheMedicineList:
    @pytest.mark.parametrize(
        ("status", "counts"),
        [
            ("active", True),
            ("on-hold", True),
            ("intended", True),
            ("unknown", True),
            ("", True),
            ("stopped", False),
            ("completed", False),
            ("not-taken", False),
            ("entered-in-error", False),
        ],
    )
    def test_leaves_out_what_is_no_longer_taken(self, status: str, counts: bool) -> None:
        found = taken(MedicationEntry(text="Lorazepam", status=status), complete=True)
        assert found is not None
        assert bool(found) is counts

    def test_that_nobody_took_cannot_be_judged(self) -> None:
        assert findings(with_facts(medicines=None)) == {"DDI-00": "cannot_tell"}

    def test_with_nothing_on_it_is_an_answer_only_when_stated(self) -> None:
        assert taken() is None
        assert taken(complete=True) is None
        assert taken(none=True) == ()

    def test_of_stopped_medicines_is_an_answer_only_when_complete(self) -> None:
        stopped = MedicationEntry(text="Lorazepam", status="stopped")
        assert taken(stopped) is None
        assert taken(stopped, complete=True) == ()

    def test_that_may_be_incomplete_says_so(self) -> None:
        note = "Nobody has stated that the medicine list is complete."
        assert note in screen(taking("Sertraline", medication_list_complete=False)).notes
        assert note not in screen(taking("Sertraline")).notes


class TestTheTable:
    def test_names_only_medicines_that_can_be_recognised(self) -> None:
        known = {row[0] for row in ALL}
        named = {name for row in ROWS for name in row.ingredients} | {
            name for _, names, _ in NO_FINDING for name in names
        }
        assert named <= known


class TestANameTheClinicAdded:
    NAMES = (("Blue pills", "6470"), ("  Schlafgut ", "39993"), ("", "6470"), ("Wonderbalm", "0"))

    def read(self, *texts: str, complete: bool = True) -> ScreeningFacts:
        entries = tuple(MedicationEntry(text=text) for text in texts)
        record = CodedRecord(medications=entries, medication_list_complete=complete)
        return read(record, TODAY, drug_names=self.NAMES)

    @pytest.mark.parametrize(
        ("text", "ingredients"),
        [
            ("blue pills from my sister", ("lorazepam",)),
            ("SCHLAFGUT 10 mg", ("zolpidem",)),
            ("Blue pills and sertraline", ("sertraline", "lorazepam")),
            ("Skyblue pills", ()),
            ("Wonderbalm", ()),
            ("Metformin", ("metformin",)),
        ],
    )
    def test_is_recognised_beside_the_table(self, text: str, ingredients: tuple[str, ...]) -> None:
        (medicine,) = self.read(text).medicines or ()
        assert set(medicine.ingredients) == set(ingredients)

    def test_brings_the_interaction_with_it(self) -> None:
        found = {finding.rule for finding in screen(self.read("Blue pills at night")).findings}
        assert "DDI-01" in found

    def test_that_stands_for_nothing_known_leaves_the_medicine_unrecognised(self) -> None:
        assert screen(self.read("Wonderbalm")).unrecognised_medicines == ("Wonderbalm",)

    @pytest.mark.parametrize(("code", "name"), [("6470", "lorazepam"), ("1599803", None), ("0", None)])
    def test_needs_the_code_of_one_ingredient(self, code: str, name: str | None) -> None:
        assert ingredient_of(code) == name
