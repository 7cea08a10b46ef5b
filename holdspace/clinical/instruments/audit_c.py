"""Does alcohol need a closer look? The AUDIT-C, whose cut-off depends on sex."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CAMCOPS, CLINICAL_TOOLKIT
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Choice, Cutoff, Item, Skip
from holdspace.clinical.sources import Source

BUSH_1998 = Source(
    "Bush K, Kivlahan DR, McDonell MB, Fihn SD, Bradley KA. The AUDIT alcohol consumption questions (AUDIT-C)."
    " Arch Intern Med 1998;158:1789-1795 (cut-offs by sex as restated in a secondary summary)",
    link="https://doi.org/10.1001/archinte.158.16.1789",
)

# The AUDIT interview skips the drink questions once the answer is "Never" (WHO manual, recalled); an answer
# given all the same is counted, because "Never" beside five drinks is a reason to look, not to forget.
NEVER_DRINKS = Skip("frequency", below=1)

CUT_OFF = {"female": 3, "male": 4}

AUDIT_C = Instrument(
    code="audit-c",
    title="Alcohol Use Disorders Identification Test, consumption",
    short="AUDIT-C",
    asks="Think of the past year.",
    recall_window="the past year",
    items=(
        Item(
            "frequency",
            "How often do you have a drink containing alcohol?",
            "68518-0",
            choices=(
                Choice(0, "Never", "LA6270-8"),
                Choice(1, "Monthly or less", "LA18926-8"),
                Choice(2, "2–4 times a month"),
                Choice(3, "2–3 times a week"),
                Choice(4, "4 or more times a week"),
            ),
        ),
        Item(
            "amount",
            "How many standard drinks containing alcohol do you have on a typical day?",
            "68519-8",
            choices=(
                Choice(0, "1 or 2", "LA15694-5"),
                Choice(1, "3 or 4"),
                Choice(2, "5 or 6", "LA18930-0"),
                Choice(3, "7 to 9"),
                Choice(4, "10 or more", "LA18932-6"),
            ),
            skip=NEVER_DRINKS,
        ),
        Item(
            "six_or_more",
            "How often do you have 6 or more drinks on 1 occasion?",
            "68520-6",
            choices=(
                Choice(0, "Never", "LA6270-8"),
                Choice(1, "Less than monthly"),
                Choice(2, "Monthly"),
                Choice(3, "Weekly"),
                Choice(4, "Daily or almost daily", "LA18934-2"),
            ),
            skip=NEVER_DRINKS,
        ),
    ),
    bands=(
        Band(0, "below the cut-off"),
        Band(3, "positive for women"),
        Band(4, "positive"),
    ),
    about=(Item("sex", label="Sex", choices=(Choice(1, "male"), Choice(2, "female"))),),
    cutoffs=(
        Cutoff(Decimal(4), "positive for men", BUSH_1998, for_sex="male", decides=True),
        Cutoff(Decimal(3), "positive for women", BUSH_1998, for_sex="female", decides=True),
    ),
    source=BUSH_1998,
    rights=Rights.TEXT,
    rights_statement=(
        "The AUDIT-C is stated to be in the public domain (SAMHSA tool sheet). The full AUDIT is WHO's, for"
        " non-commercial use, and is not included."
    ),
    rights_source=CAMCOPS,
    other_sources=(CLINICAL_TOOLKIT,),
    loinc_panel="72109-2",
    loinc_total="75626-2",
)


def is_positive(total: int, *, sex: str) -> bool | None:
    """Whether a total reaches the cut-off for this sex; None where the sex is not known and would decide."""
    cut_off = CUT_OFF.get(sex)
    if cut_off is not None:
        return total >= cut_off
    if min(CUT_OFF.values()) <= total < max(CUT_OFF.values()):
        return None
    return total >= max(CUT_OFF.values())
