"""From the scores of the groups to one: whom they send, and what these settle on."""

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import joint as actions
from benkan.apps.assessments.actions import representatives
from benkan.apps.assessments.forms.joint import JointForm, SendForm
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.assessments.pages.values import range_words, told
from benkan.apps.assessments.queries.joint import JointLeaf, joint_sheet
from benkan.apps.assessments.queries.representatives import delegation_of
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.joint import Way
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def consolidation(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All questions with what each group gave, and the joint score of each."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    sheet = joint_sheet(row, language=get_language() or "fr")
    delegation = delegation_of(row)
    shown = {
        "round": card,
        "sheet": sheet,
        "lines": [_line(leaf) for leaf in sheet.leaves],
        "delegation": delegation,
        "left": sheet.scored - sheet.settled,
    }
    return render(request, "assessments/joint/consolidation.html", shown)


@for_roles(*rules.WORKERS)
def joint_leaf(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """Settle the joint score of one question, then go on to the next that is not settled."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    sheet = joint_sheet(row, language=get_language() or "fr")
    leaf = next((one for one in sheet.leaves if one.asked.id == node_id), None)
    if leaf is None:
        raise NotFound()
    form = JointForm(
        request.POST or None,
        mean="" if leaf.mean is None else told(leaf.mean, leaf.asked),
        range_words=range_words(leaf.asked),
        initial=_initial(leaf),
    )
    if form.is_valid() and is_done(form, lambda: _agreed(request, round_id, node_id, form)):
        done = gettext("The joint score is written down.")
        if following := sheet.after(node_id):
            return go_to(
                request,
                "assessments:joint_leaf",
                round_id=round_id,
                node_id=following.asked.id,
                done=done,
            )
        return go_to(request, "assessments:consolidation", round_id=round_id, done=done)
    shown = {"round": card, "leaf": _line(leaf), "form": form}
    return render(request, "assessments/joint/leaf.html", shown)


def _agreed(request: PageRequest, round_id: UUID, node: UUID, form: JointForm) -> None:
    actions.agree_score(
        round_id=round_id,
        node=node,
        actor=request.actor,
        moment=timezone.now(),
        **form.told(),
    )


@require_POST
@for_roles(*rules.WORKERS)
def take_means(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Take the mean wherever nothing was settled."""
    taken = actions.take_means(round_id=round_id, actor=request.actor, moment=timezone.now())
    done = ngettext(
        "The mean of the groups is taken for %(n)s question.",
        "The mean of the groups is taken for %(n)s questions.",
        taken,
    )
    return go_to(request, "assessments:consolidation", round_id=round_id, done=done % {"n": taken})


@for_roles(*rules.WORKERS)
def sent(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Whom each group sends; whoever opens the names is written down."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    delegation = delegation_of(row)
    if delegation.has_names:
        representatives.note_reading_of_names(
            round_id=round_id, actor=request.actor, moment=timezone.now()
        )
    shown = {
        "round": card,
        "delegation": delegation,
        "forms": [SendForm(group=group) for group in delegation.groups],
    }
    return render(request, "assessments/joint/representatives.html", shown)


@require_POST
@for_roles(*rules.WORKERS)
def send(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """Write down whom one group sends."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    delegation = delegation_of(row)
    group = next((one for one in delegation.groups if one.id == group_id), None)
    if group is None:
        raise NotFound()
    form = SendForm(request.POST, group=group)
    if form.is_valid() and is_done(form, lambda: _sent(request, group_id, form)):
        done = gettext("Those whom the group sends are written down.")
        return go_to(request, "assessments:representatives", round_id=round_id, done=done)
    forms = [form if one is group else SendForm(group=one) for one in delegation.groups]
    shown = {"round": card, "delegation": delegation, "forms": forms, "refused": form}
    return render(request, "assessments/joint/representatives.html", shown)


def _sent(request: PageRequest, group: UUID, form: SendForm) -> None:
    representatives.send_representatives(
        group=group, people=form.people(), actor=request.actor, moment=timezone.now()
    )


@require_POST
@for_roles(*rules.WORKERS)
def erase(request: PageRequest, round_id: UUID, representative_id: UUID) -> HttpResponse:
    """Erase the name of somebody who was sent."""
    worked(request, round_id)
    representatives.erase_representative(
        representative=representative_id, actor=request.actor, moment=timezone.now()
    )
    done = gettext("The name is erased; the count stays.")
    return go_to(request, "assessments:representatives", round_id=round_id, done=done)


def _line(leaf: JointLeaf) -> dict[str, object]:
    """A question as it is shown: values in words of its scale."""
    asked = leaf.asked

    def said(value: Fraction | None) -> str:
        return "" if value is None else told(value, asked)

    apart = leaf.apart
    return {
        "id": asked.id,
        "name": asked.name,
        "question": asked.words.question,
        "above": leaf.above,
        "given": [(one, said(one.value)) for one in leaf.citizens],
        "differs": any(one.value is None for one in leaf.given),
        "provider": leaf.provider and (leaf.provider, said(leaf.provider.value)),
        "mean": said(leaf.mean),
        "settled": leaf.settled,
        "joint": said(_joint(leaf)),
        "apart": apart and (apart[0].name, apart[1].name),
    }


def _joint(leaf: JointLeaf) -> Fraction | None:
    if leaf.settled is None or leaf.settled.way is Way.MEAN:
        return leaf.mean if leaf.settled else None
    return leaf.settled.value


def _initial(leaf: JointLeaf) -> dict[str, object]:
    if leaf.settled is None:
        return {"way": Way.MEAN if leaf.mean is not None else Way.CONSENSUS}
    settled, value = leaf.settled, None
    if settled.way is Way.CONSENSUS:
        value = Decimal(settled.value.numerator) / settled.value.denominator
    return {
        "way": settled.way,
        "value": value,
        "reason": settled.reason,
        "is_contested": settled.is_contested,
    }
