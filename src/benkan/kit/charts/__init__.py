"""Charts drawn on the server as SVG: readable without script, colour or sight.

Each has a title and a description, and stands beside a table of the same numbers. Lines and words
take the text's own colour (`currentColor`), so that a chart is right in the dark, on paper and in
high contrast. A module a form of chart; `drawing` has what they are made of.
"""
