"""How heavy has depression weighed over the last two weeks? The PHQ-9."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import (
    AWELL,
    CAMCOPS,
    CRITICAL_ANSWERS,
    HALF,
    KOUNALI_2022,
    LOINC_FORMS,
    RIVET,
    SCALE_NOTES,
)
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_THE_HOUR, Alert, Band, Choice, Cutoff, Item
from holdspace.clinical.sources import Source

KROENKE_2001 = Source(
    "Kroenke K, Spitzer RL, Williams JBW. The PHQ-9. J Gen Intern Med 2001;16:606-613 (bands and cut-off as restated"
    " in the CamCOPS task notes and awell-score)",
    link="https://doi.org/10.1046/j.1525-1497.2001.016009606.x",
)

HOW_OFTEN = (
    Choice(0, "Not at all", "LA6568-5"),
    Choice(1, "Several days", "LA6569-3"),
    Choice(2, "More than half the days", "LA6570-1"),
    Choice(3, "Nearly every day", "LA6571-9"),
)

HOW_DIFFICULT = (
    Choice(0, "Not difficult at all", "LA6572-7"),
    Choice(1, "Somewhat difficult", "LA6573-5"),
    Choice(2, "Very difficult", "LA6575-0"),
    Choice(3, "Extremely difficult", "LA6574-3"),
)

PHQ_9 = Instrument(
    code="phq-9",
    title="Patient Health Questionnaire, 9 items",
    short="PHQ-9",
    asks="Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    recall_window="the last 2 weeks",
    items=(
        Item("interest", "Little interest or pleasure in doing things", "44250-9"),
        Item("mood", "Feeling down, depressed, or hopeless", "44255-8"),
        Item("sleep", "Trouble falling or staying asleep, or sleeping too much", "44259-0"),
        Item("energy", "Feeling tired or having little energy", "44254-1"),
        Item("appetite", "Poor appetite or overeating", "44251-7"),
        Item(
            "worth",
            "Feeling bad about yourself – or that you are a failure or have let yourself or your family down",
            "44258-2",
        ),
        Item(
            "concentration",
            "Trouble concentrating on things, such as reading the newspaper or watching television",
            "44252-5",
        ),
        Item(
            "movement",
            "Moving or speaking so slowly that other people could have noticed. Or the opposite – being so fidgety or"
            " restless that you have been moving around a lot more than usual",
            "44253-3",
        ),
        Item("self_harm", "Thoughts that you would be better off dead, or of hurting yourself in some way", "44260-8"),
        Item(
            "difficulty",
            "How difficult have these problems made it for you to do your work, take care of things at home, or get"
            " along with other people?",
            "69722-7",
            choices=HOW_DIFFICULT,
            scored=False,
        ),
    ),
    choices=HOW_OFTEN,
    bands=(
        Band(0, "minimal"),
        Band(5, "mild"),
        Band(10, "moderate"),
        Band(15, "moderately severe"),
        Band(20, "severe"),
    ),
    alerts=(
        Alert(
            "self_harm",
            at_least=1,
            says="Ask about suicidal thoughts in this same contact, with the C-SSRS.",
            within_minutes=WITHIN_THE_HOUR,
            source=CRITICAL_ANSWERS,
        ),
    ),
    cutoffs=(Cutoff(Decimal(10), "positive screen", AWELL, decides=True),),
    change=ChangeRules(
        response_percent=Line.of(50, HALF),
        remission=Line.of(4, SCALE_NOTES, "below 5"),
        meaningful=Line.of(5, RIVET, "5 points"),
        other_meaningful=(
            Line.of("1.7", KOUNALI_2022, "about 1.7 points at moderate severity, or 20 % of the baseline"),
        ),
    ),
    source=KROENKE_2001,
    rights_source=CAMCOPS,
    other_sources=(LOINC_FORMS,),
    rights=Rights.TEXT,
    rights_statement=(
        "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational"
        " grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute."
    ),
    loinc_panel="44249-1",
    loinc_total="44261-6",
)
