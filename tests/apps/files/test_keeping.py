"""A file is whole on disk before its row, once for each content, and goes when its time has come."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from benkan.apps.files import actions, queries
from benkan.apps.files.models import StoredFile
from benkan.apps.files.rules import CannotBeRead, NotADocument, NotAPicture, NotASound
from benkan.kit.pages import file_response
from benkan.kit.refusals import NotFound
from tests.make.files import make_document, make_picture, make_tone
from tests.make.registry import NOW

pytestmark = pytest.mark.django_db
PROGRAMME = uuid4()


def contents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_content_lies_under_its_own_digest(folder: Path) -> None:
    file = actions.keep_document(programme=PROGRAMME, content=make_document(), moment=NOW)

    digest = hashlib.sha256(make_document()).hexdigest()
    path = folder / digest[:2] / digest[2:4] / digest
    assert path.read_bytes() == make_document()
    assert path.stat().st_mode & 0o777 == 0o600
    assert queries.file_card(file) == queries.FileCard(
        id=file,
        programme=PROGRAMME,
        kind="document",
        media_type="application/pdf",
        size=len(make_document()),
        extent="",
        is_sensitive=False,
    )


def test_the_same_content_twice_is_two_rows_and_one_content(folder: Path) -> None:
    for _ in range(2):
        actions.keep_picture(programme=PROGRAMME, content=make_picture(), moment=NOW)

    assert StoredFile.objects.count() == 2
    assert len(contents(folder)) == 1


def test_what_is_kept_can_be_read_again(folder: Path) -> None:
    file = actions.keep_audio(
        programme=PROGRAMME, content=make_tone(), moment=NOW, sensitivity="sensitive"
    )

    with queries.opened(file).stream as stream:
        content = stream.read()

    assert len(content) == queries.file_card(file).size
    assert queries.file_card(file).is_sensitive


@pytest.mark.parametrize(
    ("keep", "content", "refusal"),
    [
        (actions.keep_picture, make_tone(), NotAPicture),
        (actions.keep_picture, make_picture()[:900], CannotBeRead),
        (actions.keep_audio, make_picture(), NotASound),
        (actions.keep_document, make_picture() + make_document(), NotADocument),
        (actions.keep_document, make_document()[:-10], CannotBeRead),
    ],
)
def test_bad_input_changes_nothing_and_leaves_no_file(
    folder: Path, keep: Callable[..., UUID], content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        keep(programme=PROGRAMME, content=content, moment=NOW)

    assert StoredFile.objects.count() == 0
    assert contents(folder) == []


def test_what_has_expired_goes_from_table_and_disk(folder: Path) -> None:
    soon = NOW + timedelta(days=1)
    file = actions.keep_audio(
        programme=PROGRAMME, content=make_tone(), moment=NOW, delete_after=soon
    )

    assert actions.remove_expired(now=soon - timedelta(seconds=1)) == 0
    assert actions.remove_expired(now=soon) == 1
    assert actions.remove_expired(now=soon) == 0

    assert contents(folder) == []
    with pytest.raises(NotFound):
        queries.opened(file)


def test_a_content_stays_while_another_row_needs_it(folder: Path) -> None:
    soon = NOW + timedelta(days=1)
    actions.keep_picture(programme=PROGRAMME, content=make_picture(), moment=NOW, delete_after=soon)
    kept = actions.keep_picture(programme=PROGRAMME, content=make_picture(), moment=NOW)

    actions.remove_expired(now=soon)

    assert queries.opened(kept).stream.read(4) == b"RIFF"


def test_a_content_whose_row_is_just_being_committed_is_left_alone(folder: Path) -> None:
    actions.keep_picture(programme=PROGRAMME, content=make_picture(), moment=NOW)
    StoredFile.objects.all().delete()

    actions.remove_expired(now=NOW + timedelta(minutes=5))
    assert len(contents(folder)) == 1

    actions.remove_expired(now=NOW + timedelta(hours=2))
    assert contents(folder) == []


def test_cards_of_many_files_take_one_query(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    files = [
        actions.keep_picture(programme=PROGRAMME, content=make_picture(width=w), moment=NOW)
        for w in (10, 20, 30)
    ]

    with django_assert_num_queries(1):
        cards = queries.file_cards(files)

    assert [cards[file].extent for file in files] == ["10x300", "20x300", "30x300"]


@pytest.mark.parametrize(
    ("media_type", "disposition"),
    [("image/webp", "inline"), ("audio/ogg", "inline"), ("application/pdf", "attachment")],
)
def test_a_file_is_handed_out_so_that_it_can_run_nothing(
    folder: Path, media_type: str, disposition: str
) -> None:
    file = actions.keep_document(programme=PROGRAMME, content=make_document(), moment=NOW)

    opened = replace(queries.opened(file), media_type=media_type)
    response = file_response(opened, name="preuve")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Content-Disposition"] == f'{disposition}; filename="preuve"'
    response.close()


def test_what_somebody_else_brought_as_well_is_not_erased(folder: Path) -> None:
    hers, theirs = (
        actions.keep_document(programme=PROGRAMME, content=make_document(), moment=NOW)
        for _ in range(2)
    )
    own = actions.keep_audio(programme=PROGRAMME, content=make_tone(), moment=NOW)
    digest = StoredFile.objects.get(pk=own).digest

    for _ in range(2):
        actions.erase([hers, own], moment=NOW)

    assert queries.erased_contents() == {digest}
    assert queries.erased_contents(since=NOW + timedelta(seconds=1)) == set()
    actions.let_go([theirs], moment=NOW)
    assert len(queries.erased_contents()) == 2
