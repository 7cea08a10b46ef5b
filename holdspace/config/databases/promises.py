"""Does this connection keep what it acknowledges? What each engine must answer, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from holdspace.config.databases import BUSY_TIMEOUT_S


@dataclass(frozen=True)
class Promise:
    """One setting of the database that patients depend on."""

    name: str
    accepted: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Answer:
    """What the open connection says about one promise."""

    promise: Promise
    value: str

    @property
    def kept(self) -> bool:
        """Whether the value is one of those accepted."""
        return self.value in self.promise.accepted


SQLITE = (
    Promise("journal_mode", ("wal",), "Readers and the writer must not wait for each other."),
    Promise("synchronous", ("2", "3"), "With less than FULL a power cut loses entries that were acknowledged."),
    Promise("foreign_keys", ("1",), "A row must not point at a patient who is not there."),
    Promise("recursive_triggers", ("1",), "Without it INSERT OR REPLACE removes rows of the record unseen."),
    Promise("busy_timeout", (str(BUSY_TIMEOUT_S * 1000),), "A second writer must wait, not fail."),
    Promise("transaction_mode", ("IMMEDIATE",), "A transaction that reads first must not fail when it writes."),
)
POSTGRESQL = (
    Promise("fsync", ("on",), "Without it a power cut can destroy the database."),
    Promise("full_page_writes", ("on",), "Without it a power cut can tear a page in two."),
    Promise(
        "synchronous_commit",
        ("on", "remote_apply", "remote_write", "local"),
        "With it off a power cut loses entries that were acknowledged.",
    ),
)
OLDEST_POSTGRESQL = 15


def assert_kept(answers: Iterable[Answer]) -> None:
    """Refuse the connection when a promise is broken, and say which."""
    for answer in answers:
        if not answer.kept:
            raise ImproperlyConfigured(
                f"The database was not opened. Its setting {answer.promise.name} is {answer.value!r} and must be "
                f"{' or '.join(answer.promise.accepted)}. {answer.promise.because}"
            )
