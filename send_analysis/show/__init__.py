"""What a notebook shows: figures pass disclosure control here, are laid out, and leave as marked outputs."""

from send_analysis.show.outlet import MARK
from send_analysis.show.show import Show

__all__ = ["MARK", "Show"]
