"""What a notebook shows: figures pass disclosure control here, are laid out, and leave as marked outputs."""

from send_analysis.show.base import MARK, Show

__all__ = ["MARK", "Show"]
