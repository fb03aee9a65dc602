"""What a page lists of the figures revised since the last edition."""

from send_analysis.publish.part import Part


class RevisedFigure(Part):
    """A figure that the last edition published with another value: what it is, both values as texts, and why."""

    measure: str
    area: str
    period: str
    breakdown: str
    was: str
    now: str
    reason: str


class RevisedList(Part):
    """The revised figures of a page.

    Parameters
    ----------
    left_out : how many more there are, which stand in the file alone.
    note : what the symbols among them mean.
    file : the file of all revised figures of the release, as a link; empty where there is none.
    """

    figures: tuple[RevisedFigure, ...] = ()
    left_out: int = 0
    note: str = ""
    file: str = ""
