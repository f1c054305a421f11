"""Makes `peer_groups.json`: the groups that red-dwarf 0.4.0 finds in each kept conversation.

    python -m tests.methods.opinion_map.make_peer_groups

Needs the extra `bench`. One digit a person with at least seven votes, in the order of their ids.
"""

import json
from typing import Any

from reddwarf.implementations.base import run_pipeline

from tests.methods.opinion_map.conversations import HERE, NAMES, kept_votes, moderation


def main() -> None:
    answer = {name: _groups(name) for name in NAMES}
    text = json.dumps({"red-dwarf": "0.4.0", "groups": answer}, indent=1)
    (HERE / "peer_groups.json").write_text(text + "\n", "utf-8")


def _groups(name: str) -> str:
    votes = kept_votes(name)
    listed: list[dict[str, Any]] = [
        {"participant_id": person, "statement_id": cell // 3, "vote": cell % 3 - 1}
        for at, person in enumerate(votes.people)
        for cell in votes.cells[votes.starts[at] : votes.starts[at + 1]].tolist()
    ]
    decided = moderation(name)
    muted = decided.rejects(votes.statements) | decided.is_meta(votes.statements)
    out = [at for at, is_muted in enumerate(muted.tolist()) if is_muted]
    found: Any = run_pipeline(votes=listed, mod_out_statement_ids=out, random_state=1)
    labels = found.participants_df.sort_index()["cluster_id"].dropna()
    return "".join(str(int(label)) for label in labels)


if __name__ == "__main__":
    main()
