"""Who works in the demo clinic, and how does one sign in as each of them?"""

from dataclasses import dataclass

from holdspace.clinical.roles import Role

# Public on purpose: the demo holds nobody's data, and `holdspace demo` prints it.
PASSWORD = "nobody-here-is-real-7"
DOMAIN = "demo.holdspace.example"


@dataclass(frozen=True)
class Invented:
    """One invented member of staff."""

    key: str
    name: str
    short_name: str
    profession: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        """The address this person signs in with."""
        return f"{self.key}@{DOMAIN}"


STAFF = (
    Invented("lindqvist", "Dr Astrid Lindqvist", "Dr A. Lindqvist", "MD", (Role.PRESCRIBER,)),
    Invented("abara", "Dr Chidi Abara", "Dr C. Abara", "MD", (Role.PRESCRIBER, Role.CLINICAL_LEAD)),
    Invented("moreau", "Léonie Moreau", "L. Moreau", "PsyD", (Role.THERAPIST,)),
    Invented("tanaka", "Naoki Tanaka", "N. Tanaka", "LCSW", (Role.THERAPIST,)),
    Invented("delgado", "Inés Delgado", "I. Delgado", "PhD", (Role.THERAPIST,)),
    Invented("novak", "Petra Novák", "P. Novák", "LMFT", (Role.THERAPIST,)),
    Invented("bauer", "Tilda Bauer", "T. Bauer RN", "RN", (Role.MONITOR,)),
    Invented("osei", "Paul Osei", "P. Osei RN", "RN", (Role.MONITOR,)),
    Invented("adeyemi", "Kemi Adeyemi", "K. Adeyemi RN", "RN", (Role.MONITOR,)),
    Invented("whitlock", "Jo Whitlock", "J. Whitlock RN", "RN", (Role.MONITOR,)),
    Invented("alvarez", "Rosa Alvarez", "R. Alvarez", "", (Role.COORDINATOR,)),
    Invented("kaplan", "Ruth Kaplan", "R. Kaplan", "PharmD", (Role.CUSTODIAN,)),
    Invented("brandt", "Mila Brandt", "M. Brandt", "", (Role.MANAGER,)),
    Invented("quinn", "Sam Quinn", "S. Quinn", "", (Role.PRIVACY_OFFICER,)),
    Invented("farouk", "Dina Farouk", "D. Farouk", "", (Role.AUDITOR,)),
)
PRESCRIBERS = ("lindqvist", "abara")
THERAPISTS = ("moreau", "tanaka", "delgado", "novak")
MONITORS = ("bauer", "osei", "adeyemi", "whitlock")


@dataclass(frozen=True)
class SignIn:
    """One way to sign in to the demo."""

    name: str
    roles: str
    email: str
    password: str


def sign_ins() -> tuple[SignIn, ...]:
    """How to sign in as each member of staff, with the one public password."""
    return tuple(
        SignIn(each.name, ", ".join(role.label for role in each.roles), each.email, PASSWORD) for each in STAFF
    )
