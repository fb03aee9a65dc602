"""Our own screener of the Department's open-data standard: each rule a function, each with a key that stays the same.

Source of the rules, unless a rule names another: the Department for Education's guidance for statistics production teams ("open
data standards") and the checks of its data screener, as described there; no line of the screener's code is used.
"""

from send_analysis.publish.opendata.screener.screening import screen

__all__ = ["screen"]
