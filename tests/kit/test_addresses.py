"""The address of a page in a programme, as `reverse` gives it."""

from typing import cast
from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from benkan.kit.pages import PageRequest, ProgrammeHere, address


def _request(slug: str) -> PageRequest:
    request = cast(PageRequest, RequestFactory().get("/"))
    request.programme = ProgrammeHere(id=uuid4(), slug=slug, name="", kind="demonstration")
    return request


@pytest.mark.parametrize("slug", ["demo", "kati-2026"])
def test_an_address_is_the_one_of_its_page_programme_and_id(slug: str) -> None:
    for case in (uuid4(), UUID(int=0), UUID(int=1)):
        expected = reverse("voices:case", kwargs={"programme": slug, "case_id": case})
        assert address(_request(slug), "voices:case", case_id=case) == expected

    expected = reverse("voices:triage", kwargs={"programme": slug})
    assert address(_request(slug), "voices:triage") == expected


def test_an_address_of_another_kind_of_id_is_none() -> None:
    with pytest.raises(NoReverseMatch):
        address(_request("demo"), "voices:case", case_id="x")
    with pytest.raises(NoReverseMatch):
        address(_request("demo"), "voices:case", issue_id=uuid4())
