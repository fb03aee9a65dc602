"""What a page lists of the figures revised since the last edition."""

from send_analysis.publish.part import Part


class RevisedFigure(Part):
    """A figure that an earlier publication gave another value: what it is, both values as texts, why, and since which."""

    measure: str
    area: str
    period: str
    breakdown: str
    was: str
    now: str
    reason: str
    since: str = "the last edition"


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

    @property
    def heading(self) -> str:
        """The heading of the list: since what the figures are revised."""
        return "Figures revised since " + " and ".join(sorted({each.since for each in self.figures}, reverse=True))
