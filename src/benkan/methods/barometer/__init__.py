"""Barometer and scorecards: many judgements taken together, so that anybody can do it again by hand.

`reading_model` and `reading_scores` read the two files, `scoring` gives each node its score,
`steps` puts it into nine words, `gaps`, `weak` and `changes` look at it from three sides,
`scorecard` is for people who score one by one, `barometer` does all of it, `explaining` says why.
"""

# Goes up with any change that can alter a number.
VERSION = "1"
