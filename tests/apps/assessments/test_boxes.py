"""Boxes of a session come in: counts, then remarks, once each, in nobody else's name."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Round, Score, Sheet, SheetLine
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Role
from tests.make.assessments import leaves_of, make_round, make_sheet
from tests.make.boxes import Files, sent
from tests.make.files import make_picture, make_tone
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db
PHOTO = ("photo.jpg", "image/jpeg", make_picture())
VOICE = ("voix.wav", "audio/wav", make_tone(seconds=0.2))


class Telephone:
    """The telephone of somebody who works on a round, with one sheet of the women."""

    def __init__(self, programme: Programme, found: Round, account: Account) -> None:
        self.programme, self.found, self.account = programme, found, account
        self.key, self.client = uuid4().hex, Client()
        self.client.force_login(account)
        self.women = Group.objects.get(round=found, kind="women")

    def post(self, files: Files | None = None, **fields: Any) -> tuple[int, dict[str, Any]]:
        envelope = {"kind": "sheet", "programme": self.programme.slug, "who": self.account.pk}
        body = sent(envelope, {"client_key": self.key, **fields}, files)
        address = reverse("assessments:box", kwargs={"programme": self.programme.slug})
        answer = self.client.post(address, body, headers={"accept-language": "en"})
        return answer.status_code, json.loads(answer.content) if answer.status_code != 404 else {}

    def count(self, tally: dict[str, int], **fields: Any) -> tuple[int, dict[str, Any]]:
        nodes = leaves_of(self.found)[:2]
        told = {str(node.pk): {"tally": tally, "value": ""} for node in nodes}
        facts = {"group": self.women.pk, "scored_on": "2026-02-01", "answers": json.dumps(told)}
        return self.post(**{**facts, **fields, "part": "answers"})

    def remark(self, files: Files | None = None, **fields: Any) -> tuple[int, dict[str, Any]]:
        node = leaves_of(self.found)[0].pk
        facts = {"round": self.found.pk, "node": node, "reason": "Trop loin"}
        return self.post(files, **{**facts, **fields, "part": "remark"})


@pytest.fixture
def telephone() -> Telephone:
    programme, place = make_programme("demo"), make_place()
    mine = make_organisation(programme)
    found = make_round(programme, place, organisation=mine)
    actor = make_actor(programme, Role.ANIMATOR, place=place, organisation=mine)
    return Telephone(programme, found, Account.objects.get(pk=actor.account))


def test_a_sheet_comes_box_by_box_and_each_of_them_once(telephone: Telephone) -> None:
    assert telephone.remark()[0] == 422  # nothing is remarked on before it is answered

    with_people = {"female-25_34": "7", "disability-female": "2"}
    answers = [telephone.count({"2": 4, "5": 3}, **with_people) for _ in range(2)]
    remarks = [telephone.remark({"photo": PHOTO, "recording": VOICE}) for _ in range(2)]

    assert [status for status, _ in (*answers, *remarks)] == [200] * 4
    assert answers[0][1]["words"] == "The sheet has arrived. Thank you."
    sheet = Sheet.objects.get()
    assert (sheet.way, sheet.author_id, sheet.client_key) == (
        "phone",
        telephone.account.pk,
        telephone.key,
    )
    telephone.women.refresh_from_db()
    assert telephone.women.people == 7
    line = SheetLine.objects.filter(sheet=sheet).exclude(reason="").get()
    assert (line.tally, line.reason) == ({"2": 4, "5": 3}, "Trop loin")
    assert None not in (line.photo, line.voice)
    assert Score.objects.get(group=telephone.women, node=line.node).reason == "Trop loin"


def test_what_is_wrong_is_said_and_what_is_not_ours_is_not_there(telephone: Telephone) -> None:
    make_sheet(telephone.women, tally={"1": 1})
    status, told = telephone.count({"2": 4})
    assert (status, told["words"].split(": ")[-1]) == (200, "somebody has to choose.")
    assert told["then"].endswith("/desaccords/")
    no_picture = {"photo": ("photo.jpg", "image/jpeg", b"nothing")}
    status, told = telephone.remark(no_picture)
    assert (status, told["fields"]) == (422, ["photo"])
    telephone.key = uuid4().hex
    assert telephone.count({"9": 4})[0] == 422
    node = str(leaves_of(telephone.found)[0].pk)
    slips: tuple[Any, ...] = (
        [1],
        {node: {"tally": {"2": 1}}, node.upper(): {"tally": {"3": 1}}},
        {node: {"tally": {"2": 10**12}}},
        {node: {"tally": {"2": -3, "3": 9}}},
        {node: {"tally": {"2\0": 1}}},
        {node: {"value": "1e999999"}},
        {node: {"value": "NaN"}},
        {node + "\0": {"value": "1"}},
        {str(at): {} for at in range(500)},
    )
    for slip in slips:
        assert telephone.count({}, answers=json.dumps(slip))[0] == 422, slip
    stranger = make_round(telephone.programme, make_place("Kita"))
    of_others = Group.objects.get(round=stranger, kind="women").pk
    assert telephone.count({"2": 4}, group=of_others)[0] == 404
    assert telephone.remark(round=stranger.pk)[0] == 404
    telephone.client.force_login(
        Account.objects.get(
            pk=make_actor(telephone.programme, Role.ANIMATOR, place=telephone.found.place).account
        )
    )
    assert telephone.count({"2": 4})[0] == 403
    assert Sheet.objects.count() == 2


def test_a_remark_that_comes_after_the_scoring_has_closed_is_kept_beside_its_answer(
    telephone: Telephone,
) -> None:
    telephone.count({"2": 4})
    staff = make_actor(telephone.programme, Role.PROGRAMME_STAFF)
    make_sheet(Group.objects.get(round=telephone.found, is_provider=True))
    actions.close_round(round_id=telephone.found.pk, actor=staff, moment=NOW)

    assert telephone.remark()[0] == 200
    assert SheetLine.objects.filter(sheet__client_key=telephone.key, reason="Trop loin").exists()
    assert Score.objects.filter(reason="Trop loin").count() == 0
    assert telephone.count({"2": 4}, client_key=uuid4().hex)[0] == 422


def test_what_was_answered_to_a_question_that_was_taken_out_stays_on_the_sheet(
    telephone: Telephone,
) -> None:
    kept, out = leaves_of(telephone.found)[0].pk, uuid4()
    told = {
        str(kept): {"tally": {"2": 4}, "question": "Accueil"},
        str(out): {"tally": {"1": 3}, "value": "", "question": "Et l’eau ?"},
    }
    for _ in range(2):
        assert telephone.count({}, answers=json.dumps(told))[0] == 200
        assert telephone.remark(node=out, question="Et l’eau ?", reason="À sec")[0] == 200

    sheet = Sheet.objects.get()
    assert [line.node_id for line in sheet.lines.all()] == [kept]
    assert sheet.note == "Et l’eau ? 1: 3\nEt l’eau ? À sec"
