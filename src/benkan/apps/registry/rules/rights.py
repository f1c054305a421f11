"""Whom a right concerns, as it is said."""

from benkan.kit.refusals import N_

CONCERNS = {
    "everybody": N_("For everybody"),
    "women": N_("Women"),
    "children": N_("Children"),
    "disabled": N_("People with a disability"),
    "poor": N_("People without means"),
    "farmers": N_("Farmers"),
}
