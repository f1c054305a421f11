"""What an estimate cannot be made from, and what to do about it."""

from benkan.methods.refusals import N_, Refused


class WeightNotPositive(Refused):
    code = "weight_not_positive"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: the weight is “%(found)s”; a respondent's "
        "weight is a number above zero."
    )


class NumberBeyondMeasure(Refused):
    code = "number_beyond_measure"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: %(found)s is too large or too small to "
        "compute with. Is it a slip, or a code for a missing answer? Leave the cell empty then."
    )


class DesignCellMissing(Refused):
    code = "design_cell_missing"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s” is empty: every respondent needs a weight, "
        "and a stratum, a cluster and a population count where the design has them."
    )


class ClusterInTwoStrata(Refused):
    code = "cluster_in_two_strata"
    text = N_(
        "%(file)s, line %(line)s: the cluster “%(cluster)s” is in the stratum “%(stratum)s” and, "
        "further up, in “%(other)s”. If clusters are numbered anew in each stratum, say --nest."
    )


class PopulationVaries(Refused):
    code = "population_varies"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: the population count is %(found)s, and "
        "further up %(other)s in the same stratum. It is one count for a stratum."
    )


class PopulationTooSmall(Refused):
    code = "population_too_small"
    text = N_(
        "Column “%(column)s”: the population count is %(population)s, fewer than the %(sample)s that "
        "were drawn. It counts clusters where there are clusters, else people."
    )


class PopulationTooSmallThere(Refused):
    code = "population_too_small_there"
    text = N_(
        "Column “%(column)s”: the population count of %(where)s is %(population)s, fewer than the "
        "%(sample)s that were drawn there. It counts clusters where there are clusters, else people."
    )


class SingleCluster(Refused):
    code = "single_cluster"
    text = N_(
        "%(where)s has one cluster only, so that its variance cannot be known. Join it with a "
        "stratum like it, or say --single-cluster centre."
    )


class NoDegreesOfFreedom(Refused):
    code = "no_degrees_of_freedom"
    text = N_(
        "%(clusters)s clusters in %(strata)s strata leave no degree of freedom: no interval can "
        "be given. Join strata that are alike."
    )


class StagesDiffer(Refused):
    code = "stages_differ"
    text = N_(
        "There are %(populations)s columns of population counts for %(clusters)s columns of "
        "clusters: give one for each stage, or the first alone."
    )


class ValueUnknown(Refused):
    code = "value_unknown"
    text = N_("%(file)s, column “%(column)s”: nobody has “%(value)s”; there are: %(there)s.")


class QuestionUnclear(Refused):
    code = "question_unclear"
    text = N_("“%(given)s” is not understood after %(option)s: write it as %(pattern)s.")


class NothingAsked(Refused):
    code = "nothing_asked"
    text = N_(
        "Say what to estimate: --mean, --proportion, --total, --ratio, --quantile, --chisq or "
        "--logistic."
    )


class NothingToCompare(Refused):
    code = "nothing_to_compare"
    text = N_(
        "--compare and --did need a mean, a proportion, a total or a ratio: differences of other "
        "estimates are not made."
    )


class ShareOutOfRange(Refused):
    code = "share_out_of_range"
    text = N_("%(option)s is %(given)s: a number above 0 and below 1 was expected.")


class TooManyDomains(Refused):
    code = "too_many_domains"
    text = N_(
        "--by makes %(count)s domains, more than %(most)s: that is no longer a table. Take a column "
        "with fewer values."
    )


class TooManyTerms(Refused):
    code = "too_many_terms"
    text = N_(
        "The logistic model “%(model)s” has %(count)s coefficients, more than %(most)s: take "
        "predictors with fewer values."
    )


class TableTooLarge(Refused):
    code = "table_too_large"
    text = N_(
        "The table “%(table)s” has %(count)s cells, more than %(most)s: take columns with fewer "
        "values."
    )


class NotBinaryNumber(Refused):
    code = "not_binary_number"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: the outcome of a logistic model is 0 or 1; "
        "found “%(found)s”. Write %(column)s=VALUE for one value against all others."
    )


class ModelNotSolved(Refused):
    code = "model_not_solved"
    text = N_(
        "The logistic model “%(model)s” has no solution: its predictors say the same twice, or they "
        "separate the outcome completely. Leave one of them out."
    )
