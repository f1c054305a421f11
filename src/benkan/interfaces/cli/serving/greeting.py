"""What the terminal says once everything is loaded."""

from benkan.interfaces.cli.serving.first_start import demonstration_accounts
from benkan.interfaces.cli.words import _


def say_ready(address: str) -> None:
    lines = ["", _("Everything is loaded: %(address)s") % {"address": address}]
    accounts = demonstration_accounts()
    if accounts:
        lines.append(_("Accounts of the demonstration (fictional people):"))
        lines += [f"  {account}" for account in accounts]
    print("\n".join(lines), flush=True)
