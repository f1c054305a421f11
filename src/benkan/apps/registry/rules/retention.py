"""What is kept how long, and why: one table, read by the page, the command and the worker.

Loi n° 2013-015 asks for a purpose, a limited time and security, and gives the right to object. Who
asks to be forgotten is, whatever the table says.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from benkan.kit.refusals import N_


class Kind(StrEnum):
    """What is kept. The name is in the rows of runs and in events: never rename one."""

    IDENTITY = "identity"
    REQUESTS = "requests"
    VOICES = "voices"
    NAMES = "names"
    OWN_NUMBERS = "own_numbers"
    EMAILS = "emails"
    COMMENTS = "comments"
    UPLOADS = "uploads"
    CONNECTIONS = "connections"
    SESSIONS = "sessions"
    BACKUPS = "backups"
    WORDS = "words"
    JOURNAL = "journal"
    PROMPTS = "prompts"
    RECORD = "record"


@dataclass(frozen=True)
class Kept:
    """One line of the table. `span` None: as long as `how_long` says; then nothing goes by itself."""

    kind: Kind
    what: str
    span: timedelta | None
    how_long: str
    why: str

    @property
    def by_itself(self) -> bool:
        """Whether a run removes it."""
        return self.span is not None


TABLE = (
    Kept(
        Kind.IDENTITY,
        N_("Telephone number of who wrote or called, with her messages, her words and her voice"),
        timedelta(days=90),
        N_("90 days after her last message is closed, and after she was last heard"),
        N_(
            "To answer, and to ask whether it was put right. Longer only for a purpose that is "
            "written down, or while she wants news of her commune."
        ),
    ),
    Kept(
        Kind.REQUESTS,
        N_("What the operator sent with a message, as it came"),
        timedelta(days=90),
        N_("90 days after it came in"),
        N_("To clear up a message that arrived damaged or twice."),
    ),
    Kept(
        Kind.VOICES,
        N_("Voice and photo of a message that came without a number"),
        timedelta(days=90),
        N_("90 days after the message is closed"),
        N_("A voice can be recognised; the message needs it only until it is settled."),
    ),
    Kept(
        Kind.NAMES,
        N_("Name and organisation of who agreed to be written down at a meeting"),
        timedelta(days=365),
        N_("365 days after the meeting where she was last written down"),
        N_(
            "To count people once over a series of meetings. Who asks is erased at once; the counts "
            "stay. Older backups keep her name sealed, without the key, until they go."
        ),
    ),
    Kept(
        Kind.OWN_NUMBERS,
        N_("That an account is reminded on a telephone"),
        timedelta(days=1),
        N_("Until it is taken away, or a day after the account has no role here any more"),
        N_(
            "To remind an office of what it promised. The number itself then goes as any other does."
        ),
    ),
    Kept(
        Kind.EMAILS,
        N_("Words of e-mails to accounts"),
        timedelta(days=90),
        N_("90 days after they were sent, or given up"),
        N_("To clear up a reminder that did not arrive. Their addresses are copied nowhere."),
    ),
    Kept(
        Kind.COMMENTS,
        N_("Words of a comment on a text that nobody may read"),
        timedelta(days=90),
        N_("90 days after it was set aside; at once where it names or insults somebody"),
        N_("To look again whether it was rightly set aside. What is shown stays beside its text."),
    ),
    Kept(
        Kind.UPLOADS,
        N_("Voice and photo of a message that was never sent"),
        timedelta(days=2),
        N_("2 days"),
        N_("To find them again when the form was not finished."),
    ),
    Kept(
        Kind.CONNECTIONS,
        N_("How often a connection sent messages or tried codes, without its address"),
        timedelta(days=1),
        N_("1 day"),
        N_("To hold off who floods the desk or tries all codes."),
    ),
    Kept(
        Kind.SESSIONS,
        N_("Log-ins of staff, and failed tries"),
        timedelta(days=1),
        N_("12 hours; failed tries 1 day"),
        N_("To know who acts, and to hold off who guesses passwords."),
    ),
    Kept(
        Kind.BACKUPS,
        N_("Backups in the backup folder"),
        timedelta(days=35),
        N_("35 days, the newest always"),
        N_("To bring everything back after a fault. Who was erased is struck out of them at once."),
    ),
    Kept(
        Kind.WORDS,
        N_("Words of a message that came without a number"),
        None,
        N_("As long as the programme, or until somebody asks"),
        N_("They say what went wrong and where, and belong to nobody we could name."),
    ),
    Kept(
        Kind.JOURNAL,
        N_("Journal: what was done when, with ids only"),
        None,
        N_("As long as the programme"),
        N_("So that nothing can be changed quietly. It holds no number, no name and no words."),
    ),
    Kept(
        Kind.PROMPTS,
        N_("Texts and recordings of the programme itself"),
        None,
        N_("As long as the programme"),
        N_("They are read to everybody and speak of nobody."),
    ),
    Kept(
        Kind.RECORD,
        N_(
            "Promises and their proofs, letters to offices, minutes, texts, comments that are shown"
        ),
        None,
        N_("As long as the programme"),
        N_(
            "So that nothing agreed can be quietly forgotten. They name offices and groups, no citizen."
        ),
    ),
)

SPAN: dict[Kind, timedelta] = {line.kind: line.span for line in TABLE if line.span is not None}

OF_A_PROGRAMME = (
    Kind.IDENTITY, Kind.REQUESTS, Kind.VOICES, Kind.NAMES, Kind.OWN_NUMBERS, Kind.EMAILS, Kind.COMMENTS,
)  # fmt: skip
"""What belongs to one programme; the rest to the whole host. Only a real programme lets it go: what
a demonstration or a past one shows speaks of nobody who is there."""

RUNS_KEPT = timedelta(days=400)
EVERY = timedelta(days=1)
LATE_AFTER = timedelta(days=2)
