"""What a table of counts is refused for."""

from benkan.methods.refusals import N_, Refused


class NotACount(Refused):
    code = "not_a_count"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not a count: "
        "a whole number from 0 to %(most)s was expected."
    )


class CellTwice(Refused):
    code = "cell_twice"
    text = N_("%(file)s, line %(line)s: the cell %(cell)s stands in the table already; keep one.")


class MarginWrong(Refused):
    code = "margin_wrong"
    text = N_(
        "%(file)s, line %(line)s: the margin %(cell)s is %(found)s, but its parts add up to "
        "%(expected)s: mend the table, or leave the margins out and they are computed."
    )


class OnlyMargins(Refused):
    code = "only_margins"
    text = N_("%(file)s has margins and no cell that they are the sums of.")


class WrongDimensions(Refused):
    code = "wrong_dimensions"
    text = N_("1 to %(most)s columns of the table must stand after --by, each named once.")


class CountIsDimension(Refused):
    code = "count_is_dimension"
    text = N_("The column “%(column)s” cannot be both the count and a column of --by.")


class TooManyCells(Refused):
    code = "too_many_cells"
    text = N_(
        "The table would have %(cells)s cells with its margins, more than %(most)s: "
        "take fewer columns, or coarser ones, after --by."
    )


class WrongMinimum(Refused):
    code = "wrong_minimum"
    text = N_("The smallest count that is shown must be a whole number from 1 to %(most)s.")


class CountsWentDown(Refused):
    code = "counts_went_down"
    text = N_(
        "The cell %(cell)s counted %(before)s in the earlier table and counts %(now)s now: "
        "only counts that grow can be compared over time."
    )


class OtherCells(Refused):
    code = "other_cells"
    text = N_("The cell %(cell)s of the earlier table is not in this one.")


class NotProven(Refused):
    code = "not_proven"
    text = N_(
        "No way was found to hide this table that could be proven: take fewer columns, or coarser "
        "ones, after --by."
    )
