"""The map in plain words."""

from benkan.methods.opinion_map.explaining import reasons
from benkan.methods.opinion_map.map import opinion_map
from benkan.methods.opinion_map.stability import stability
from benkan.methods.sentences import Sentence
from tests.methods.opinion_map.conversations import kept_votes, moderation
from tests.methods.opinion_map.make import make_votes


def said(sentences: list[Sentence]) -> str:
    return "\n".join(sentence.text % sentence.details for sentence in sentences)


def test_groups_that_are_not_stable_are_not_called_camps() -> None:
    found = opinion_map(kept_votes("bg2050-volunteers"))
    checked = stability(found)

    words = said(list(reasons(found, checked, {})))

    assert not checked.stable
    assert "these groups are NOT stable" in words


def test_one_person_is_not_called_a_camp_however_stable() -> None:
    name = "bg2050-volunteers"
    found = opinion_map(kept_votes(name), moderation=moderation(name))
    checked = stability(found)

    words = said(list(reasons(found, checked, {})))

    assert (found.sizes.tolist(), checked.stable) == ([106, 1], True)
    assert "fewer than 5 people" in words


def test_every_group_has_what_stands_for_it_and_what_joins_it() -> None:
    name = "scoop-hivemind.biodiversity"
    found = opinion_map(kept_votes(name), moderation=moderation(name))

    sentences = list(reasons(found, stability(found), {"81": "We should innovate."}))

    headings = [sentence.text for sentence in sentences if sentence.is_heading]
    assert len(headings) == 3 + len(found.tallies)
    assert "81 (We should innovate.): agreed to by 286 of the 295" in said(sentences)


def test_one_group_is_no_group() -> None:
    found = opinion_map(make_votes("++", "++", "++"))

    words = said(list(reasons(found, None, {})))

    assert "The votes show no groups" in words
    assert "stable" not in words
