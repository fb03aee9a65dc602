"""The Department's published figures: open a folder of its files, or the facts that come with the program."""

from send_analysis.national.opening import open_named, open_national

__all__ = ["open_named", "open_national"]
