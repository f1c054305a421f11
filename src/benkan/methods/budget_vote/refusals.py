"""What the reader of Pabulib files refuses, each with the line and the column."""

from benkan.methods.refusals import N_, Refused


class NotPabulib(Refused):
    code = "not_pabulib"
    text = N_("%(file)s does not begin with the line META: a Pabulib file (.pb) was expected.")


class EmptyVote(Refused):
    code = "empty_vote_file"
    text = N_("%(file)s is empty: a Pabulib file (.pb) was expected.")


class SectionMissing(Refused):
    code = "section_missing"
    text = N_("%(file)s has no section %(section)s: META, PROJECTS and VOTES were expected.")


class HeadingTooLong(Refused):
    code = "heading_too_long"
    text = N_("%(file)s has more than %(most)s lines before VOTES: this is no Pabulib file.")


class MetaMissing(Refused):
    code = "meta_missing"
    text = N_("%(file)s: the section META has no line “%(key)s”: add it.")


class VoteTypeUnknown(Refused):
    code = "vote_type_unknown"
    text = N_(
        "%(file)s, line %(line)s: vote_type “%(found)s” is not known; "
        "approval, choose-1, scoring, cumulative or ordinal was expected."
    )


class BudgetNotPositive(Refused):
    code = "budget_not_positive"
    text = N_("%(file)s, line %(line)s: the budget must be above zero.")


class NotAnAmount(Refused):
    code = "not_an_amount"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not an amount; "
        "at most 15 digits were expected, decimals included."
    )


class ProjectTwice(Refused):
    code = "project_twice"
    text = N_("%(file)s, line %(line)s: there is already a project “%(project)s”: rename one.")


class ProjectUnnamed(Refused):
    code = "project_unnamed"
    text = N_("%(file)s, line %(line)s, column “project_id” is empty: give the project an id.")


class ProjectTooDear(Refused):
    code = "project_too_dear"
    text = N_(
        "%(file)s, line %(line)s: the project “%(project)s” costs %(cost)s, more than the whole "
        "budget of %(budget)s: take it out of the vote, or correct one of the two."
    )


class NoProjects(Refused):
    code = "no_projects"
    text = N_("%(file)s has no project below PROJECTS.")


class NoVotes(Refused):
    code = "no_votes"
    text = N_("%(file)s has no ballot below VOTES.")


class ProjectUnknown(Refused):
    code = "project_unknown"
    text = N_(
        "%(file)s, line %(line)s, column “vote”: there is no project “%(project)s” below PROJECTS."
    )


class NamedTwice(Refused):
    code = "named_twice"
    text = N_(
        "%(file)s, line %(line)s, column “vote”: the ballot names the project “%(project)s” twice."
    )


class PointsDiffer(Refused):
    code = "points_differ"
    text = N_(
        "%(file)s, line %(line)s, column “points”: the ballot names %(projects)s projects and "
        "gives %(points)s points: one number a project was expected."
    )


class NotPoints(Refused):
    code = "not_points"
    text = N_(
        "%(file)s, line %(line)s, column “points”: “%(found)s” is not a number of points; "
        "at most 6 digits were expected, and at most 3 decimals."
    )
