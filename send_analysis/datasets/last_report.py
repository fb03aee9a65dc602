"""What is kept of the last report on an improvement plan."""

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class LastReport:
    """The actions as the last report had them.

    Parameters
    ----------
    name : of its params file, for instance "2025-09".
    as_at : the day that it reported up to.
    actions : one row for each action, in the columns of the dataset `improvement_actions`.
    digest : the SHA-256 of what was read, where no file of this machine shows it.
    """

    name: str
    as_at: date
    actions: pd.DataFrame
    digest: str | None = None
