"""Which ICD-10-CM heading does a diagnosis belong to that came without one?"""

# SNOMED CT codes seen in public sample records, and others recalled; each is mapped to the heading our rules read.
ICD_BY_SNOMED = {
    "58214004": "F20.9",  # schizophrenia
    "68890003": "F25.9",  # schizoaffective disorder
    "48500005": "F22",  # delusional disorder
    "69322001": "F29",  # psychotic disorder
    "13746004": "F31.9",  # bipolar disorder
    "231494001": "F30.9",  # mania
    "2776000": "F05",  # delirium
    "44376007": "F44.9",  # dissociative disorder
    "56882008": "F50.00",  # anorexia nervosa
    "78004001": "F50.2",  # bulimia nervosa
    "35489007": "F32.A",  # depressive disorder
    "370143000": "F32.9",  # major depressive disorder
    "78667006": "F34.1",  # dysthymia
    "47505003": "F43.10",  # post-traumatic stress disorder
    "191736004": "F42.9",  # obsessive-compulsive disorder
    "25501002": "F40.10",  # social phobia
    "21897009": "F41.1",  # generalised anxiety disorder
    "7200002": "F10.20",  # alcoholism
    "66590003": "F10.20",  # alcohol dependence
    "5602001": "F11.10",  # opioid abuse
    "75544000": "F11.20",  # opioid dependence
    "6525002": "F19.20",  # dependent drug abuse
    "26929004": "G30.9",  # Alzheimer's disease
    "230265002": "G30.0",  # familial Alzheimer's disease of early onset
    "52448006": "F03.90",  # dementia
    "38341003": "I10",  # hypertensive disorder
    "59621000": "I10",  # essential hypertension
    "53741008": "I25.10",  # coronary heart disease
    "414545008": "I25.9",  # ischaemic heart disease
    "194828000": "I20.9",  # angina
    "4557003": "I20.0",  # unstable angina
    "22298006": "I21.9",  # myocardial infarction
    "57054005": "I21.9",  # acute myocardial infarction
    "401303003": "I21.3",  # acute ST elevation infarction
    "401314000": "I21.4",  # acute non-ST elevation infarction
    "399211009": "I25.2",  # history of myocardial infarction
    "88805009": "I50.22",  # chronic congestive heart failure
    "42343007": "I50.9",  # congestive heart failure
    "84114007": "I50.9",  # heart failure
    "49436004": "I48.91",  # atrial fibrillation
    "5370000": "I48.92",  # atrial flutter
    "25569003": "I47.20",  # ventricular tachycardia
    "410429000": "I46.9",  # cardiac arrest
    "429007001": "Z86.74",  # history of cardiac arrest
    "230690007": "I63.9",  # stroke
    "432504007": "I63.9",  # cerebral infarction
    "266257000": "G45.9",  # transient ischaemic attack
    "274100004": "I61.9",  # cerebral haemorrhage
    "1386000": "I62.9",  # intracranial haemorrhage
    "128609009": "I67.1",  # intracranial aneurysm
    "233985008": "I71.40",  # abdominal aortic aneurysm
    "11556006": "I77.0",  # arteriovenous aneurysm
    "230745008": "G91.9",  # hydrocephalus
    "68267002": "G93.2",  # idiopathic intracranial hypertension
    "271719001": "G93.2",  # raised intracranial pressure
    "128613002": "G40.909",  # seizure disorder
    "84757009": "G40.909",  # epilepsy
    "62106007": "S06.0X0A",  # concussion with no loss of consciousness
    "62564004": "S06.0X9A",  # concussion with loss of consciousness
    "275272006": "S06.9X9A",  # traumatic brain damage
    "127295002": "S06.9X9A",  # traumatic brain injury
    "23986001": "H40.9",  # glaucoma
    "34486009": "E05.90",  # hyperthyroidism
    "40930008": "E03.9",  # hypothyroidism
    "83664006": "E03.4",  # idiopathic atrophic hypothyroidism
    "19943007": "K74.60",  # cirrhosis
    "235595009": "K21.9",  # reflux disease
    "235675006": "K31.84",  # gastroparesis
    "431857002": "N18.4",  # chronic kidney disease stage 4
    "433146000": "N18.5",  # chronic kidney disease stage 5
    "46177005": "N18.6",  # end-stage renal disease
    "13645005": "J44.9",  # chronic obstructive lung disease
    "185086009": "J44.9",  # chronic obstructive bronchitis
    "78275009": "G47.33",  # obstructive sleep apnoea
    "73430006": "G47.30",  # sleep apnoea
    "72892002": "Z34.90",  # normal pregnancy
    "197927001": "Z87.440",  # recurrent urinary tract infection
    "156073000": "O35.9XX0",  # fetus with unknown complication
    "77386006": "Z33.1",  # pregnant
    "79586000": "O00.10",  # tubal pregnancy
}

# A name counts only where neither code was sent. The list errs towards finding too much: a clinician sets it right.
ICD_BY_NAME = (
    (r"schizophren", "F20.9"),
    (r"schizoaffective", "F25.9"),
    (r"delusional disorder", "F22"),
    (r"(postpartum|puerperal) psychosis", "F53.1"),
    (r"(?<!postpartum )(?<!puerperal )psychosis|psychotic disorder", "F29"),
    (r"with psychotic (features|symptoms)", "F32.3"),
    (r"\bbipolar\b", "F31.9"),
    (r"\b(hypo)?mania\b|manic episode", "F30.9"),
    (r"\bdelirium\b(?! tremens)", "F05"),
    (r"dissociative (identity )?disorder", "F44.9"),
    (r"\baneurysm", "I72.9"),
    (r"arterio-?venous malformation", "Q27.30"),
    (r"myocardial infarction|heart attack", "I21.9"),
    (r"\bstroke\b|cerebral infarct", "I63.9"),
    (r"transient isch", "G45.9"),
    (r"intracerebral h|cerebral h[a]?emorrhage", "I61.9"),
    (r"unstable angina", "I20.0"),
    (r"(?<!unstable )angina", "I20.9"),
    (r"heart failure", "I50.9"),
    (r"coronary (artery|heart) disease", "I25.10"),
    (r"atrial fibrillation", "I48.91"),
    (r"ventricular tachycardia", "I47.20"),
    (r"^(?!.*(intracranial|pulmonary|portal|ocular)).*hypertensi", "I10"),
    (r"hydrocephalus", "G91.9"),
    (r"intracranial (hypertension|pressure)", "G93.2"),
    (r"brain tumou?r|glioma|glioblastoma|meningioma|intracranial mass", "D43.2"),
    (r"epilep|seizure disorder", "G40.909"),
    (r"dementia|alzheimer", "F03.90"),
    (r"glaucoma", "H40.9"),
    (r"hyperthyroid|thyrotoxicosis|graves", "E05.90"),
    (r"hypothyroid|hashimoto", "E03.9"),
    (r"cirrhosis", "K74.60"),
    (r"sleep apn", "G47.33"),
    (r"(interstitial|ulcerative) cystitis", "N30.10"),
    (r"acute (intermittent )?porphyria", "E80.21"),
    (r"alcohol (dependence|use disorder)|alcoholism", "F10.20"),
    (r"opioid (dependence|use disorder)", "F11.20"),
    (r"cocaine (dependence|use disorder)", "F14.20"),
    (r"(^|currently )pregnan|normal pregnancy", "Z33.1"),
)

NOT_THE_PATIENTS = r"family|relative|father|mother|sibling|denies|ruled out|screening|counsel|\bno\b"
