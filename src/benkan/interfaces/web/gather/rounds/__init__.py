"""The page of a round, of any kind: where it stands on its path, and what its kind shows besides."""

from benkan.interfaces.web.gather.rounds.page import RoundPage, round_page

__all__ = ["RoundPage", "round_page"]
