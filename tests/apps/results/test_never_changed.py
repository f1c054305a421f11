"""A table that SQLite rebuilds for a migration keeps its promise."""

import pytest
from django.db import DatabaseError, connection, transaction

from benkan.apps.results.models import Publication
from tests.make.registry import make_programme
from tests.make.results import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_that_was_published_stays_so_after_its_table_was_altered() -> None:
    row = make_publication(make_programme())
    before = Publication._meta.get_field("figure")
    after = before.clone()
    after.max_length = 60
    after.set_attributes_from_name("figure")
    after.model = Publication

    with connection.schema_editor() as editor:
        editor.alter_field(Publication, before, after)
        editor.alter_field(Publication, after, before)

    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(shown={})
