"""Who measured it? The papers behind the models; what was read at second hand says so."""

from holdspace.clinical.sources import Mark, Source

# Read in a secondary source that names the paper's table: good, and to be held against the paper itself one day.
SECOND_HAND = Mark.ABSTRACT_ONLY

PEREZ_RUIXO_2021 = Source(
    "Perez-Ruixo C et al. Population pharmacokinetics of esketamine nasal spray and noresketamine. "
    "Clin Pharmacokinet 2021;60:501-516. Numbers read in the library nlmixr2lib",
    "https://doi.org/10.1007/s40262-020-00953-4",
    SECOND_HAND,
)
SIMONS_2022 = Source(
    "Simons P et al. S-ketamine oral thin film, part 1. Front Pain Res 2022;3:946486. "
    "Numbers read in the library nlmixr2lib",
    "https://doi.org/10.3389/fpain.2022.946486",
    SECOND_HAND,
)
SIMONS_2022_EFFECTS = Source(
    "Simons P et al. S-ketamine oral thin film, part 2. Front Pain Res 2022;3:946487",
    "https://doi.org/10.3389/fpain.2022.946487",
)
OTTO_2021 = Source(
    "Otto ME et al. Predictive performance of models of S-ketamine. Eur J Clin Pharmacol 2021;77:1181-1192. "
    "Numbers read in the library nlmixr2lib",
    "https://doi.org/10.1007/s00228-021-03104-1",
    SECOND_HAND,
)
FANTA_2015 = Source(
    "Fanta S et al. Population pharmacokinetics of S-ketamine and norketamine. Eur J Clin Pharmacol 2015;71:441-447",
    "https://doi.org/10.1007/s00228-015-1826-y",
    Mark.ABSTRACT_ONLY,
)
KAMP_2020 = Source(
    "Kamp J et al. Ketamine pharmacokinetics: review, meta-analysis and population analysis. "
    "Anesthesiology 2020;133:1192-1213. Model constants read in the package opentiva",
    "https://doi.org/10.1097/ALN.0000000000003577",
    SECOND_HAND,
)
DOMINO_1984 = Source(
    "Domino EF et al. Ketamine kinetics in unmedicated and diazepam-premedicated subjects. "
    "Clin Pharmacol Ther 1984;36:645-653. Constants read in stanpumpR and opentiva",
    mark=SECOND_HAND,
)
CLEMENTS_1981 = Source(
    "Clements JA, Nimmo WS. Pharmacokinetics and analgesic effect of ketamine in man. Br J Anaesth 1981;53:27-30. "
    "Constants read in the package opentiva",
    mark=SECOND_HAND,
)
CLEMENTS_1982 = Source("Clements JA et al. Bioavailability of ketamine. J Pharm Sci 1982;71:539", mark=SECOND_HAND)
WANG_2019 = Source(
    "Wang J et al. Pharmacokinetics of esketamine and racemic ketamine. Drug Des Devel Ther 2019;13:4135-4144",
    mark=Mark.ABSTRACT_ONLY,
)
HENTHORN_2018 = Source(
    "Henthorn TK et al. Arterial and venous S- and R-ketamine. Anesthesiology 2018;129:260-270", mark=Mark.ABSTRACT_ONLY
)
ROLAN_2014 = Source("Rolan P et al. Br J Clin Pharmacol 2014;77:1011: sublingual wafer", mark=Mark.ABSTRACT_ONLY)
YANAGIHARA_2003 = Source(
    "Yanagihara Y et al. Biopharm Drug Dispos 2003;24:37: tablet, nose and other ways", mark=Mark.ABSTRACT_ONLY
)
BOWDLE_1998 = Source(
    "Bowdle TA et al. Psychedelic effects of ketamine in volunteers. Anesthesiology 1998;88:82-88",
    mark=Mark.ABSTRACT_ONLY,
)
VANKAWALA_2021 = Source(
    "Vankawala J et al. Haemodynamic effects of ketamine: meta-analysis. Front Psychiatry 2021;12:549080",
    mark=Mark.ABSTRACT_ONLY,
)
SZARMACH_2020 = Source(
    "Szarmach J et al. 2020: blood pressure back within 1.5 hours of an infusion", mark=Mark.ABSTRACT_ONLY
)
HAGELBERG_2010 = Source("Hagelberg NM et al. Eur J Pain 2010;14:625: clarithromycin", mark=Mark.ABSTRACT_ONLY)
PELTONIEMI_2011 = Source(
    "Peltoniemi MA et al. Clin Pharmacol Ther 2011;90:296: ticlopidine, itraconazole", mark=Mark.ABSTRACT_ONLY
)
PELTONIEMI_2012_GRAPEFRUIT = Source(
    "Peltoniemi MA et al. Eur J Clin Pharmacol 2012;68:979: grapefruit juice", mark=Mark.ABSTRACT_ONLY
)
PELTONIEMI_2012_RIFAMPICIN = Source(
    "Peltoniemi MA et al. Basic Clin Pharmacol Toxicol 2012;111:325: rifampicin", mark=Mark.ABSTRACT_ONLY
)
PELTONIEMI_2012_WORT = Source("Peltoniemi MA et al. 2012: St John's wort", mark=Mark.ABSTRACT_ONLY)

CHILDREN_1975 = Source("Anesthesiology 1975;43:307: diazepam and secobarbital, in children", mark=Mark.ABSTRACT_ONLY)
WILLIAMS_2018 = Source("Williams NR et al. Am J Psychiatry 2018: naltrexone", mark=Mark.ABSTRACT_ONLY)
LUDWIG_2021 = Source("Ludwig VM et al. CNS Drugs 2021;35:881: tranylcypromine", mark=Mark.ABSTRACT_ONLY)

PRIMARY_MODEL = Source.judgement(
    "Holdspace's primary model joins parts that were each fitted to people: Otto 2021 for the blood, Perez-Ruixo 2021 "
    "for nose and gut, Simons 2022 for the mouth; no one study fitted the whole."
)
MUSCLE = Source.judgement(
    "Uptake from muscle 0.10 per minute with a spread of 60 %: chosen so that 0.5 mg/kg gives the 147 ng/mL once seen."
)
UNDER_THE_SKIN = Source.judgement(
    "Uptake from under the skin 0.06 per minute and 0.9 of the dose: nothing was seen in people; taken near to muscle."
)
HOLDING = Source.judgement(
    "What the mouth takes up grows with the time held, up to 10 minutes, as the film was; longer adds nothing."
)
GUT_SPREAD = Source.judgement("The share that passes the gut wall varies by 0.5 on the logit scale.")
BLOOD_TO_BRAIN = Source.judgement("Half-time from blood to effect 3.5 minutes, within the 2 to 5 usually taken.")
