"""A head that was kept elsewhere shows what a chain cannot show by itself."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.journal.actions import seal
from benkan.apps.journal.models import Chain, Entry
from benkan.apps.journal.queries import Fault, heads, verify
from benkan.apps.journal.rules import Anchor, anchors_in, written_anchors
from benkan.interfaces.cli.keeping.anchors import NoAnchor, anchors_of
from tests.make.journal import happen
from tests.make.registry import NOW
from tests.make.tampering import WAYS, tampered

PROGRAMME, NEIGHBOUR = UUID(int=1), UUID(int=2)

anchors = st.builds(
    Anchor, st.uuids(), st.integers(1, 10**9), st.text("0123456789abcdef", min_size=64, max_size=64)
)


@pytest.mark.plain
@given(st.lists(anchors, max_size=4))
def test_what_was_written_is_read_also_when_quoted_and_typed_in_capitals(
    kept: list[Anchor],
) -> None:
    text = written_anchors(kept, moment=NOW)
    quoted = "".join(f"> {line}\r\n" for line in text.upper().splitlines())

    assert anchors_in(text) == anchors_in(f"Bonjour,\n{quoted}Awa") == kept


@pytest.mark.plain
def test_a_letter_is_read_as_it_was_saved_and_a_file_without_a_head_is_refused(
    tmp_path: Path,
) -> None:
    anchor = Anchor(PROGRAMME, 1234, "0123456789abcdef" * 4)
    letter = EmailMessage()
    letter["Subject"] = "Tête du journal"
    letter.set_content(f"Gardée à Kayes…\n\n{written_anchors([anchor], moment=NOW)}", cte="base64")
    (tmp_path / "letter.eml").write_bytes(bytes(letter))
    (tmp_path / "note.txt").write_text("rien")

    assert anchors_of([tmp_path]) == [anchor]
    with pytest.raises(NoAnchor):
        anchors_of([tmp_path / "note.txt"])


@pytest.fixture
def kept(db: None) -> list[Anchor]:
    """Heads of two programmes, as they came out of the house on paper; one entry is newer."""
    happen(PROGRAMME, times=5)
    happen(NEIGHBOUR, times=2)
    seal(now=NOW)
    return anchors_in(written_anchors(heads(), moment=NOW))


def test_a_whole_journal_answers_to_its_anchors_and_says_what_is_newer(kept: list[Anchor]) -> None:
    happen(PROGRAMME, times=2, moment=NOW + timedelta(hours=1))
    seal(now=NOW)
    happen(PROGRAMME, moment=NOW + timedelta(hours=2))

    found = verify(kept)

    assert (found.faults, found.beyond, found.unsealed) == ((), 2, 1)
    assert found.oldest_unsealed == NOW + timedelta(hours=2)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_chain_that_was_written_anew_holds_in_itself_and_not_beside_its_anchor(
    kept: list[Anchor], way: str
) -> None:
    tampered(PROGRAMME, WAYS[way], Random(7), anew=True)

    assert verify().faults == ()
    reason = "anchored_missing" if way in {"delete", "cut the tail"} else "not_as_anchored"
    assert verify(kept).faults == (Fault(PROGRAMME, 5, reason),)


def test_a_journal_that_is_gone_is_missed_by_its_anchor(kept: list[Anchor]) -> None:
    Entry.objects.filter(programme=PROGRAMME).delete()
    Chain.objects.filter(programme=PROGRAMME).delete()

    assert verify().faults == ()
    assert verify(kept).faults == (Fault(PROGRAMME, 5, "anchored_missing"),)
