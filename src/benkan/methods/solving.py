"""The solver of linear programmes, kept from talking: HiGHS writes a banner to standard output as
soon as its callbacks are made, and standard output belongs to the result."""

import highspy


class QuietHighs(highspy.Highs):
    """HiGHS on one thread, without a word and without callbacks: one thread and the same model give
    the same answer."""

    def __init__(self) -> None:
        # The base of the base: what lies between only makes the callbacks, and the banner with them.
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
