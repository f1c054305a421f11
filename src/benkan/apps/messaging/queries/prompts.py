"""What a voice line says, in which words and with which voice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext, override

from benkan.apps.files import queries as files
from benkan.apps.messaging.models import Prompt
from benkan.apps.messaging.rules import prompts as rules
from benkan.apps.messaging.rules.prompts import Lack, State

CHOICE = "choose_language"


class Offer(Protocol):
    """What a line offers, whether it is open already or is to be opened."""

    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def is_free(self) -> bool: ...
    @property
    def speaks_missing(self) -> bool: ...


@dataclass(frozen=True)
class PromptHere:
    """A sentence in a language. `words`: as they are to be said; `guide`: the French, where nobody has
    written it in this language. `seconds` and `size` (bytes) of the recording."""

    code: str
    language: str
    words: str
    guide: str
    version: int
    state: State
    recording: UUID | None
    telephone_file: UUID | None
    recorded_words: str
    speaker: str
    reviewed_at: datetime | None
    seconds: str = ""
    size: int = 0


@dataclass(frozen=True)
class Spoken:
    """How a sentence is said on the telephone: a file, or words for the provider's own voice."""

    code: str
    language: str
    words: str
    file: UUID | None = None
    voice: str = ""


def prompts_in(programme: UUID, language: str) -> list[PromptHere]:
    """The sentences of a programme in a language, in the order of the table, in two queries."""
    found = _all(programme)
    here = [found[code, language] for code in rules.CODES]
    cards = files.file_cards([one.recording for one in here if one.recording])
    return [_with_file(one, cards) for one in here]


def prompt_here(programme: UUID, code: str, language: str) -> PromptHere:
    """One sentence in a language, in two queries."""
    rules.check_known(code, language)
    one = _all(programme)[code, language]
    return _with_file(one, files.file_cards([one.recording] if one.recording else []))


def prompts_ready(programme: UUID) -> dict[str, int]:
    """How many sentences can be said in each language, in one query."""
    counts = dict.fromkeys(rules.LANGUAGES, 0)
    for one in _all(programme).values():
        counts[one.language] += one.state is State.READY
    return counts


def prompts_lacking(programme: UUID, line: Offer) -> list[Lack]:
    """What a line cannot say yet, language by language, in one query."""
    found = _all(programme)
    return rules.lacking(
        (
            (code, language, found[code, language].state)
            for language in line.languages
            for code in rules.CODES
        ),
        languages=line.languages,
        is_free=line.is_free,
        speaks_missing=line.speaks_missing,
    )


class Voices:
    """How each sentence is said on a line, worked out once for an answer, in one query."""

    def __init__(self, programme: UUID, *, speaks_missing: bool) -> None:
        self._found = _all(programme)
        self._speaks_missing = speaks_missing

    def of(self, code: str, language: str) -> Spoken:
        """A recording of today's words; else the provider's voice where it may; else the recording of
        yesterday's; else the same in French. Words alone when nobody can say them."""
        spoken = self._said(code, language)
        if spoken.file or spoken.voice or language == "fr":
            return spoken
        if code == CHOICE:  # the French one names French
            return replace(spoken, language="fr", voice=self._said(code, "fr").voice)
        french = self._said(code, "fr")
        return french if french.file or french.voice else spoken

    def _said(self, code: str, language: str) -> Spoken:
        one = self._found[code, language]
        words = one.words or one.guide
        if one.state is State.READY:
            return Spoken(code, language, words, file=one.telephone_file)
        if self._speaks_missing and language in rules.SPOKEN_BY_PROVIDER:
            return Spoken(code, language, words, voice=rules.SPOKEN_BY_PROVIDER[language])
        if one.state is State.STALE and one.reviewed_at is not None:
            return Spoken(code, language, one.recorded_words, file=one.telephone_file)
        return Spoken(code, language, words)


def is_spoken_file(programme: UUID, file: UUID) -> bool:
    """Whether a line of the programme plays that file to callers, in one query."""
    ours = Prompt.objects.filter(programme=programme, telephone_file=file)
    return ours.filter(reviewed_at__isnull=False).exists()


def words_of_table(code: str, language: str) -> str:
    """Our own words for a sentence; empty where we have none in the language."""
    if code in rules.LETTERS:
        return rules.LETTERS[code]
    if code in rules.DIGITS:
        numbers = rules.NUMBERS.get(language)
        return numbers[rules.DIGITS[code]] if numbers else ""
    if language not in rules.WRITTEN:
        return ""
    with override(language):
        return gettext(rules.SENTENCES[code])


def _all(programme: UUID) -> dict[tuple[str, str], PromptHere]:
    rows = {(row.code, row.language): row for row in Prompt.objects.filter(programme=programme)}
    french = {code: _words(rows, code, "fr") for code in rules.CODES}
    return {
        (code, language): _here(code, language, rows, french[code])
        for language in rules.LANGUAGES
        for code in rules.CODES
    }


def _words(rows: Mapping[tuple[str, str], Prompt], code: str, language: str) -> str:
    row = rows.get((code, language))
    return (row.text if row else "") or words_of_table(code, language)


def _here(
    code: str, language: str, rows: Mapping[tuple[str, str], Prompt], french: str
) -> PromptHere:
    row, words = rows.get((code, language)), _words(rows, code, language)
    if code == CHOICE and not words:
        french = _choice_in_french(language)
    recorded = row.recorded_words if row else None
    reviewed_at = row.reviewed_at if row else None
    return PromptHere(
        code=code,
        language=language,
        words=words,
        guide="" if words else french,
        version=row.version if row else 1,
        state=rules.state_of(
            recorded_words=recorded, words=words or french, is_reviewed=reviewed_at is not None
        ),
        recording=row.recording_file if row else None,
        telephone_file=row.telephone_file if row else None,
        recorded_words=recorded or "",
        speaker=row.speaker if row else "",
        reviewed_at=reviewed_at,
    )


def _choice_in_french(language: str) -> str:
    """What the choice of a language means: each names itself, so that the French one is no guide."""
    with override("fr"):
        named = {"language": gettext(rules.LANGUAGES[language])}
        return gettext(rules.CHOICE_OF_A_LANGUAGE) % named


def _with_file(one: PromptHere, cards: Mapping[UUID, files.FileCard]) -> PromptHere:
    card = cards.get(one.recording) if one.recording else None
    if card is None:
        return one
    return PromptHere(**{**vars(one), "seconds": card.extent, "size": card.size})
