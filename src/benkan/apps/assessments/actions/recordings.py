"""Record questions and levels for people who do not read, and listen to what others recorded."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.events import VoiceHeard, VoiceRecorded
from benkan.apps.assessments.models import Recording, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.recordings import Home, home_of, homes_of, words_at
from benkan.apps.assessments.rules.languages import (
    LANGUAGES,
    InUse,
    NothingToHear,
    NotThisPiece,
    OwnVoice,
    check_speaker,
    pieces_of,
)
from benkan.apps.assessments.rules.rounds import RELEASERS, LeafOfAnother
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@transaction.atomic
def record_voice(
    *,
    round_id: UUID,
    node: UUID,
    piece: str,
    language: str,
    content: bytes,
    speaker: str,
    agrees: bool,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Keep a voice that says a question or a level, in place of the one before; groups hear it once
    somebody else has listened. Answers with the file.

    Raises:
        SpeakerNotNamed: nobody is named, or she does not agree.
        LeafOfAnother, NotThisPiece: this round does not ask that.
        InUse: groups hear the one before, and the actor may not decide on that.
        NotASound, TooLong, …: the recording cannot be kept.
    """
    found = own_round(round_id, actor)
    assert actor.account is not None, "whoever holds a role has an account"
    check_speaker(speaker, agrees=agrees)
    leaf = _leaf(found, node, piece, language)
    home = home_of(leaf, piece)
    known = Recording.objects.select_for_update().filter(
        programme=found.programme_id, node=home.node, piece=home.piece, language=language
    )
    row = known.first()
    if row is not None and row.reviewed_at and not actor.holds_anywhere(*RELEASERS):
        raise InUse()
    file = files.keep_audio(programme=found.programme_id, content=content, moment=moment)
    before = row.file if row else None
    row = row or Recording(
        programme_id=found.programme_id, node_id=home.node, piece=home.piece, language=language
    )
    row.file, row.words = file, words_at(home, leaf, piece)
    row.speaker, row.consented_at = speaker.strip(), moment
    row.recorded_by_id, row.recorded_at = actor.account, moment
    row.reviewed_by_id, row.reviewed_at = None, None
    row.save()
    # A local question that was carried into a next version shares the recording.
    if before and not Recording.objects.filter(file=before).exists():
        files.let_go([before], moment=moment)
    record(
        VoiceRecorded(round=found.pk, node=node, piece=piece, language=language),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
    return file


@transaction.atomic
def hear_voices(
    *,
    round_id: UUID,
    language: str,
    recordings: Collection[UUID],
    actor: Actor,
    moment: datetime,
) -> int:
    """Note that somebody listened to these recordings and that they say what they should: from now on
    groups hear them. Returns how many; noted again, nothing happens.

    Raises:
        NothingToHear: there is none of them here any more.
        OwnVoice: the actor recorded all of them.
    """
    found = own_round(round_id, actor, *RELEASERS)
    homes = homes_of(asked_in(found.version_id))
    rows = Recording.objects.select_for_update().filter(
        programme=found.programme_id, language=language, file__in=list(recordings)
    )
    told = [row for row in rows if Home(row.node_id, row.piece) in homes]
    if not told:
        raise NothingToHear()
    heard = [row for row in told if row.recorded_by_id != actor.account]
    if not heard:
        raise OwnVoice()
    for row in heard:
        if row.reviewed_at is not None:
            continue
        row.reviewed_by_id, row.reviewed_at = actor.account, moment
        row.save(update_fields=["reviewed_by", "reviewed_at"])
        leaf, piece = homes[Home(row.node_id, row.piece)]
        record(
            VoiceHeard(round=found.pk, node=leaf.id, piece=piece, language=language),
            programme=found.programme_id,
            actor=actor,
            moment=moment,
        )
    return len(heard)


def _leaf(found: Round, node: UUID, piece: str, language: str) -> AskedNode:
    leaf = {one.id: one for one in asked_in(found.version_id, language=language)}.get(node)
    if leaf is None or leaf.leaf is None:
        raise LeafOfAnother()
    if language not in LANGUAGES or piece not in pieces_of(leaf.leaf.scale):
        raise NotThisPiece()
    return leaf
