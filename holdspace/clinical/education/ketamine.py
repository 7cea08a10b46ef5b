"""What is ketamine, how may it work, what is it not, and how does it differ from its neighbours?"""

from holdspace.clinical.education import bibliography as by
from holdspace.clinical.education.sentence import Page, fact, here, maybe, points, prose, word

WHAT_IT_IS = Page(
    "what-ketamine-is",
    "What ketamine is",
    "A medicine with a long history, used here in a new way.",
    (
        prose(
            "An old medicine",
            fact("Ketamine is a medicine used to put people to sleep for surgery.", by.ANAESTHETIC_DOSES),
            fact("The doses used here are far below those used for surgery.", by.ANAESTHETIC_DOSES),
            fact("It is a controlled drug, so every dose is written down.", by.CONTROLLED),
        ),
        prose(
            "A new use",
            fact("Ketamine is not approved for any mental health condition.", by.NOT_APPROVED),
            fact("Doctors may still use it. That is called off-label.", by.NOT_APPROVED),
            fact("One form, the spray esketamine, is approved for some kinds of depression.", by.SUPPORTED_USES),
        ),
        points(
            "How it is given",
            fact("As a lozenge that melts in the mouth.", by.LOZENGE_DOSES),
            fact("As a slow drip into a vein.", by.INFUSIONS),
            fact("As an injection into a muscle or under the skin.", by.INJECTION, by.SKIN),
            fact("As a spray into the nose: that is esketamine.", by.SUPPORTED_USES),
            word("Your clinician tells you which way is planned for you, and why."),
        ),
        prose(
            "Never alone",
            here("Here it is given in the clinic only, and somebody stays with you.", by.FDA_WARNING, by.PRESENCE),
            word("It goes together with talking: before, during and after."),
        ),
    ),
)

HOW_IT_WORKS = Page(
    "how-it-works",
    "How it may work",
    "Nobody knows for sure yet. These are the ideas.",
    (
        prose(
            "In the brain",
            fact("Ketamine blocks a docking place on nerve cells, called the NMDA receptor.", by.NMDA),
            maybe("One idea is that this changes glutamate, a messenger between nerve cells.", by.GLUTAMATE),
            maybe("This change may lift mood. That is not proven.", by.GLUTAMATE),
        ),
        prose(
            "A window for change",
            maybe("In rodents, new links between nerve cells grew within about two hours.", by.PLASTICITY),
            maybe("There were most of them after about a day.", by.PLASTICITY),
            maybe("They lasted for two to three days.", by.PLASTICITY),
            maybe("Some clinics speak of weeks.", by.WEEKS),
            maybe("Whether this is so in people is not known.", by.PLASTICITY),
        ),
        prose(
            "What we make of it",
            here("This is one reason why you meet your therapist soon after each dose.", by.PLASTICITY),
            word("What you do with the days after a session is yours to choose."),
        ),
    ),
)

WHAT_IT_IS_NOT = Page(
    "what-it-is-not",
    "What it is not",
    "It helps some people. It does not help everybody.",
    (
        points(
            "Not a cure for everything",
            fact("In one study of depression, 59 of 100 people got clearly better.", by.INFUSIONS),
            fact("So about 4 of 10 did not.", by.INFUSIONS),
            fact("In another study, 7 of 10 fell ill again within a year.", by.RELAPSE),
            fact("For PTSD one study found that it helped.", by.PTSD_HELPED),
            fact("Another study found no difference for PTSD.", by.PTSD_DID_NOT),
        ),
        points(
            "Not an approved treatment",
            fact("For mental health, ketamine is not approved.", by.NOT_APPROVED),
            fact("Only the spray esketamine is, and only for some kinds of depression.", by.SUPPORTED_USES),
            fact("A product mixed by a pharmacy has not been reviewed by the authority.", by.FDA_WARNING),
        ),
        points(
            "Not something to take alone",
            fact("One person’s breathing slowed after a dose taken at home.", by.FDA_WARNING),
            here("Here nobody takes ketamine home.", by.FDA_WARNING),
        ),
        points(
            "Not instead of everything else",
            here("Other treatments and daily life go on beside it.", by.OUR_PLAN),
            word("You can say no, today or at any time."),
        ),
    ),
)

NEIGHBOURS = Page(
    "other-medicines",
    "Esketamine, psilocybin, MDMA",
    "They are often named together. They are not the same.",
    (
        points(
            "Esketamine",
            fact("Ketamine is made of two mirror forms. Esketamine is one of them.", by.S_FORM),
            fact("It is a nasal spray for depression that other medicines did not help.", by.SUPPORTED_USES),
            fact("It is also used in depression with urgent thoughts of suicide.", by.SUPPORTED_USES),
            fact("It is taken twice a week at first, then less often.", by.SUPPORTED_USES),
            fact("It is given in a clinic, which watches you for at least two hours.", by.SAFETY_PROGRAMME),
        ),
        points(
            "Psilocybin",
            fact("In Oregon, psilocybin is offered by services that the state regulates.", by.OREGON),
            here("It is not part of this treatment.", by.KETAMINE_ONLY),
        ),
        points(
            "MDMA",
            here("It is not part of this treatment.", by.KETAMINE_ONLY),
            word("We have no checked source on it yet, so this page says no more."),
        ),
        points(
            "Not together",
            fact("Take no other psychedelic in the 7 days before a dose.", by.OTHER_PSYCHEDELICS),
            word("If you have taken something, tell us. Nobody will blame you."),
        ),
    ),
)
