"""Who says so? The bibliography: every rule, score, limit and parameter names one of these."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Mark(StrEnum):
    """How far a statement was checked against its source."""

    VERIFIED = "verified"
    ABSTRACT_ONLY = "abstract_only"
    RECALLED = "recalled"
    JUDGEMENT = "judgement"

    @property
    def words(self) -> str:
        """The mark in plain words."""
        return WORDS[self]


WORDS = {
    Mark.VERIFIED: "verified",
    Mark.ABSTRACT_ONLY: "abstract only",
    Mark.RECALLED: "recalled, to be checked",
    Mark.JUDGEMENT: "our judgement",
}


@dataclass(frozen=True)
class Source:
    """A document, page or recorded judgement that a clinical statement rests on."""

    text: str
    link: str = ""
    mark: Mark = Mark.VERIFIED
    heading: str = ""

    def at(self, heading: str, mark: Mark | None = None) -> "Source":
        """The place inside the source where the statement stands."""
        return replace(self, heading=heading, mark=mark or self.mark)

    @classmethod
    def judgement(cls, text: str) -> "Source":
        """A choice of ours that no published source fixes; the text says what was chosen and why."""
        return cls(text, mark=Mark.JUDGEMENT)

    @classmethod
    def recalled(cls, text: str, link: str = "") -> "Source":
        """Professional knowledge that was not read again while writing; it waits for a check."""
        return cls(text, link=link, mark=Mark.RECALLED)

    def __str__(self) -> str:
        place = f", {self.heading}" if self.heading else ""
        return f"{self.text}{place} ({self.mark.words})"

    def as_dict(self) -> dict[str, str]:
        """The source as plain data for JSON."""
        return {"text": self.text, "heading": self.heading, "link": self.link, "mark": self.mark.value}


# Labels and drug references. What is said of esketamine nasal spray stands here for racemic ketamine by analogy.
ESKETAMINE_US_SUMMARY = Source(
    "Esketamine nasal spray, US brief summary", "https://usmedicine.com/2021online-dir/inc/html/30.html"
)
ESKETAMINE_US_LABEL_2019 = Source(
    "Esketamine nasal spray, US label of March 2019 (copy)", "https://120ty.net/bencandy.php?aid=58243&fid=134"
)
ESKETAMINE_EU_LABEL = Source(
    "Esketamine nasal spray, European label text", "https://rxreasoner.com/substances/esketamine/precautions"
)
ESKETAMINE_US_DOSING = Source(
    "Esketamine nasal spray, dosing for treatment-resistant depression", "https://spravatohcp.com/dosing-spravato-trd"
)
ESKETAMINE_MEDSCAPE = Source(
    "Medscape: esketamine intranasal", "https://reference.medscape.com/drug/spravato-esketamine-intranasal-1000325"
)
ESKETAMINE_DRUGS_COM = Source("Drugs.com: esketamine", "https://drugs.com/ppa/esketamine.html")
ESKETAMINE_US_WARNINGS = Source(
    "Esketamine nasal spray, US label warnings (secondary summary)", "https://droracle.ai/articles/538624"
)
KETAMINE_PRECAUTIONS = Source("Ketamine, label precautions", "https://rxreasoner.com/substances/ketamine/precautions")
KETALAR_SUMMARY = Source("Ketalar (ketamine) prescribing summary", "https://pdr.net")
KETAMAX_INTERACTIONS = Source("Ketamax (ketamine) drug interactions", "https://sit.mimsdev.com")
KETALAR_MEDSCAPE = Source("Medscape: ketamine", "https://reference.medscape.com/drug/ketalar-ketamine-343099")

# Reviews and trials.
ANDRADE_2017 = Source("Andrade C. Ketamine for depression, 2017. J Clin Psychiatry", "https://psychiatrist.com")
ANDRADE_2017_DOSING = Source("Andrade C. Ketamine for depression: dosing, 2017", "https://dev2.psychiatrist.com")
ANDRADE_ORAL = Source("Andrade C. Oral ketamine for depression: review", "https://psychiatrist.com")
VERAART_2021 = Source(
    "Veraart JKE et al. Pharmacodynamic interactions between ketamine and psychiatric medications, 2021",
    "https://doi.org/10.1093/ijnp/pyab039",
)
MCINTYRE_2021 = Source(
    "McIntyre RS et al. International expert opinion on ketamine and esketamine, 2021",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC9635017",
    Mark.ABSTRACT_ONLY,
)
SANACORA_2017 = Source(
    "Sanacora G et al. Consensus statement on ketamine in mood disorders, 2017", mark=Mark.ABSTRACT_ONLY
)
PHILLIPS_2019 = Source(
    "Phillips JL et al. Single, repeated and maintenance ketamine infusions, 2019",
    "https://pubmed.ncbi.nlm.nih.gov/30922101",
)
FEDER_2021 = Source(
    "Feder A et al. Repeated ketamine infusions for chronic PTSD, 2021",
    "https://doi.org/10.1176/appi.ajp.2020.20050596",
)
ABDALLAH_2022 = Source(
    "Abdallah CG et al. Ketamine for PTSD in veterans, 2022", "https://doi.org/10.1038/s41386-022-01266-9"
)
RODRIGUEZ_2013 = Source(
    "Rodriguez CI et al. Ketamine in obsessive-compulsive disorder, 2013",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC3799067",
)
TAYLOR_2018 = Source(
    "Taylor JH et al. Ketamine for social anxiety disorder, 2018", "https://pmc.ncbi.nlm.nih.gov/articles/PMC5729569"
)
GLUE_2017 = Source(
    "Glue P et al. Ketamine in treatment-refractory anxiety, 2017", "https://pubmed.ncbi.nlm.nih.gov/28441895"
)
GLUE_2018 = Source("Glue P et al. Maintenance ketamine in refractory anxiety, 2018", "https://citclinics.com")
DAKWAR_2020 = Source(
    "Dakwar E et al. Ketamine and motivational enhancement for alcohol dependence, 2020",
    "https://doi.org/10.1176/appi.ajp.2019.19070684",
)
DAKWAR_COCAINE = Source("NIH grant 9922890: ketamine and mindfulness for cocaine use disorder")
GRABSKI_2022 = Source("Grabski M et al. Ketamine with relapse prevention for alcohol use disorder, 2022")
LOO_2023 = Source("KADS trial: subcutaneous ketamine, 2023", "https://pmc.ncbi.nlm.nih.gov/articles/PMC10727911")
FAVA_2018 = Source(
    "Fava M et al. Four doses of intravenous ketamine, 2018",
    "https://www.nature.com/articles/s41380-018-0256-5",
    Mark.ABSTRACT_ONLY,
)
EKSTRAND_2022 = Source(
    "KetECT trial: ketamine and electroconvulsive therapy, 2022", "https://pmc.ncbi.nlm.nih.gov/articles/PMC9154276"
)
DORE_2019 = Source(
    "Dore J et al. Ketamine assisted psychotherapy: three practices, 2019",
    "https://doi.org/10.1080/02791072.2019.1587556",
    Mark.ABSTRACT_ONLY,
)
KHEIRABADI_2023 = Source("KheirAbadi G et al. Oral ketamine, 2023", "https://doi.org/10.5812/ijpbs-137879")
ED_KETAMINE_APPENDIX = Source("Low-dose ketamine in the emergency department, appendix", "https://html.scirp.org")
TRICYCLIC_TABLE = Source(
    "Review of drug toxicity with ketamine, table 5", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6168070"
)
UROPATHY_REVIEW = Source(
    "Therapeutic ketamine and the urinary tract: review", "https://pubmed.ncbi.nlm.nih.gov/40583492"
)

# What clinics and teachers of this work publish.
PSYON = Source("Psyon clinic: who may not be treated", "https://psyon.cz/en/faq/exclusion-criteria")
CAROLINA_CENTER = Source("Carolina Center: exclusions", "https://carolinascenter.com/kap-exclusions")
BALTIMORE_GROUPS = Source(
    "Baltimore Ketamine Groups: who it is for",
    "https://baltimoreketaminegroups.com/who-is-ketamine-assisted-psychotherapy-for",
)
TORONTO_CLINIC = Source("Toronto Ketamine Clinic: referral form", "https://torontoketamineclinic.com/referral-form")
TEMENOS = Source("Temenos Center: notes on screening", "https://temenos.center")
ASKP_BASICS = Source("Early ASKP basics", "https://paswfl.com")
OSMIND_GUIDE = Source(
    "Osmind: intravenous ketamine documentation guides",
    "https://osmind.org/blog/iv-ketamine-intake-documentation-guide",
)
ISHA_CONSENT = Source("Isha Health: consent form", "https://isha.health/consent-form")
TROCHE_PAGE = Source("Ketamine therapy: troche page", "https://ketaminetherapyformentalhealth.com")
SAGE_COURSE = Source("Sage Integrative Health: course of treatment", "https://sageintegrativehealth.org")
GROUP_KAP_2021 = Source("Group ketamine-assisted psychotherapy, 2021", "https://doi.org/10.3389/fpsyt.2021.803279")
FDA_2023 = Source("US Food and Drug Administration: compounded ketamine, 10 October 2023", "https://www.fda.gov")

# Scales.
CSSRS_TRIAGE = Source("C-SSRS screener: triage guidance (copy)")
SCORE_NOTES = Source("Public score library: published bands and cut-offs")
