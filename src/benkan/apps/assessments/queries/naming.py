"""How a group is called where it is shown."""

from django.utils.translation import gettext

from benkan.apps.assessments.models import Group
from benkan.apps.assessments.rules.kinds import GroupKind


def name_of(group: Group) -> str:
    """Its kind in the reader's language, with what tells it apart from others of the kind."""
    kind = gettext(GroupKind(group.kind).label)
    return f"{kind} ({group.name})" if group.name else kind
