"""Pretended telephones: staff try what a citizen meets by SMS, USSD and voice, without an operator.

A demonstration goes all the way. In a real or a past programme nobody may send or open anything by
play: there the menus can be tried dry, and nothing is kept.
"""
