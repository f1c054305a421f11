"""The demonstration programme: real places, fictional people, made by the actions people use.

`build` is a seeded script: the same day gives the same programme, but for keys and codes, which are
random as everywhere.
"""

from benkan.interfaces.cli.demonstration.people import ACCOUNTS, PASSWORD, SLUG
from benkan.interfaces.cli.demonstration.play import build

__all__ = ["ACCOUNTS", "PASSWORD", "SLUG", "build"]
