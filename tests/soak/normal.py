"""The settings of a house that does not wait for the disk: what the drill must find wanting."""

from benkan.config.settings import *  # noqa: F403
from benkan.config.settings import SQLITE_OPTIONS

SQLITE_OPTIONS["init_command"] = str(SQLITE_OPTIONS["init_command"]).replace("FULL", "NORMAL")
