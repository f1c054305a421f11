"""The mark of a first start that is not over: a file that stays until everything is loaded.

It is made before the first table, and never travels in a backup: a restored database is not a
first start, so nothing is ever loaded into a real programme's data by surprise.
"""

from pathlib import Path

_NAME = "first-start"


def mark_first_start(folder: Path) -> None:
    (folder / _NAME).touch(mode=0o600)


def is_first_start(folder: Path) -> bool:
    return (folder / _NAME).exists()


def first_start_is_over(folder: Path) -> None:
    (folder / _NAME).unlink(missing_ok=True)
