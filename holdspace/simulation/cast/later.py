"""People whose course has run for weeks, and those whose course has ended."""

from datetime import date

from holdspace.simulation.people import Allergy, Diagnosis, Medicine, Person, Relative

ANA = Person(
    "Ana", "Petrov", date(1980, 8, 4), "female", "she/her", "Mira Petrov, daughter", "Dr Quill, family doctor",
    "I want to cook again.", "F33.2", "Severe recurrent depression", "Paroxetine, venlafaxine with lithium.",
    "With her daughter.", 65, 162, (118, 74), (19, 20, 13, 10, 7), "To cook for six on New Year's Eve.", "To taste.",
    "Cinnamon.", ("It tasted of summer.", "The pot was full.", "There were six chairs."), "There were six chairs.",
    "Invite two people first.", trials=3, medicines=(Medicine("Venlafaxine", "150 mg", "2024"),),
    allergies=(Allergy("Ondansetron", "Long QT on a former ECG", "high"),),
)  # fmt: skip
HUGO = Person(
    "Hugo", "Falkenrath", date(1959, 9, 9), "male", "he/him", "Vera Falkenrath, wife", "Dr Dane, psychiatrist",
    "I want to stop waiting for the end of the day.", "F33.2", "Recurrent depression, severe",
    "Nortriptyline, mirtazapine, quetiapine.", "With wife.", 80, 176, (136, 82), (21, 20, 16, 12, 8, 6, 4),
    "To walk the coast path.", "To walk.", "Looking far.", ("A path.", "Wind.", "Further than I thought."),
    "One foot is enough.", "Walk to the pier.", trials=3,
)  # fmt: skip
MEI = Person(
    "Mei-Ling", "Tran", date(1995, 3, 19), "female", "she/her", "Bao Tran, father", "Dr Vale, psychiatrist",
    "I want to eat with my family.", "F31.81", "Bipolar II, depressed for a year", "Lamotrigine, quetiapine.",
    "With her parents.", 58, 160, (110, 70), (18, 18, 14, 10), "To eat with everybody on Sunday.", "To be hungry.",
    "Her father's voice.", ("Rice, steam, noise.", "I was loud."), "I may be loud.", "Sunday table, one hour.",
    called="Mei", could_conceive=True, medicines=(Medicine("Lamotrigine", "200 mg", "2023"),
    Medicine("Quetiapine", "100 mg", "2024")),
)  # fmt: skip
SOLOMON = Person(
    "Solomon", "Grant-Akinyele", date(1973, 4, 24), "male", "he/him", "Ruth Grant, friend", "Dr Orr, psychiatrist",
    "I want one thing to work.", "F33.2", "Severe depression, many years", "Six medicines, TMS.", "Alone.",
    92, 182, (128, 80), (23, 22, 21, 20, 21, 20), "To want the next day.", "To look.", "Nothing much.",
    ("Grey.", "Still grey.", "A line of light, gone."), "It did not come. I looked.", "Tell Ruth how it was.", trials=6,
    medicines=(Medicine("Mirtazapine", "45 mg", "2023"),),
)  # fmt: skip
FREYA = Person(
    "Freya", "Nygaard", date(1986, 6, 30), "female", "she/her", "Ola Nygaard, husband", "Dr Cole, family doctor",
    "I want to trust a good day.", "F33.2", "Recurrent depression", "Escitalopram, agomelatine.",
    "With husband and son.", 69, 173, (116, 72), (20, 19, 12, 8, 5, 12, 15), "To trust a good day.", "To lean back.",
    "Snow.", ("It held.", "White and no end.", "It held again."), "It held.", "Write down three good minutes.",
    could_conceive=True, family_history=(Relative("BRO", "Brother", "F20.9", "Schizophrenia"),),
)  # fmt: skip
CALLUM = Person(
    "Callum", "Iredale", date(1964, 10, 21), "male", "he/him", "Jess Iredale, daughter", "Dr Nye, psychiatrist",
    "I want to stay as I am in June.", "F33.2", "Recurrent depression, responds and fades",
    "Three medicines, ketamine elsewhere in 2022.", "With his daughter.", 78, 177, (130, 80),
    (19, 18, 12, 8, 6, 5, 5, 6), "To stay well through the winter.", "To keep the lamp lit.", "A lamp.",
    ("The lamp.", "Still lit.", "I can fetch oil myself."), "I can fetch oil myself.", "Light box at breakfast.",
    trials=3, ketamine_before="Six infusions elsewhere in 2022, borne well.",
)  # fmt: skip
DOLORES = Person(
    "Dolores", "Whitfield", date(1964, 2, 2), "female", "she/her", "Ana Whitfield, daughter", "Dr Unger, family doctor",
    "I want to know what is me and what is the illness.", "F33.9", "Recurrent depression", "Sertraline, duloxetine.",
    "With her daughter.", 75, 161, (138, 84), (18, 18, 14), "To drive to the market.", "To know.", "Her keys.",
    ("Too fast, then slow.",), "I can stop it.", "Sit in the car, engine off.",
    diagnoses=(Diagnosis("I10", "Essential hypertension", "2015"),), medicines=(Medicine("Lisinopril", "10 mg",
    "2015"),),
)  # fmt: skip
PASCAL = Person(
    "Pascal", "Renaud", date(1993, 5, 5), "male", "he/him", "Inès Renaud, sister", "Dr Hart, psychiatrist",
    "I want my weekends back.", "F33.9", "Recurrent depression", "Bupropion, therapy.", "With two friends.",
    76, 180, (120, 74), (16, 17), "To play on Saturdays.", "To run.", "Bouncing a ball.", ("Grass.",), "My legs know.",
    "Ask about the team.",
)  # fmt: skip
NADIA = Person(
    "Nadia", "Sorokina", date(1975, 7, 23), "female", "she/her", "Lev Sorokin, husband", "Dr Page, psychiatrist",
    "I want to stop hiding.", "F33.2", "Severe recurrent depression", "Clomipramine, sertraline.", "With husband.",
    70, 167, (122, 78), (21, 20, 12, 7, 4), "To open the curtains every day.", "To come out.", "Light.",
    ("Curtains.", "I was outside.", "It was only outside."), "It was only outside.", "Curtains at eight.",
)  # fmt: skip
BASHIR = Person(
    "Bashir", "Qureshi", date(1967, 12, 1), "male", "he/him", "Zara Qureshi, wife", "Dr Wynn, family doctor",
    "I want to try everything once.", "F33.2", "Severe recurrent depression", "Five medicines.", "With wife.",
    83, 175, (132, 82), (20, 21, 20, 19, 20, 19), "To feel the difference.", "To notice.", "Tea.",
    ("Nothing much.", "A colour.", "No."), "It was worth a try.", "Tell Zara.", trials=5,
)  # fmt: skip
ROSALIND = Person(
    "Rosalind", "Achterberg", date(1949, 11, 11), "female", "she/her", "Kees Achterberg, son", "Dr Lowe, hospice",
    "I want to be less afraid.", "F32.9", "Depression with advanced illness", "Mirtazapine, chaplain's visits.",
    "With her son.", 52, 159, (118, 70), (15,), "To say goodbye well.", "To be unafraid.", "Her son's hand.",
    ("Light.",),
    "It is only a door.", "Record the stories.", trials=1,
    diagnoses=(Diagnosis("C34.90", "Lung cancer", "2024"),), medicines=(Medicine("Mirtazapine", "15 mg", "2025"),),
)  # fmt: skip
IMANI = Person(
    "Imani", "Osterhaus", date(1990, 1, 26), "female", "she/her", "Dele Osterhaus, husband", "Dr Ball, psychiatrist",
    "I want to be steady for the move.", "F33.9", "Recurrent depression", "Citalopram, lamotrigine.", "With husband.",
    66, 171, (114, 72), (17, 17, 12, 9), "To pack one box a day.", "To be steady.", "Her breath.",
    ("The floor was level.", "Boxes, all open."), "Level ground goes with me.", "One box.", could_conceive=True,
)  # fmt: skip
