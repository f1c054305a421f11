"""Laws of the weighted mean with gaps."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from benkan.methods.barometer.model import Leaf, Node
from benkan.methods.barometer.scoring import Mark, marks
from tests.methods.barometer.make import make_leaf, make_model

fractions = st.fractions(min_value=-20, max_value=20, max_denominator=30)
scores = st.fractions(min_value=0, max_value=1, max_denominator=50)
weights = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Node, ...]:
    """Two to four criteria with one to four leaves each."""
    found = []
    for at in range(draw(st.integers(2, 4))):
        leaves = tuple(
            make_leaf(f"{at}.{leaf}", draw(weights)) for leaf in range(draw(st.integers(1, 4)))
        )
        found.append(Node(f"{at}", f"{at}", draw(weights), leaves))
    return tuple(found)


def plain(node: Node, given: dict[str, Fraction]) -> Mark:
    """The definition, word by word."""
    if node.leaf:
        return Mark(given.get(node.id), Fraction(int(node.id in given)))
    below = [(child.weight, plain(child, given)) for child in node.children]
    scored = [(weight, mark.score) for weight, mark in below if mark.score is not None]
    weight = sum(weight for weight, _ in below)
    return Mark(
        sum(w * score for w, score in scored) / Fraction(sum(w for w, _ in scored))
        if scored
        else None,
        Fraction(sum(w * mark.coverage for w, mark in below)) / weight,
    )


@given(trees(), st.data())
def test_every_mark_is_the_weighted_mean_of_the_scored_children(
    children: tuple[Node, ...], data: st.DataObject
) -> None:
    model = make_model(*children)
    given = data.draw(st.dictionaries(st.sampled_from(sorted(model.leaves)), scores))

    found = marks(model, given)

    assert found == {place.node.id: plain(place.node, given) for place in model.places}


@given(trees(), st.data())
def test_the_order_of_criteria_and_the_unit_of_weights_change_nothing(
    children: tuple[Node, ...], data: st.DataObject
) -> None:
    model = make_model(*children)
    given = data.draw(st.dictionaries(st.sampled_from(sorted(model.leaves)), scores))
    heavier = tuple(
        Node(node.id, node.name, node.weight * 7, node.children) for node in reversed(children)
    )

    assert marks(make_model(*heavier), given) == marks(model, given)


@given(fractions, fractions, fractions)
def test_a_leaf_goes_from_worst_to_best_and_stops_there(
    worst: Fraction, best: Fraction, value: Fraction
) -> None:
    assume(worst != best)
    leaf = Leaf(worst, best)

    assert leaf.score(worst) == 0
    assert leaf.score(best) == 1
    assert leaf.score(value) == 1 - Leaf(best, worst).score(value)
    assert 0 <= leaf.score(value) <= 1


@given(fractions, fractions, st.lists(st.integers(-3000, 3000), min_size=1))
def test_the_quick_score_of_a_mean_is_the_plain_one(
    worst: Fraction, best: Fraction, cents: list[int]
) -> None:
    assume(worst != best)
    leaf = Leaf(worst, best)

    quick = leaf.mean_scores([(sum(cents), len(cents))], scale=100)

    assert quick == [leaf.score(Fraction(sum(cents), 100 * len(cents)))]
