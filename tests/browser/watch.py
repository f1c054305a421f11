"""What goes wrong behind a page: errors of scripts, refusals of the policy, strange hosts.

Every page that a browser test opens is watched, and the test fails at its end when something was
seen, however well the page looked.
"""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

_BLOCKED = "Service Worker registration blocked"
"""Where a test keeps the worker out, to weigh what a page fetches by itself."""


class Watch:
    """Looks over one browser context; `troubles` says in a line each what was seen."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.troubles: list[str] = []
        self._address = address
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        """The browser also names every page that is not found: `_answered` judges these."""
        is_known = message.text.startswith(("Failed to load resource", _BLOCKED))
        if message.type in {"error", "warning"} and not is_known:
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.troubles.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        """A page may refuse, with words, and so may what a script sends a form to; what a page is made
        of must be there."""
        asked = response.request
        # Pages come through the worker, whose own requests do not say that they are for a page.
        is_page = bool(asked.service_worker) or asked.is_navigation_request()
        may_refuse = is_page or asked.method == "POST"
        if response.status >= (500 if may_refuse else 400):
            self.troubles.append(f"{response.status}: {response.url}")
