"""What a position chart draws: the values of authorities, and those among them and beside them that are marked and named."""

from collections.abc import Sequence
from dataclasses import dataclass

from send_analysis.present import theme
from send_analysis.present.lettering import wrap


@dataclass(frozen=True)
class Mark:
    """A value that is marked: where, its name, and its number and its rank as they are written."""

    value: float
    name: str
    text: str
    rank: str = ""

    def lines(self, size: theme.Size) -> list[str]:
        """Name and number, and the rank below."""
        return [*wrap(f"{self.name} {self.text}", size.category), *filter(None, [self.rank])]


@dataclass(frozen=True)
class Swarm:
    """What a position chart draws.

    Parameters
    ----------
    values : one for each authority that has one, the own one left out.
    own, england : the authority and England, where they have a value.
    cuts : the cut-offs between quarters, in ascending order.
    """

    values: Sequence[float]
    unit: str
    own: Mark | None
    england: Mark | None
    cuts: Sequence[Mark]

    @property
    def marks(self) -> list[Mark]:
        """The values that are marked by an upright line."""
        return [*self.cuts, *([self.england] if self.england else [])]
