"""Instruments as files: what ships can be loaded, and what is wrong is named."""

import csv
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest

from benkan.apps.assessments.actions.load_instruments import load_instruments
from benkan.apps.assessments.models import CoreInput, InstrumentVersion, Node
from benkan.apps.assessments.rules.packs import (
    InstrumentVersionChanged,
    InstrumentWrong,
    read_instrument,
)
from tests.make.registry import NOW

SMALL = """
[instrument]
code = "small"
version = 1
kind = "scorecard"
title_fr = "Petit"
title_en = "Small"
source = "Nous"

[[node]]
code = "a"
scale = "yes_no"
question_fr = "Oui ?"
question_en = "Yes?"
"""


@pytest.mark.django_db
def test_what_ships_is_loaded_once_and_cites_laws_of_the_library() -> None:
    folder = files("benkan") / "packs" / "instruments"
    shipped = [one for one in folder.iterdir() if one.name.endswith(".toml")]
    assert load_instruments(moment=NOW) == len(shipped)
    assert load_instruments(moment=NOW) == 0
    assert InstrumentVersion.objects.filter(frozen_at=None).count() == 0
    laws = csv.DictReader(StringIO((files("benkan") / "packs/mali/laws.csv").read_text("utf-8")))
    verified = {law["id"] for law in laws if law["verified"] == "yes"}
    assert set(CoreInput.objects.exclude(law="").values_list("law", flat=True)) <= verified


@pytest.mark.django_db
def test_other_content_under_the_same_number_is_refused_and_the_next_number_is_taken(
    tmp_path: Path,
) -> None:
    def load(text: str) -> int:
        (tmp_path / "small.toml").write_text(text)
        return load_instruments(moment=NOW, folder=tmp_path)

    assert load(SMALL) == 1
    with pytest.raises(InstrumentVersionChanged):
        load(SMALL.replace("Oui ?", "Vraiment ?"))
    assert load(SMALL.replace("version = 1", "version = 2").replace("Oui ?", "Vraiment ?")) == 1
    assert Node.objects.filter(version__instrument__code="small").count() == 2


@pytest.mark.plain
@pytest.mark.parametrize(
    ("name", "entry", "node"),
    [
        ("code", "node 1", {"label_fr": "A", "label_en": "A"}),
        ("label_en", "a", {"code": "a", "label_fr": "A"}),
        ("parent", "a", {"code": "a", "label_fr": "A", "label_en": "A", "parent": "b"}),
        ("scale", "a", {"code": "a", "scale": "stars"}),
        ("best", "a", {"code": "a", "scale": "count", "worst": 3}),
        ("weight", "a", {"code": "a", "weight": 0}),
        ("anchors_fr", "a", {"code": "a", "scale": "yes_no", "anchors_fr": {"1": "Oui"},
                             "question_fr": "?", "question_en": "?"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_entry_and_field(
    name: str, entry: str, node: dict[str, object]
) -> None:
    head = {"code": "x", "version": 1, "kind": "scorecard", "title_fr": "X", "title_en": "X"}
    with pytest.raises(InstrumentWrong) as refusal:
        read_instrument({"instrument": {**head, "source": "Nous"}, "node": [node]}, file="x.toml")
    told = refusal.value.details
    assert (told["file"], told["entry"], told["name"]) == ("x.toml", entry, name)
