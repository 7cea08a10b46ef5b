"""What should a patient know? Short pages in plain words; each sentence of fact names its source."""

from holdspace.clinical.education.ketamine import HOW_IT_WORKS, NEIGHBOURS, WHAT_IT_IS, WHAT_IT_IS_NOT
from holdspace.clinical.education.safety import NOT_FOR, RISKS, WHEN_TO_CALL
from holdspace.clinical.education.sentence import Claim, Page, Section, Sentence
from holdspace.clinical.education.sessions import A_SESSION, AFTERWARDS, INTEGRATION, PREPARING

__all__ = ["PAGES", "Claim", "Page", "Section", "Sentence", "by_slug"]

PAGES = (
    WHAT_IT_IS,
    HOW_IT_WORKS,
    A_SESSION,
    PREPARING,
    RISKS,
    WHAT_IT_IS_NOT,
    NOT_FOR,
    NEIGHBOURS,
    INTEGRATION,
    AFTERWARDS,
    WHEN_TO_CALL,
)


def by_slug(slug: str) -> Page | None:
    """The page at this address, if there is one."""
    return next((page for page in PAGES if page.slug == slug), None)
