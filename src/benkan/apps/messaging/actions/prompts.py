"""The sentences of the voice line: their words, the voice that says them, and whoever listened."""

from collections.abc import Collection, Mapping
from datetime import datetime
from textwrap import shorten
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.apps.messaging.events import PromptRecorded, PromptReviewed, PromptWritten
from benkan.apps.messaging.models import Prompt
from benkan.apps.messaging.queries.prompts import (
    prompt_here,
    prompts_in,
    prompts_lacking,
    words_of_table,
)
from benkan.apps.messaging.rules import prompts as rules
from benkan.apps.messaging.rules.contracts import Contract, VoiceContract
from benkan.apps.messaging.rules.prompts import State
from benkan.apps.messaging.rules.scope import check_may_care
from benkan.kit.actor import Actor, Role

CARERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
NAMED = 5
"""How many of what is missing a refusal names."""
LONGEST_NAME = 32


@transaction.atomic
def write_prompt(
    *, programme: UUID, code: str, language: str, text: str, actor: Actor, moment: datetime
) -> None:
    """Give a sentence other words; none: those of the house. A recording of the words before is stale
    from now on. The same words again change nothing."""
    row = _locked(programme, code, language, actor, moment)
    words = " ".join(text.split())[: rules.LONGEST_TEXT]
    own = "" if words == words_of_table(code, language) else words
    if own == row.text:
        return
    row.text, row.changed_at = own, moment
    row.version += 1
    row.save(update_fields=["text", "version", "changed_at"])
    event = PromptWritten(prompt=code, language=language, wording=row.version)
    record(event, programme=programme, actor=actor, moment=moment)


@transaction.atomic
def record_prompt(
    *,
    programme: UUID,
    code: str,
    language: str,
    content: bytes,
    speaker: str,
    agrees: bool,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Keep a voice that says a sentence, in place of the one before: somebody has yet to listen to
    it. The speaker agrees that whoever calls hears it. Answers with the file.

    Raises:
        SpeakerNotNamed: nobody is named, or she does not agree.
        NotASound, TooLong, …: the recording cannot be kept.
    """
    rules.check_speaker(speaker, agrees=agrees)
    row = _locked(programme, code, language, actor, moment)
    recording = files.keep_audio(programme=programme, content=content, moment=moment)
    before = [file for file in (row.recording_file, row.telephone_file) if file]
    here = prompt_here(programme, code, language)
    row.recording_file = recording
    row.telephone_file = files.keep_for_telephone(recording=recording, moment=moment)
    row.recorded_words = here.words or here.guide
    row.speaker, row.consented_at, row.changed_at = speaker.strip(), moment, moment
    row.reviewer_id, row.reviewed_at = None, None
    row.save()
    files.let_go(before, moment=moment)
    event = PromptRecorded(prompt=code, language=language, file=recording)
    record(event, programme=programme, actor=actor, moment=moment)
    return recording


@transaction.atomic
def record_prompts(
    *,
    programme: UUID,
    language: str,
    contents: Mapping[str, bytes],
    speaker: str,
    agrees: bool,
    actor: Actor,
    moment: datetime,
) -> None:
    """Keep many sentences by one speaker, by their codes: all of them, or none if one cannot be kept."""
    for code, content in contents.items():
        record_prompt(
            programme=programme,
            code=code,
            language=language,
            content=content,
            speaker=speaker,
            agrees=agrees,
            actor=actor,
            moment=moment,
        )


@transaction.atomic
def review_prompts(
    *,
    programme: UUID,
    language: str,
    recordings: Collection[UUID],
    actor: Actor,
    moment: datetime,
) -> int:
    """Note that somebody listened to these recordings and that they say what they should. Returns how
    many; a recording that was replaced meanwhile, or says other words than today's, is left out.

    Raises:
        NothingToReview: there is none among them.
    """
    _check_may_care(actor, programme)
    rows = Prompt.objects.select_for_update().filter(
        programme=programme, language=language, recording_file__in=list(recordings)
    )
    of_today = {
        one.code
        for one in prompts_in(programme, language)
        if one.state in (State.TO_REVIEW, State.READY)
    }
    reviewed = [row for row in rows if row.code in of_today]
    if not reviewed:
        raise rules.NothingToReview()
    for row in reviewed:
        if row.reviewed_at is None:
            row.reviewer_id, row.reviewed_at, row.changed_at = actor.account, moment, moment
            row.save(update_fields=["reviewer", "reviewed_at", "changed_at"])
            event = PromptReviewed(prompt=row.code, language=language)
            record(event, programme=programme, actor=actor, moment=moment)
    return len(reviewed)


def check_may_speak(programme: UUID, contract: Contract) -> None:
    """Refuse a voice line that could not say a sentence in a language it offers; other gateways pass.

    Raises:
        PromptsMissing: names the first, and how many there are.
    """
    if not isinstance(contract, VoiceContract):
        return
    lacking = prompts_lacking(programme, contract)
    if not lacking:
        return
    names = [
        gettext(rules.NAMED) % {"words": _short(lack.code), "language": gettext(lack.language_name)}
        for lack in lacking[:NAMED]
    ]
    if more := len(lacking) - NAMED:
        names += [gettext(rules.AND_MORE) % {"count": more}] if more > 0 else []
    raise rules.PromptsMissing(count=len(lacking), names=", ".join(names))


def _short(code: str) -> str:
    words = gettext(rules.name_of(code))
    if len(words) <= LONGEST_NAME:
        return words
    return shorten(words, LONGEST_NAME, placeholder="").rstrip(" .,;:") + "…"


def _check_may_care(actor: Actor, programme: UUID) -> None:
    check_may_care(actor, *CARERS, programme=programme)


def _locked(programme: UUID, code: str, language: str, actor: Actor, moment: datetime) -> Prompt:
    _check_may_care(actor, programme)
    rules.check_known(code, language)
    Prompt.objects.get_or_create(
        programme_id=programme, code=code, language=language, defaults={"changed_at": moment}
    )
    return Prompt.objects.select_for_update().get(programme=programme, code=code, language=language)
