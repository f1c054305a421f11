"""The reasons name the quotas that bind and say how to draw again."""

import pytest

from benkan.methods.panel.explaining import reasons, shares
from tests.methods.panel.test_examples import seven


def test_the_quota_that_lowers_the_lowest_chance_is_named() -> None:
    said = [(sentence.text, sentence.details) for sentence in reasons(seven())]

    (of_young,) = [details for _, details in said if details.get("value") == "young"]
    assert (of_young["feature"], of_young["people"]) == ("age", 3)
    assert any("higher maximum" in text for text, details in said if details is of_young)


def test_what_a_value_has_on_average_lies_within_its_quota() -> None:
    found = {share.value: share for share in shares(seven())}

    assert found["young"].expected == pytest.approx(1)
    assert (found["young"].at_most, found["old"].at_most) == (True, False)
    assert all(s.least - 1e-9 <= s.expected <= s.most + 1e-9 for s in found.values())


def test_every_sentence_can_be_filled() -> None:
    for rule in ("leximin", "maximin", "nash"):
        for sentence in reasons(seven(rule)):
            assert sentence.text % dict.fromkeys(sentence.details, "x")
