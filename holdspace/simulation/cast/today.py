"""People who are in the house today, or were yesterday."""

from datetime import date

from holdspace.simulation.people import Allergy, Diagnosis, Medicine, Person, Relative

MAYA = Person(
    "Maya", "Okafor", date(1987, 3, 14), "female", "she/her", "Ade Okafor, sister", "Dr Brook, family doctor",
    "I want mornings back.", "F33.2", "Depression since her mother died, not helped by two medicines",
    "Sertraline, then venlafaxine, each for a year.", "With her sister.", 68, 169, (122, 76), (19, 18, 13, 11, 9),
    "To meet the grief without leaving the room.", "To meet the grief without leaving the room.",
    "Her grandmother's song, hummed.",
    ("There is a corridor, and it is warm.", "I put the bag down.", "She is not angry with me.",
     "Grandmother's kitchen. The light is on."),
    "The light is on.", "Ring my sister on Sunday, before noon.", could_conceive=True, ideation=1, pulse=68,
    allergies=(Allergy("Penicillin", "Hives", "high"),), family_history=(Relative("MTH", "Mother", "F33.9",
    "Depression"),),
    medicines=(Medicine("Venlafaxine", "150 mg", "2024"), Medicine("Lamotrigine", "100 mg", "2025")),
)  # fmt: skip
JAMAL = Person(
    "Jamal", "Rahman", date(1974, 11, 3), "male", "he/him", "Salma Rahman, wife", "Dr Ostrow, psychiatrist",
    "I want to stop rehearsing the worst.", "F33.2", "Recurrent depression with long grief",
    "Escitalopram, bupropion, a year of therapy.", "With wife and his father.", 82, 179, (124, 78), (20, 19, 15, 12),
    "To take my father to the sea.", "To breathe out.", "A hand on his back.",
    ("It was a tide, not a wall.", "He was young once.", "Salt."), "It was a tide, not a wall.",
    "Look up the bus to the sea.", medicines=(Medicine("Bupropion", "300 mg", "2023"),),
)  # fmt: skip
SOFIA = Person(
    "Sofia", "Lindgren", date(1996, 4, 9), "female", "she/her", "Elin Lindgren, mother", "Student health",
    "I want to be in the room when people talk to me.", "F32.2", "First severe depression",
    "Fluoxetine, then escitalopram.", "In a student house.", 61, 172, (114, 70), (18, 19), "To dance at the wedding.",
    "To be curious.", "Holding a stone.", ("Soft.",), "Soft is not weak.", "Walk to the water.", could_conceive=True,
    medicines=(Medicine("Escitalopram", "15 mg", "2025"),),
)  # fmt: skip
LEILA = Person(
    "Leila", "Haddad", date(1969, 2, 11), "female", "she/her", "Omar Haddad, husband", "Dr Pell, family doctor",
    "I want my own hands to feel like mine.", "F33.9", "Recurrent depression", "Duloxetine, cognitive therapy.",
    "With husband.", 70, 164, (128, 80), (17, 17, 11), "To play the oud again.", "To listen.", "Silence.",
    ("My hands knew the song.", "It plays without me."), "My hands knew it all along.", "Tune the oud.",
    medicines=(Medicine("Duloxetine", "60 mg", "2022"),),
)  # fmt: skip
MARCUS = Person(
    "Marcus", "Webb-Ito", date(1991, 9, 25), "male", "he/him", "Hana Webb-Ito, wife", "Dr Sorel, psychiatrist",
    "I want to stop counting the days I lost.", "F33.2", "Severe recurrent depression",
    "Three antidepressants, quetiapine beside one.", "With wife and baby.", 80, 182, (120, 74), (21, 20, 14),
    "To bathe the baby without crying.", "To be held.", "His wife's scarf.", ("Warm.",
    "Everything was small and fine."),
    "Small is enough.", "Bath at seven, every other night.", trials=3,
)  # fmt: skip
TOMAS = Person(
    "Tomas", "Meyer", date(1966, 5, 18), "male", "he/him", "Anke Meyer, partner", "Dr Falk, family doctor",
    "I want to work in the garden without stopping to cry.", "F33.9", "Recurrent depression",
    "Sertraline, St John's wort before it.", "With his partner.", 86, 180, (134, 84), (16, 17, 13),
    "To plant the second bed.", "To dig.", "Earth in his hands.", ("Roots.", "The ground was breathing."),
    "It grows when I am not looking.", "Turn the compost.", diagnoses=(Diagnosis("I10",
    "Essential hypertension", "2018"),),
    medicines=(Medicine("Sertraline", "100 mg", "2023"), Medicine("Ramipril", "5 mg", "2018")),
)  # fmt: skip
CHIPO = Person(
    "Chipo", "Mbeki-Thorne", date(1984, 7, 7), "female", "she/her", "Joy Mbeki-Thorne, sister", "Dr Rusk, psychiatrist",
    "I want the fear to be smaller than me.", "F41.1", "Generalised anxiety", "Buspirone, paroxetine, two therapies.",
    "Alone, sister close by.", 74, 170, (118, 76), (12, 12), "To fly to my brother.", "To soften.", "Counting tiles.",
    ("Softer.",), "Fear is a visitor.", "Look at flights, book nothing.", gad=17, could_conceive=True,
)  # fmt: skip
ERIK = Person(
    "Erik", "Sand", date(1978, 3, 28), "male", "he/him", "Tove Sand, mother", "Dr Lund, psychiatrist",
    "I want to answer the phone.", "F33.2", "Severe recurrent depression", "Venlafaxine, lithium for a year.",
    "Alone.", 90, 188, (126, 80), (22, 21), "To answer when my mother rings.", "To open the door.", "A blanket.",
    ("The phone rang and it was only a phone.",), "It was only a phone.", "Ring her on Sunday.", trials=3,
    medicines=(Medicine("Lithium", "600 mg", "2024"),),
)  # fmt: skip
BEATRIZ = Person(
    "Beatriz", "Fontes", date(1982, 10, 2), "female", "she/her", "Marco Fontes, husband", "Dr Tull, family doctor",
    "I want to stop apologising for being here.", "F33.9", "Recurrent depression", "Citalopram, vortioxetine.",
    "With husband and daughter.", 67, 166, (116, 74), (18, 17, 12), "To swim on Sundays.", "To take up room.",
    "Her daughter's drawing.", ("I was as wide as the lake.", "Nobody minded."), "I may take up room.",
    "Swim once.", could_conceive=True, medicines=(Medicine("Vortioxetine", "20 mg", "2025"),),
)  # fmt: skip
KWAME = Person(
    "Kwame", "Sarpong", date(1970, 6, 15), "male", "he/him", "Abena Sarpong, wife", "Dr Ives, psychiatrist",
    "I want to stop being on watch.", "F43.10", "Post-traumatic stress after years on ambulances",
    "EMDR, sertraline, prazosin.", "With wife.", 85, 184, (132, 82), (15, 16, 11), "To sleep with the window open.",
    "To hand over the watch.", "Facing the door.", ("Somebody else had the night shift.",),
    "Somebody else has the night shift.", "Window open, one night.", medicines=(Medicine("Sertraline",
    "150 mg", "2022"),),
)  # fmt: skip
LOTTE = Person(
    "Lotte", "Bakker", date(1989, 12, 29), "female", "she/her", "Pim Bakker, brother", "Dr Reyes, family doctor",
    "I want to miss people again.", "F33.9", "Recurrent depression", "Fluoxetine, interpersonal therapy.",
    "With a cat.", 63, 175, (112, 70), (17, 18), "To write to Pim.", "To feel the distance.", "The cat's bell.",
    ("Everybody was a lit window.",), "They are lit windows.", "One postcard.", could_conceive=True,
)  # fmt: skip
AMARA = Person(
    "Amara", "Delacroix", date(1977, 1, 8), "female", "she/her", "Luc Delacroix, partner", "Dr Moss, psychiatrist",
    "I want to hear my own yes.", "F33.2", "Severe recurrent depression", "Four medicines in ten years.",
    "With her partner.", 72, 168, (130, 80), (20, 19), "To say no once a week.", "To say yes.",
    "Two fingers on the pulse.",
    ("Yes.",), "Yes was there.", "Say no to one thing.", trials=4, could_conceive=False,
)  # fmt: skip
