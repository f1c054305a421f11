"""What was said and answered, whatever way it is kept: sealed under the contact's key where there is
a contact, plain where nobody knows whose words they are."""

from collections.abc import Collection, Sequence
from uuid import UUID

from benkan.apps.voices.models import Case


def words_of(cases: Collection[UUID]) -> dict[UUID, str]:
    """The words of cases; empty for one that was forgotten. Nobody is asked who may know of them."""
    return words_of_rows(list(Case.objects.filter(pk__in=cases)))


def words_of_rows(cases: Sequence[Case]) -> dict[UUID, str]:
    """The words of cases that were fetched already."""
    return {case.pk: case.text for case in cases}
