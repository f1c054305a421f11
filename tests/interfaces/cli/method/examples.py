"""One small example of every command of `benkan method`: its files, and how they are named to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.methods.barometer.make import COMMUNE

VOTES = "participant,statement,vote\n" + "".join(
    f"p{person},s{statement},{1 if (person + statement) % 3 else -1}\n"
    for person in range(20)
    for statement in range(8)
)
ELECTION = """META
key;value
description;An example
country;Mali
unit;Commune
instance;2026
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;equalshares
PROJECTS
project_id;cost;votes;name
1;500;3;Pump
2;400;2;School
3;600;1;Road
VOTES
voter_id;vote
1;1,2
2;1
3;1,2
4;3
"""
FEATURES = "feature,value,min,max\nsex,f,1,2\nsex,m,1,2\n"
CANDIDATES = "id,sex\n" + "".join(f"p{at},{'fm'[at % 2]}\n" for at in range(12))
SAMPLE = "weight,trust,region\n" + "".join(f"{1 + at % 3},{at % 7},r{at % 2}\n" for at in range(40))
SCORES = "leaf,group,value\npump,women,4\npump,men,7\nteacher,women,3\n"
PROMISES = "days,kept\n2,1\n3,1\n1,0\n4,0\n"
CASES = "commune,office,cases\na,water,12\na,town,3\nb,water,7\nb,town,9\n"


@dataclass(frozen=True)
class Example:
    """Arguments; a name in braces is the path of a file."""

    arguments: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    def written(self, folder: Path) -> list[str]:
        """The arguments, with the files written into a folder."""
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")
        return self.naming({name: folder / name for name in self.files})

    def naming(self, paths: Mapping[str, Path]) -> list[str]:
        """The arguments, with these files."""
        return [argument.format_map(paths) for argument in self.arguments]


EXAMPLES = {
    "opinion-map": Example(("{votes}",), {"votes": VOTES}),
    "budget-vote": Example(("{election}",), {"election": ELECTION}),
    "panel": Example(
        (
            *("--features", "{features}", "--candidates", "{candidates}"),
            *("--seats", "3", "--seed", "7"),
        ),
        {"features": FEATURES, "candidates": CANDIDATES},
    ),
    "survey-estimate": Example(
        ("{sample}", "--weights", "weight", "--mean", "trust"), {"sample": SAMPLE}
    ),
    "survey-size": Example(("--from", "0.3", "--to", "0.4")),
    "barometer": Example(("{model}", "{scores}"), {"model": json.dumps(COMMUNE), "scores": SCORES}),
    "survival": Example(("{cases}", "--time", "days", "--event", "kept"), {"cases": PROMISES}),
    "suppress": Example(
        ("{cases}", "--count", "cases", "--by", "commune,office"), {"cases": CASES}
    ),
}
FILES = [(command, name) for command, example in EXAMPLES.items() for name in example.files]
