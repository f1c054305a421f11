"""Two versions of a text, article beside article."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benkan.apps.commitments.rules.articles import Piece
from benkan.apps.commitments.rules.comparison import Change, Kind, compared

pytestmark = pytest.mark.plain

WATER = "La commune entretient les pompes publiques et publie leur état chaque mois au marché."

words = some.text(alphabet="aàé ’.\n-", max_size=30)
pieces = some.lists(
    some.builds(Piece, some.sampled_from(["", "1", "2", "3 bis"]), words, words),
    max_size=5,
    unique_by=lambda piece: piece.number or id(piece),
)


@given(pieces, pieces)
def test_what_stayed_went_and_came_makes_both_texts_again(
    old: list[Piece], new: list[Piece]
) -> None:
    found = compared(old, new)

    def said(*kinds: Kind) -> list[str]:
        texts = [
            "".join(w.text for w in (*one.heading, *one.body) if w.kind in kinds) for one in found
        ]
        return sorted(text for text in texts if text)

    assert said(Kind.KEPT, Kind.WENT) == sorted(
        p.heading + p.body for p in old if p.heading + p.body
    )
    assert said(Kind.KEPT, Kind.CAME) == sorted(
        p.heading + p.body for p in new if p.heading + p.body
    )


@given(pieces)
def test_a_text_beside_itself_is_unchanged(text: list[Piece]) -> None:
    assert [one.change for one in compared(text, text)] == [Change.SAME] * len(text)


def test_an_article_is_followed_through_its_changes() -> None:
    old = [
        Piece("", "Chapitre I", ""),
        Piece("1", "Objet", "Le droit à l’eau."),
        Piece("2", "", WATER),
        Piece("3", "", "Abrogé."),
    ]
    new = [
        Piece("", "Chapitre I", ""),
        Piece("1", "Objet", "Le droit à l’eau potable."),
        Piece("2", "", "Une caisse est tenue."),
        Piece("4", "", WATER.replace("chaque mois", "chaque semaine")),
    ]
    old[2] = Piece("5", "", WATER)

    found = compared(old, new)

    assert [(one.change, one.number, one.was) for one in found] == [
        (Change.SAME, "", ""),
        (Change.CHANGED, "1", ""),
        (Change.ADDED, "2", ""),
        (Change.RENUMBERED, "4", "5"),
        (Change.REMOVED, "3", ""),
    ]
    assert [(w.kind, w.text) for w in found[1].body] == [
        (Kind.KEPT, "Le droit à l’eau"),
        (Kind.CAME, " potable"),
        (Kind.KEPT, "."),
    ]


def test_a_comparison_that_would_take_minutes_shows_the_article_as_it_was_and_as_it_is() -> None:
    old = [Piece("1", "", "la " * 50_000), Piece("2", "", WATER)]
    new = [Piece("1", "", "la le " * 25_000), Piece("2", "", WATER.replace("marché", "puits"))]

    long, other = compared(old, new)

    assert [(w.kind, len(w.text)) for w in long.body] == [
        (Kind.WENT, 150_000),
        (Kind.CAME, 150_000),
    ]
    assert {w.text for w in other.body if w.kind is not Kind.KEPT} == {"marché", "puits"}
