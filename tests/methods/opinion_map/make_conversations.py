"""Makes the files in `conversations/` from exports of Pol.is, with the columns that tests need.

    python -m tests.methods.opinion_map.make_conversations FOLDER

FOLDER holds a folder a conversation, unpacked from `opinion/conversations.tar.xz`.
"""

import csv
import json
import lzma
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
KEPT = ("comment-id", "moderated", "is-meta", "group-informed-consensus")
REFERENCE = "polis-math-reference-biodiversity"


def main(source: Path) -> None:
    for folder in sorted(path for path in source.iterdir() if path.is_dir()):
        name = folder.name.split(".2022")[0]
        votes = [row for file in folder.glob("*votes.csv") for row in _rows(file) if "vote" in row]
        _write(f"{name}.votes.csv", ("voter-id", "comment-id", "vote"), votes)
        comments = list(_rows(next(folder.glob("*comments.csv"))))
        _write(f"{name}.comments.csv", [c for c in KEPT if c in comments[0]], comments)
        for file in folder.glob("participants-votes.csv"):
            placed = [row for row in _rows(file) if row["group-id"] != ""]
            _write(f"{name}.groups.csv", ("participant", "group-id"), placed)
    _reference(next((source / REFERENCE).glob("*.json")))


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write(name: str, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    lines = [",".join(columns), *(",".join(row[c] for c in columns) for row in rows)]
    packed = lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / "conversations" / f"{name}.xz").write_bytes(packed)


def _reference(path: Path) -> None:
    """What the production of Pol.is made of one conversation."""
    blob = json.loads(path.read_text("utf-8"))
    members = dict(zip(blob["base-clusters"]["id"], blob["base-clusters"]["members"], strict=True))
    kept = {
        "statements": blob["tids"],
        "components": blob["pca"]["comps"],
        "extremity": blob["pca"]["comment-extremity"],
        "moderated_out": sorted(blob["mod-out"]),
        "meta": sorted(blob["meta-tids"]),
        "placed": sorted(blob["in-conv"]),
        "consensus": {d: [one["tid"] for one in blob["consensus"][d]] for d in blob["consensus"]},
        "groups": [
            sorted(person for base in group["members"] for person in members[base])
            for group in blob["group-clusters"]
        ],
        "representative": [
            [[one["tid"], one["repful-for"]] for one in blob["repness"][str(group["id"])]]
            for group in blob["group-clusters"]
        ],
    }
    text = json.dumps(kept, separators=(",", ":"))
    (HERE / "conversations" / "reference.json.xz").write_bytes(lzma.compress(text.encode()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
