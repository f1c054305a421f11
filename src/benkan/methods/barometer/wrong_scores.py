"""What can be wrong with the file of scores."""

from benkan.methods.refusals import N_, Refused


class UnknownLeaf(Refused):
    code = "unknown_leaf"
    text = N_("%(file)s, line %(line)s, column “leaf”: the model has no leaf “%(leaf)s”.")


class ScoreOfBranch(Refused):
    code = "score_of_branch"
    text = N_(
        "%(file)s, line %(line)s, column “leaf”: “%(leaf)s” has children; score its leaves instead."
    )


class TooManyGroups(Refused):
    code = "too_many_groups"
    text = N_(
        "%(file)s, line %(line)s, column “group”: more than %(most)s different groups; "
        "is it the name of a group, and not of a person?"
    )


class AgreedTwice(Refused):
    code = "agreed_twice"
    text = N_(
        "%(file)s, line %(line)s: “%(leaf)s” has two values without a group; one can be agreed on."
    )


class TwoVersions(Refused):
    code = "two_versions"
    text = N_(
        "%(file)s, line %(line)s: round “%(round)s” has scores of two versions of the model; "
        "give each round one."
    )


class NoScores(Refused):
    code = "no_scores"
    text = N_("%(file)s has no value for version %(version)s of the model.")


class RoundMissing(Refused):
    code = "round_missing"
    text = N_("%(file)s has no round “%(round)s” of this version of the model; it has: %(there)s.")
