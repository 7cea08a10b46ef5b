"""Who says how a patient is guided? Places in sources, and what is our own choice."""

from holdspace.clinical import sources
from holdspace.clinical.sources import Source

QUIET = sources.KETALAR_SUMMARY.at("Less noise and light lowers the risk of a hard waking")
SLOWED_BREATHING = sources.FDA_2023.at("Breathing can slow down: a patient whose breathing slowed at home")
CALMING = sources.OSMIND_GUIDE.at("Fears, triggers and how the person wants to be calmed are asked before")
METHODS = Source("Clinics' pages on integration", "https://discreetketamine.com").at(
    "Writing, meditation, breath and the body among the methods"
)
MOTIVATION = sources.DAKWAR_2020.at("Ketamine together with motivational therapy")
TOUCH = Source("Touch in ketamine sessions: agreed before, revocable", "https://balancehealthandhealing.com")

STEPS = Source.judgement("The steps and seconds of the exercises are ours: no source read gives a script with times")
WORDS_FIRST = Source.judgement("Panic or dread under the drug: calm words that say who, where and when come first")
NO_OTHER_BREATH = Source.judgement(
    "Under the drug nobody is asked to hold, count or speed up the breath: ketamine can slow breathing, and a held "
    "breath hides it"
)
BODY_LATER = Source.judgement(
    "Attention is led through the body before a dose or afterwards only: under the drug the body can feel far away "
    "or gone, and looking for it can frighten"
)
SETTLED_TO_WRITE = Source.judgement(
    "Writing begins once the patient is awake and oriented, and what is written is theirs"
)
