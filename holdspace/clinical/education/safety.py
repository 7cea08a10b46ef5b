"""What can go wrong, for whom is it not, and when should somebody call?"""

from holdspace.clinical.education import bibliography as by
from holdspace.clinical.education.sentence import Page, fact, here, points, prose, word

RISKS = Page(
    "risks",
    "Risks and side effects",
    "What is common, what is rare, and what comes slowly.",
    (
        points(
            "Common, for a few hours",
            fact("Feeling far away from yourself: about 4 in 10 people with the spray.", by.SPRAY_TRIALS),
            fact("Dizziness and feeling sick: about 3 in 10 each.", by.SPRAY_TRIALS),
            fact("Sleepiness: about 2 in 10.", by.SPRAY_TRIALS),
            fact("Throwing up: about 1 in 10.", by.SPRAY_TRIALS),
            fact("Headache, blurred vision and fear are common after a drip.", by.COMMON_AFTER_INFUSION),
            fact("Blood pressure goes up, and can stay up for about four hours.", by.SPRAY_PRESSURE),
        ),
        points(
            "Serious, and less common",
            fact("Breathing can slow down.", by.FDA_WARNING),
            fact("A few people lose consciousness: 3 to 4 in 1,000 with the spray.", by.LOSS_OF_CONSCIOUSNESS),
            fact("Blood pressure can rise to where it is dangerous.", by.FDA_WARNING),
            fact("Mental illness can get worse.", by.FDA_WARNING),
            here("That is why we measure, stay with you and have help ready.", by.FDA_WARNING, by.PRESENCE),
        ),
        points(
            "Slow harms",
            fact("Ketamine can harm the bladder.", by.BLADDER, by.CYSTITIS),
            fact("Up to 1 in 4 had mild to moderate bladder signs. The studies are weak.", by.BLADDER),
            fact("Repeated doses can harm the liver and its ducts.", by.LIVER),
            here("We ask about your bladder and test your blood from time to time.", by.LIVER, by.BLADDER),
            here("What many years of treatment do is not known.", by.CONSENT_LIST),
        ),
        points(
            "Wanting more",
            fact("Ketamine can be misused.", by.MISUSE, by.FDA_WARNING),
            here("Some people come to depend on it. We watch for that.", by.CONSENT_LIST),
            here("We ask about craving at each visit.", by.MISUSE),
            word("If you notice that you want it more often, tell us. We will help."),
        ),
    ),
)

NOT_FOR = Page(
    "who-it-is-not-for",
    "Who it is not for",
    "For some people the risk is too great.",
    (
        points(
            "Not while this is so",
            fact("A psychotic illness, now or in the past.", by.PSYCHOSIS, by.NOW_PSYCHOTIC),
            fact("Mania.", by.MANIA),
            fact("High blood pressure that is not under control.", by.PRESSURE),
            fact("A bulge in a large blood vessel.", by.VESSELS),
            fact("A bleed in the brain, also long ago.", by.VESSELS),
            fact("Raised pressure in the head.", by.HEAD),
            fact("An overactive thyroid that is not treated.", by.THYROID),
            fact("Severe liver disease.", by.SEVERE_LIVER),
            fact("Pregnancy.", by.PREGNANCY),
            fact("An allergy to ketamine or esketamine.", by.ALLERGY),
            fact("Misuse of ketamine, now or in the past.", by.KETAMINE_MISUSE),
            fact("Age under 18.", by.AGE),
            fact("The medicine theophylline.", by.THEOPHYLLINE),
        ),
        points(
            "Only after a closer look",
            fact("Breastfeeding.", by.BREASTFEEDING),
            fact("A problem with alcohol or other drugs.", by.SUBSTANCES),
            word("Many other illnesses and medicines matter too. That is why we ask so much."),
        ),
        prose(
            "Who decides",
            fact("A doctor decides, after looking at everything.", by.DECIDES),
            word("“Not now” is not “never”. Ask what would have to change."),
        ),
    ),
)

WHEN_TO_CALL = Page(
    "when-to-call",
    "When to call",
    "Rather once too often than once too late.",
    (
        points(
            "Emergency: call at once",
            here("Chest pain, or you cannot get your breath.", by.OUR_SIGNS),
            here("A sudden very bad headache.", by.OUR_SIGNS),
            here("Weakness on one side, or you cannot see well.", by.OUR_SIGNS),
            here("You might hurt yourself or somebody else.", by.OUR_SIGNS),
        ),
        points(
            "Call the clinic the same day",
            here("You think about suicide more than before.", by.OUR_SIGNS),
            here("You hear or see things that others do not.", by.OUR_SIGNS),
            here("You hardly sleep and are full of energy.", by.OUR_SIGNS),
            here("The world feels unreal for more than 24 hours.", by.OUR_SIGNS),
            here("Pain when you pass water, or blood in it.", by.OUR_SIGNS),
        ),
        points(
            "Tell us at the next visit",
            here("You want ketamine between sessions.", by.OUR_SIGNS),
            here("You have a new medicine, a new illness, or might be pregnant.", by.OUR_SIGNS),
        ),
    ),
)
