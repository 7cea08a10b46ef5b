"""People on their way to a first dose."""

from datetime import date

from holdspace.simulation.people import Allergy, Diagnosis, Medicine, Person, Relative

BRAM = Person(
    "Bram", "Wolters", date(1979, 6, 2), "male", "he/him", "Joke Wolters, wife", "Dr Hensley, family doctor",
    "I want to stop snapping at my boys.", "F33.9", "Recurrent depression for twelve years",
    "Citalopram and bupropion, each for a year.", "With wife and two sons.", 91, 186, (126, 80), (16,),
    "To be at the table at supper, and there.", "To let go of the tightness.", "A hand on the shoulder.", ("Quiet.",),
    "I am allowed to be tired.", "Turn the phone off at six.",
)  # fmt: skip
PRIYA = Person(
    "Priya", "Raghunathan", date(1994, 11, 19), "female", "she/her", "Meena Raghunathan, mother",
    "Northside Counselling", "I want to feel that things are real again.", "F43.10", "Trauma after a road accident",
    "EMDR for nine months, sertraline.", "Shares a flat with a friend.", 58, 163, (112, 72), (14,),
    "To sit in a car without bracing.", "To look at it from further away.", "Naming five blue things.", ("Blue.",),
    "It is over.", "Sit in the parked car with Anu.", could_conceive=True,
)  # fmt: skip
TERRENCE = Person(
    "Terrence", "Addo", date(1968, 1, 30), "male", "he/him", "Gladys Addo, sister", "Dr Whitcombe, psychiatrist",
    "I used to sing. I want to want to.", "F33.2", "Severe recurrent depression",
    "Four antidepressants, lithium, a course of TMS.", "Lives alone, sister next door.", 84, 178, (134, 82), (21,),
    "To sing in the choir at Easter.", "To find the voice.", "Humming.", ("A low note.",), "It never left.",
    "Hum while washing up.", trials=4,
)  # fmt: skip
YUSUF = Person(
    "Yusuf", "Karaca", date(1990, 8, 8), "male", "he/him", "Elif Karaca, cousin", "Self-referred",
    "I want to sleep without checking the door.", "F42.9", "Obsessions and checking since school",
    "Exposure therapy twice, fluvoxamine at a high dose.", "With two flatmates.", 77, 181, (122, 76), (13,),
    "To leave the house within ten minutes.", "To let it be unfinished.", "Counting breaths.", ("Open.",),
    "Unfinished is not unsafe.", "Lock once, walk on.", medicines=(Medicine("Fluvoxamine", "200 mg", "2021"),),
)  # fmt: skip
CLARA = Person(
    "Clara", "Benedetti", date(1957, 4, 27), "female", "she/her", "Paolo Benedetti, son", "Dr Ames, cardiology nurse",
    "I want the mornings to be less heavy.", "F33.2", "Recurrent depression, severe",
    "Venlafaxine, mirtazapine, both together.", "With her son's family.", 71, 160, (152, 94), (18,),
    "To bake with my granddaughter.", "To rest.", "Her rosary.", ("Bread.",), "I am still needed.",
    "Bake on Saturday.", diagnoses=(Diagnosis("I10", "Essential hypertension", "2012"),),
    medicines=(Medicine("Venlafaxine", "150 mg", "2019"), Medicine("Amlodipine", "5 mg", "2013")),
)  # fmt: skip
DANIEL = Person(
    "Daniel", "Kim", date(1985, 12, 5), "male", "he/him", "Soo-ah Kim, wife", "Dr Larkin, family doctor",
    "I want to be bored again instead of empty.", "F32.2", "First severe depression, two years",
    "Escitalopram, then duloxetine with aripiprazole.", "With wife and a dog.", 73, 174, (124, 78), (19,),
    "To finish the boat in the garage.", "To float.", "Counting down from ten.", ("Water.",), "It carries.",
    "Sand one plank.", medicines=(Medicine("Duloxetine", "60 mg", "2024"), Medicine("Aripiprazole", "5 mg", "2025")),
)  # fmt: skip
MARGUERITE = Person(
    "Marguerite", "Oyelaran", date(1972, 9, 14), "female", "she/her", "Tunde Oyelaran, husband",
    "Dr Pym, psychiatrist", "I want the voice in my head to be mine.", "F33.9", "Depression with a psychosis long ago",
    "Three antidepressants; olanzapine in 2004.", "With husband.", 68, 167, (128, 80), (17,),
    "To teach again.", "To be quiet.", "Prayer.", ("Hush.",), "Quiet is possible.", "Write one page.",
    diagnoses=(Diagnosis("F20.9", "Schizophrenia", "2004"),), medicines=(Medicine("Aripiprazole", "10 mg", "2010"),),
)  # fmt: skip
WREN = Person(
    "Wren", "Castellan", date(1999, 2, 23), "other", "they/them", "Robin Castellan, parent", "University clinic",
    "I want a day without planning my exit.", "F33.2", "Recurrent depression since fourteen",
    "Fluoxetine, escitalopram, a day clinic.", "In a shared house.", 62, 170, (116, 70), (22,),
    "To hand in my thesis.", "To meet the fourteen-year-old.", "Cold water on the wrists.", ("Small hands.",),
    "They only wanted company.", "Write them a letter.", ideation=1,
    medicines=(Medicine("Escitalopram", "20 mg", "2023"),),
)  # fmt: skip
HALIMA = Person(
    "Halima", "Warsame", date(1988, 7, 1), "female", "she/her", "Ayaan Warsame, brother", "Dr Osgood, family doctor",
    "I want to hear rain without leaving my body.", "F43.10", "Post-traumatic stress from a flight in childhood",
    "Prolonged exposure, prazosin.", "With three children.", 66, 165, (118, 74), (15,),
    "To stay for the whole film with my kids.", "To stay.", "Her shawl.", ("Rain on tin.",), "I can stay.",
    "Film on Friday.", could_conceive=True, medicines=(Medicine("Prazosin", "2 mg at night", "2024"),),
    allergies=(Allergy("Latex", "Rash", "low"),),
)  # fmt: skip
OSKAR = Person(
    "Oskar", "Lindholm", date(1963, 3, 3), "male", "he/him", "Birgit Lindholm, wife", "Dr Sund, psychiatrist",
    "I want to look forward to anything.", "F33.2", "Recurrent depression, third episode",
    "Nortriptyline, sertraline, twelve sessions of TMS.", "With wife, retired.", 88, 183, (130, 82), (18,),
    "To plan the garden for spring.", "To see colours.", "Looking at the window.", ("Green.",), "Spring comes anyway.",
    "Order the seeds.", trials=3, medicines=(Medicine("Sertraline", "100 mg", "2022"),),
)  # fmt: skip
NOOR = Person(
    "Noor", "Jansen", date(1992, 5, 30), "female", "she/her", "Sven Jansen, husband", "Dr Adebayo, family doctor",
    "I drive nights. I want to stop crying at red lights.", "F33.9", "Recurrent depression",
    "Sertraline, then bupropion.", "With husband and twins.", 70, 171, (120, 76), (16,),
    "To laugh with the twins before bed.", "To put the bag down.", "Slow breathing.", ("Lighter.",),
    "Nobody asked me to carry it.", "Ask Sven for Thursday.", could_conceive=True,
)  # fmt: skip
GIDEON = Person(
    "Gideon", "Marsh", date(1976, 10, 10), "male", "he/him", "Hal Marsh, brother", "Harbour recovery group",
    "I want to be proud of being sober.", "F33.9", "Depression, sober for four years",
    "Bupropion, group therapy.", "Sober living house.", 80, 177, (128, 80), (17,),
    "To call my daughter.", "To forgive.", "His chip in his hand.", ("Her face.",), "She may not answer. I can call.",
    "Write down what I would say.", drinks="None for four years; alcohol before.",
    diagnoses=(Diagnosis("F10.21", "Alcohol dependence, in remission", "2008"),),
)  # fmt: skip
INGRID = Person(
    "Ingrid", "Hallström", date(1981, 1, 17), "female", "she/her", "Nils Hallström, husband", "Dr Frost, psychiatrist",
    "I want to stop being a guest in my own life.", "F33.2", "Severe recurrent depression",
    "Venlafaxine, quetiapine beside it.", "With husband.", 64, 168, (122, 78), (20,),
    "To open the studio again.", "To be let in.", "Warmth on the feet.", ("A door.",), "It opens inward.",
    "Sweep the studio floor.", could_conceive=False, family_history=(Relative("MTH", "Mother", "F33.9", "Depression"),),
    medicines=(Medicine("Venlafaxine", "225 mg", "2023"),),
)  # fmt: skip
RAFAEL = Person(
    "Rafael", "Quintero", date(1983, 6, 6), "male", "he/him", "Luz Quintero, mother", "Dr Bell, family doctor",
    "I want to stop rehearsing every sentence.", "F40.10", "Social anxiety since school",
    "Paroxetine, group therapy twice.", "With his mother.", 75, 176, (124, 80), (11,),
    "To speak at the meeting without a script.", "To be seen.", "Pressing his feet down.", ("They looked kind.",),
    "Nobody was grading me.", "Say one unplanned thing a day.", gad=15,
    medicines=(Medicine("Paroxetine", "20 mg", "2022"),),
)  # fmt: skip
EDITH = Person(
    "Edith", "Kowalczyk", date(1953, 8, 21), "female", "she/her", "Jan Kowalczyk, nephew", "Dr Voss, psychiatrist",
    "I want to be a nuisance again.", "F33.2", "Late severe depression",
    "Mirtazapine, sertraline, electroconvulsive therapy in 2019.", "Sheltered housing.", 60, 158, (136, 78), (20, 20),
    "To win at cards on Tuesdays.", "To be light.", "Her late husband's watch.", ("He waved.",), "He would laugh.",
    "Deal the cards on Tuesday.", trials=3, medicines=(Medicine("Mirtazapine", "30 mg", "2020"),),
)  # fmt: skip
SILVIO = Person(
    "Silvio", "Amaral", date(1971, 12, 12), "male", "he/him", "Rita Amaral, daughter", "Dr Keane, family doctor",
    "I want to read a whole book.", "F33.9", "Recurrent depression", "Citalopram, psychotherapy for two years.",
    "With his daughter.", 79, 175, (126, 78), (17, 18), "To read to my grandson.", "To turn the page.",
    "Turning a ring.", ("Pages.",), "One line is a beginning.", "Ten pages at breakfast.",
)  # fmt: skip
