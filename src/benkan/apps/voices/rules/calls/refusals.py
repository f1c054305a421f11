"""What a file of calls is refused for: one sentence, with the line and the column."""

from benkan.kit.refusals import N_, Refused


class CallsWrong(Refused):
    """The file cannot be loaded. Nothing was changed."""

    code = "calls_wrong"
    text = N_("%(file)s, line %(line)s, column “%(column)s”: this cannot be read.")


class CallValueUnknown(CallsWrong):
    code = "call_value_unknown"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not known here. "
        "Nothing was loaded; correct the file and load it again."
    )


class CallNumberWrong(CallsWrong):
    code = "call_number_wrong"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is no number that fits here. "
        "Nothing was loaded; correct the file and load it again."
    )


class CallTwice(CallsWrong):
    code = "call_twice"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is already on another line. "
        "Nothing was loaded; keep one of them and load the file again."
    )


class TooManyCalls(CallsWrong):
    code = "too_many_calls"
    text = N_("%(file)s has more than %(most)s calls: nothing was loaded. Divide the file.")


class RegionsMissing(Refused):
    code = "regions_missing"
    text = N_(
        "The places of Mali are not loaded yet, and calls are shown by region: run `benkan load mali` "
        "first, then this again."
    )


class NotHistorical(Refused):
    code = "not_historical"
    text = N_(
        "The programme %(slug)s is not a past one: real calls of 2013 may not stand among what people "
        "say today. Choose another short name with --programme."
    )


class OtherCallsThere(Refused):
    code = "other_calls_there"
    text = N_(
        "The programme %(slug)s holds the calls of another file (%(calls)s calls). Nothing was changed. "
        "With --replace this file takes its place as a whole."
    )
