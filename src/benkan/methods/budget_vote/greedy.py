"""What is usual: buy what the voters like best for the money, as long as it fits.

Source: Rey, Schmidt, Maly, "The (Computational) Social Choice Take on Indivisible Participatory
Budgeting" (arXiv 2303.00621), section 3.2, greedy approximation of utilitarian welfare; pabutools
`greedy_utilitarian_welfare`. The rest of the money after equal shares is spent like this too.
"""

from collections.abc import Sequence
from fractions import Fraction

from benkan.methods.budget_vote.satisfaction import Wish


def greedy(wishes: Sequence[Wish], budget: int, *, already: Sequence[int] = ()) -> tuple[int, ...]:
    """Buy by satisfaction per cost, the most first; what does not fit any more is passed over.

    Args:
        wishes: of each project, in the order in which ties are decided.
        budget: in parts of the currency, for everything.
        already: projects that are bought and paid from it.

    Returns:
        Projects in the order bought, without those of before. What nobody likes comes last, and
        is bought when it fits, as the reference does.
    """
    left = budget - sum(wishes[at].cost for at in already)
    bought = []
    for at in sorted(set(range(len(wishes))) - set(already), key=lambda at: _rank(wishes[at])):
        if wishes[at].cost <= left:
            left -= wishes[at].cost
            bought.append(at)
    return tuple(bought)


def _rank(wish: Wish) -> tuple[int, Fraction, int]:
    if wish.liked > 0 and not wish.cost:
        return 0, Fraction(0), wish.project
    return 1, -density(wish), wish.project


def density(wish: Wish) -> Fraction:
    """Satisfaction per part of the currency; 0 where nobody likes it or it costs nothing."""
    return Fraction(wish.liked, wish.cost) if wish.cost and wish.liked > 0 else Fraction(0)
