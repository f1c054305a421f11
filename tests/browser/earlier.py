"""What has happened before a test begins: the same forms are posted, without showing each page."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from secrets import token_hex
from urllib.parse import urlencode

from playwright.sync_api import APIResponse, Page

from benkan.interfaces.cli.demonstration import contents
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.interfaces.cli.running import until

COMMUNE = contents.communes()[0].commune
"""The code of Sanankoroba, whose mayor has an account."""

ELSEWHERE = contents.communes()[1].commune
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PATIENCE = 30.0


def today() -> date:
    return date.today()  # noqa: DTZ011  the server runs on the same machine


@dataclass(frozen=True)
class Said:
    """A case as the citizen and the desk know it."""

    reference: str
    code: str
    path: str


@dataclass(frozen=True)
class Promised:
    """A commitment before the office, and what led to it."""

    path: str
    action: str
    case: Said


class Earlier:
    """Each method brings about one thing, with the words that the test chooses."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def a_case(self, text: str, *, commune: str = COMMUNE) -> Said:
        """A citizen without a number has said something about water."""
        answer = _post(
            self._visitors.citizen(),
            "dire/recu/",
            service="water",
            place=self.place(commune),
            client_key=token_hex(16),
            text=text,
        )
        reference, code = codes_in(answer.text())
        triage = self._desk.request.get(f"{HOME}messages/?state=new").text()
        path = _found(rf'href="([^"?]*/messages/{UUID}/)[^"]*">[^<]*{reference}', triage)
        return Said(reference, code, path)

    def an_issue(self, title: str, *cases: Said) -> str:
        """Cases are grouped; where the issue is shown."""
        answer = _post(
            self._desk,
            "preoccupations/regrouper/",
            title=title,
            description="",
            service="water",
            place=self.place(COMMUNE),
            case=[case.path.split("/")[-2] for case in cases],
        )
        return path_of(answer.url)

    def a_meeting(self, title: str) -> str:
        """A meeting is planned for today; the key of the meeting."""
        answer = _post(
            self._desk,
            "activites/nouvelle/",
            kind="interface_meeting",
            title=title,
            place=self.place(COMMUNE),
            venue="Mairie",
            planned_on=today().isoformat(),
        )
        return path_of(answer.url).split("/")[-2]

    def a_promise(self, about: str) -> Promised:
        """From the voice to the action that is agreed and put before the mayor."""
        about = f"{about} {token_hex(2)}"
        case = self.a_case(f"{about} : rien ne coule")
        issue = self.an_issue(about, case)
        meeting = self.a_meeting(f"Rencontre : {about}")
        _post(self._desk, f"{_below_home(issue)}ordre-du-jour/", activity=meeting)
        action = f"Réparer {about}"
        self._agree(meeting, action)
        return Promised(self._promised(meeting, action), action, case)

    def step(self, name: str, promise: Promised, step: str, **fields: object) -> None:
        """Somebody of the demonstration takes a step of a promise."""
        person = self._visitors.person(name)
        answer = _post(person, f"{_below_home(promise.path)}{step}/", **fields)
        assert path_of(answer.url) == promise.path, f"the step {step} was refused"

    def an_invitation(self, email: str, *, commune: str) -> str:
        """The coordinator invites an animator for one commune; the link that she hands over."""
        page = self._desk.request.get(f"{HOME}equipe/inviter/").text()
        organisation = _found(rf'<option value="({UUID})"[^>]*>Association Bɛnkan ton', page)
        answer = _post(
            self._desk,
            "equipe/inviter/",
            name="Voisine (fictive)",
            email=email,
            role="animator",
            organisation=organisation,
            place=self.place(commune),
        )
        return _found(r">(http[^<]*/invitation/[^<]*)</textarea>", answer.text())

    def place(self, commune: str) -> str:
        """The key of a commune, from the way to speak about it on its page."""
        page = self._desk.request.get(f"{HOME}communes/{commune}/").text()
        return _found(rf"\?place=({UUID})", page)

    def _agree(self, meeting: str, action: str) -> None:
        page = self._desk.request.get(f"{HOME}rencontres/{meeting}/").text()
        where = _found(rf'action="[^"]*(rencontres/{meeting}/accords/{UUID}/)"', page)
        office = _found(rf'<option value="({UUID})">Maire,', page)
        due_on = today() + timedelta(days=30)
        _post(self._desk, where, action=action, office=office, due_on=due_on.isoformat())

    def _promised(self, meeting: str, action: str) -> str:
        """A reaction puts the agreement before the office, a moment later."""
        way = re.compile(rf'href="([^"]*/engagements/{UUID}/)"><strong>{re.escape(action)}')
        found: list[str] = []

        def is_there() -> bool:
            found.extend(way.findall(self._desk.request.get(f"{HOME}rencontres/{meeting}/").text()))
            return bool(found)

        until(is_there, seconds=PATIENCE)
        return found[0]

    @cached_property
    def _desk(self) -> Page:
        return self._visitors.person("coordination")


def codes_in(page: str) -> tuple[str, str]:
    """The reference and the tracking code on the page that gives them."""
    reference = _found(r"<strong>([A-Z]{3}-\d{4,})</strong>", page)
    return reference, _found(r"<strong>([0-9A-Z]{5}-[0-9A-Z]{5})</strong>", page)


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _below_home(path: str) -> str:
    return path.removeprefix(HOME)


def _post(page: Page, path: str, **fields: object) -> APIResponse:
    """Send a form as the page would; it must have been taken."""
    page.request.get(HOME)
    tokens = {one["name"]: one["value"] for one in page.context.cookies()}
    answer = page.request.post(
        HOME + path,
        data=urlencode(fields, doseq=True),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": tokens["csrftoken"],
        },
    )
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None, f"the page has no {pattern}"
    return found[1]
