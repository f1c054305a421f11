"""What a telephone sends after the counts: why the group scored so, a photo, a voice."""

from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.models import Node, Round, Score, Sheet, SheetLine
from benkan.apps.assessments.rules.merging import NotTheseSheets
from benkan.apps.files import actions as files
from benkan.kit.actor import Actor


@transaction.atomic
def note_remark(
    *,
    round_id: UUID,
    client_key: str,
    node: UUID,
    reason: str,
    suggestion: str,
    actor: Actor,
    question: str = "",
    is_contested: bool = False,
    photo: UUID | None = None,
    voice: UUID | None = None,
) -> None:
    """Put words and recordings beside an answer that a sheet has brought already. What stands there
    stays: sent twice it is once. Taken also after scoring has closed, since it changes no score; what
    is closed then keeps its own words, and the remark is read on the sheet. Of a `question` that was
    taken out meanwhile the words stay with the sheet.

    Raises:
        NotTheseSheets: the sheet with the answer has not come.
    """
    found = own_round(round_id, actor)
    sheet = Sheet.objects.filter(round=found, client_key=client_key).first()
    line = SheetLine.objects.filter(sheet=sheet, node=node).first() if sheet else None
    if sheet is None:
        raise NotTheseSheets()
    if line is None:
        _onto_sheet(sheet, found, node, said_of(question, f"{reason} {suggestion}".strip()))
        return
    line.reason = line.reason or reason.strip()
    line.suggestion = line.suggestion or suggestion.strip()
    line.is_contested = line.is_contested or is_contested
    line.photo, line.voice = line.photo or photo, line.voice or voice
    line.save(update_fields=["reason", "suggestion", "is_contested", "photo", "voice"])
    files.keep_for_good([file for file in (line.photo, line.voice) if file])
    if found.closed_at is None and sheet.edition == found.edition:
        _onto_score(line, sheet)


def said_of(question: str, words: str) -> str:
    """What was said of a question that is asked no more, as a line of a sheet's note."""
    return f"{question} {words}".strip()


def _onto_sheet(sheet: Sheet, found: Round, node: UUID, words: str) -> None:
    if Node.objects.filter(pk=node, version=found.version_id).exists():
        raise NotTheseSheets()
    if words not in sheet.note:
        sheet.note = f"{sheet.note}\n{words}".strip()
        sheet.save(update_fields=["note"])


def _onto_score(line: SheetLine, sheet: Sheet) -> None:
    """The score shows the words of the answer that holds."""
    score = Score.objects.filter(
        round=sheet.round_id,
        edition=sheet.edition,
        group=sheet.group_id,
        node=line.node_id,
        state=Score.State.HOLDS,
        tally=line.tally,
        value=line.value,
    ).first()
    if score is None:
        return
    score.reason = score.reason or line.reason
    score.suggestion = score.suggestion or line.suggestion
    score.is_contested = score.is_contested or line.is_contested
    score.save(update_fields=["reason", "suggestion", "is_contested"])
