"""Who says what patients are told? Places in sources, and what still waits for one."""

from holdspace.clinical import sources
from holdspace.clinical.sources import Source

SKIN = sources.LOO_2023.at("Injections under the skin")
LABEL = sources.ESKETAMINE_US_SUMMARY
LABEL_2019 = sources.ESKETAMINE_US_LABEL_2019
KETALAR = sources.KETALAR_SUMMARY

NOT_APPROVED = sources.FDA_2023.at("Ketamine is not approved for any psychiatric disorder")
FDA_WARNING = sources.FDA_2023.at("Compounded ketamine: safety concerns, and a patient whose breathing slowed at home")
SUPPORTED_USES = sources.ESKETAMINE_MEDSCAPE.at("Approved uses, doses and how often")
ANAESTHETIC_DOSES = sources.KETALAR_MEDSCAPE.at("Anaesthetic doses")
CONTROLLED = Source(
    "21 CFR 1304.21: records of controlled substances", "https://www.law.cornell.edu/cfr/text/21/1304.21"
)
SAFETY_PROGRAMME = sources.ESKETAMINE_US_DOSING.at("Given under supervision and watched for at least 2 hours")
SPRAY_TRIALS = LABEL_2019.at("Unwanted effects in trials of the spray, beside placebo")
SPRAY_PRESSURE = LABEL.at("Blood pressure peaks at about 40 minutes and can stay up for about 4 hours")
LOSS_OF_CONSCIOUSNESS = LABEL.at("Sedation, and loss of consciousness in 0.3 to 0.4 %")
COMMON_AFTER_INFUSION = Source("Short B et al. Side-effects of ketamine in depression, 2018", "https://moreblossom.com")
DRIVING = LABEL.at("No driving until the next day after restful sleep")
INFUSIONS = sources.PHILLIPS_2019.at("Infusions over 40 minutes; 59 % responded")
RELAPSE = sources.EKSTRAND_2022.at("70 % relapsed within 12 months")
PTSD_HELPED = sources.FEDER_2021.at("67 % against 20 % responded")
PTSD_DID_NOT = sources.ABDALLAH_2022.at("No difference for PTSD; depression improved")
CHECKS_AT_AN_INFUSION = Source(
    "Intravenous ketamine at Emory: 684 infusions, J Affect Disord 2018", "https://doi.org/10.1016/j.jad.2018.02.025"
).at("Vital signs every 10 minutes during, every 15 after")
LOZENGE = sources.SAGE_COURSE.at("A lozenge: onset after 15 to 20 minutes, peak at about 40, fading over 1 to 2 hours")
LOZENGE_DOSES = sources.TROCHE_PAGE.at("Lozenges of 50 to 200 mg")
COURSE = sources.SAGE_COURSE.at("Preparation sessions, and integration after each dose")
INJECTION = Source("A clinic's page on sessions with an injection into muscle").at(
    "Onset about 5 minutes, about an hour"
)
LOZENGE_RECALLED = Source.recalled("A lozenge is swished in the mouth for 10 to 15 minutes")
INFUSION_RECALLED = Source.recalled("An infusion is felt after 2 to 5 minutes, most at 30 to 40, and over by 2 hours")
WATCHED = Source.judgement("How long somebody is watched after the last dose, by route: the shortest times are ours")
ED_WATCHED = sources.ED_KETAMINE_APPENDIX.at("At least 60 minutes after the last drug")
FASTING = sources.ISHA_CONSENT.at("No food for 4 hours, no liquids for 2")
FASTING_SPRAY = sources.ESKETAMINE_US_WARNINGS.at("No food for 2 hours, no liquids for 30 minutes")
ABSTINENCE = sources.ISHA_CONSENT.at("No alcohol, cannabis, opioids, sedatives or stimulants for 24 hours before")
OTHER_PSYCHEDELICS = sources.ISHA_CONSENT.at("No other psychedelics within 7 days")
ESCORT = sources.BALTIMORE_GROUPS.at("Somebody takes the patient home")
QUIET = KETALAR.at("Less noise and light lowers the risk of a hard waking")
CALMING = sources.OSMIND_GUIDE.at("Fears, triggers and how the person wants to be calmed are asked before")
MUSIC = Source(
    "Recommendations for a ketamine session", "https://ketaminetherapyformentalhealth.com/session-recommendations"
)
TOUCH = Source("Touch in ketamine sessions: agreed before, revocable", "https://balancehealthandhealing.com")
BLADDER = sources.UROPATHY_REVIEW.at("0 to 24.5 % had symptoms, mild to moderate, low certainty")
CYSTITIS = Source("A case of cystitis at a treatment dose", "https://sysrevpharm.org")
LIVER = KETALAR.at("Repeated use: liver and bile ducts, tested at the start and now and then")
MISUSE = LABEL.at("Abuse and misuse are watched for")
PLASTICITY = Source(
    "Clinics' pages on integration (second hand; from work with rodents)", "https://lowdoseketamine.com"
).at("Links between nerve cells from about 2 hours, most at about 24, lasting 48 to 72")
WEEKS = Source("A clinic's page on the time after a dose", "https://dvorny.com")
METHODS = sources.GRABSKI_2022.at("Ketamine together with therapy")
MOTIVATION = sources.DAKWAR_2020.at("Ketamine together with motivational therapy")
PRACTICE = Source("Clinics' pages on integration", "https://discreetketamine.com")
OREGON = Source("Oregon Psilocybin Services", "https://www.oregon.gov")

NMDA = Source.recalled("Ketamine blocks NMDA receptors; it is listed with other drugs that do")
GLUTAMATE = Source.recalled("That its effect on mood comes by way of glutamate: a hypothesis, no source read yet")
S_FORM = Source.recalled("Esketamine is one of the two mirror forms of which ketamine consists")
AFTER_24_HOURS = Source.recalled(
    "For 24 hours no machines, legal papers, alcohol, sole care of children, great decisions"
)
CONSENT_LIST = Source.judgement("What a patient is told before agreeing, put together from labels and clinics' forms")
PRESENCE = Source.judgement("One trained person stays with each patient from the dose until leaving: our choice")
OUR_CALL = Source.judgement("Somebody calls 24 hours after a dose: the time is ours")
OUR_SIGNS = Source.judgement("For which signs a patient calls: put together by us from the limits of a session")
OUR_PLAN = Source.judgement("Sleep, movement, food and other therapy belong in the plan of every patient: our choice")
KETAMINE_ONLY = Source.judgement("Holdspace holds protocols for ketamine and esketamine only")

# Who may not be treated.
PSYCHOSIS = sources.PSYON.at("Psychotic disorders, now or in the past")
NOW_PSYCHOTIC = sources.TORONTO_CLINIC.at("Psychosis now")
MANIA = sources.CAROLINA_CENTER.at("Mania")
PRESSURE = KETALAR.at("Uncontrolled high blood pressure")
VESSELS = LABEL.at("Aneurysm, malformed vessels, bleeding in the brain")
HEAD = sources.ESKETAMINE_US_WARNINGS.at("Raised pressure in the head")
THYROID = sources.CAROLINA_CENTER.at("Overactive thyroid that is not treated")
SEVERE_LIVER = LABEL_2019.at("Severe liver disease: not recommended")
PREGNANCY = LABEL.at("Pregnancy: planning and prevention")
BREASTFEEDING = LABEL_2019.at("Breastfeeding: not recommended")
ALLERGY = LABEL.at("Allergy to ketamine or esketamine")
AGE = LABEL.at("Not for people under 18")
KETAMINE_MISUSE = sources.BALTIMORE_GROUPS.at("Ketamine misuse")
SUBSTANCES = sources.PSYON.at("Substance use, unless abstinent")
DECIDES = sources.PSYON.at("A physician decides")
THEOPHYLLINE = sources.KETAMAX_INTERACTIONS.at("Theophylline: seizures are reported")
BENZODIAZEPINES = sources.ISHA_CONSENT.at("Timing of benzodiazepines")
MEDICINES_LAST = Source.recalled("Nobody stops a benzodiazepine or lamotrigine suddenly")
