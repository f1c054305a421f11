"""What can be wrong with the file of a model."""

from benkan.methods.refusals import N_, Refused


class ModelEmpty(Refused):
    code = "model_empty"
    text = N_("%(file)s is empty: a model in JSON was expected.")


class ModelTooLarge(Refused):
    code = "model_too_large"
    text = N_("%(file)s is larger than %(most)s bytes: this is no model of a barometer.")


class ModelTooDeep(Refused):
    code = "model_too_deep"
    text = N_("%(file)s has nodes more than %(most)s levels deep: make the tree flatter.")


class TooManyNodes(Refused):
    code = "too_many_nodes"
    text = N_("%(file)s has more than %(most)s nodes: nobody can weigh so many; make it smaller.")


class TooManyDigits(Refused):
    code = "too_many_digits"
    text = N_(
        "%(file)s: the weights, worsts and bests have too many digits to be taken together exactly; "
        "round them."
    )


class NotJson(Refused):
    code = "not_json"
    text = N_("%(file)s is not JSON: line %(line)s, column %(column)s, cannot be read.")


class MemberTwice(Refused):
    code = "member_twice"
    text = N_("%(file)s: “%(member)s” is given twice in the same node: keep one of them.")


class VersionOfWords(Refused):
    code = "version_of_words"
    text = N_("%(file)s: “version” must be a text or a number, such as “2026-1”.")


class NodesMissing(Refused):
    code = "nodes_missing"
    text = N_("%(file)s has no tree of nodes: give “tree” with “id” and “children”.")


class NodeExpected(Refused):
    code = "node_expected"
    text = N_("%(file)s, below %(node)s: a node in braces was expected, with an “id”.")


class IdMissing(Refused):
    code = "id_missing"
    text = N_("%(file)s, below %(node)s: a node has no “id”.")


class TextExpected(Refused):
    code = "text_expected"
    text = N_("%(file)s, node %(node)s: “%(member)s” must be a text.")


class IdTwice(Refused):
    code = "id_twice"
    text = N_("%(file)s: two nodes have the id %(node)s: every node needs its own.")


class NumberExpected(Refused):
    code = "number_expected"
    text = N_("%(file)s, node %(node)s: “%(member)s” must be a number.")


class WeightNotAboveZero(Refused):
    code = "weight_not_above_zero"
    text = N_("%(file)s, node %(node)s: the weight is %(weight)s and must be above zero.")


class BestIsWorst(Refused):
    code = "best_is_worst"
    text = N_("%(file)s, node %(node)s: best and worst are both %(value)s and must differ.")


class ChildrenAndLeaf(Refused):
    code = "children_and_leaf"
    text = N_("%(file)s, node %(node)s: it has children and also worst and best: keep one.")


class ChildrenOrLeaf(Refused):
    code = "children_or_leaf"
    text = N_("%(file)s, node %(node)s: it needs children, or else worst and best.")


class NoSuchParent(Refused):
    code = "no_such_parent"
    text = N_("%(file)s, node %(node)s: its parent %(parent)s is not in the file.")


class ParentsInCircle(Refused):
    code = "parents_in_circle"
    text = N_("%(file)s: the parents of node %(node)s lead back to itself.")
