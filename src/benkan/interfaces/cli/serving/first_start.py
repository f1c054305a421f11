"""What a first start loads: Mali as it is, then the demonstration programme."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.utils import timezone

from benkan.apps.assessments.actions.load_instruments import load_instruments
from benkan.apps.registry import actions as registry_actions
from benkan.apps.registry.actions import LoadReport
from benkan.apps.registry.queries import programme_called
from benkan.apps.results.actions import load_indicators
from benkan.interfaces.cli.demonstration import ACCOUNTS, PASSWORD, SLUG, build
from benkan.interfaces.cli.serving.mark import first_start_is_over
from benkan.interfaces.cli.serving.progress import Progress
from benkan.kit.refusals import N_

log = logging.getLogger(__name__)

Tell = Callable[..., None]
"""Is told what is being done, how much of it is done, and of how much in all (1 if not said)."""
MALI = N_("The regions, communes, schools and health centres of Mali")
DEMONSTRATION = N_("The demonstration programme")


def load_first(folder: Path, *, progress: Progress, demonstration: bool) -> None:
    """Load everything, from where an interrupted start left off: each part is safe to repeat."""

    def telling(what: str, begins: int, ends: int) -> Tell:
        def tell(part: str, done: float, total: float = 1) -> None:
            progress.show(what, done, total, begins=begins, ends=ends)

        tell("", 0)
        return tell

    border = 60 if demonstration else 99
    load_mali(telling(MALI, 1, border))
    if demonstration:
        try:
            load_demonstration(telling(DEMONSTRATION, border, 99))
        except Exception:
            # A house without its demonstration is of use; it is tried again at the next start.
            log.exception("the demonstration could not be built")
            return
    first_start_is_over(folder)


def load_mali(tell: Tell) -> LoadReport:
    """The reference data, the definitions of the figures and the instruments; repeatable, and quick
    when nothing has changed."""
    load_indicators()
    load_instruments(moment=timezone.now())
    return registry_actions.load_mali(moment=timezone.now(), progress=tell)


def load_demonstration(tell: Tell) -> None:
    """The demonstration programme, whole or not at all; one that is there stays as it is."""
    if programme_called(SLUG) is None:
        build(today=timezone.localdate(), progress=partial(tell, ""))


def demonstration_accounts() -> list[str]:
    """The accounts to try, a line each, with the password that they share; none without the
    demonstration."""
    if programme_called(SLUG) is None:
        return []
    return [f"{account.email}  {PASSWORD}  {account.name}" for account in ACCOUNTS]
