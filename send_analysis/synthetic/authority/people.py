"""Who the cases are about: made-up persons, with a day of birth, a sex and a need and nothing else."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.drawing import Days, Flags, as_days, chance, codes, days_from, later

#: Asked again so many days after the refusal.
ASKED_AGAIN_AFTER = (60, 420)


def add_people(rng: np.random.Generator, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with what their persons are like; each is another person."""
    size = len(cases)
    need = codes(rng, calibration.NEEDS, size)
    second = codes(rng, calibration.NEEDS, size)
    has_second = chance(rng, calibration.SECOND_NEED, size) & (second.codes != need.codes)
    return cases.assign(
        person=np.arange(1, size + 1),
        sex=codes(rng, calibration.SEXES, size),
        need=need,
        second_need=pd.Series(second, index=cases.index).where(has_second),
        locality=codes(rng, calibration.LOCALITIES, size),
    )


def ask_again(rng: np.random.Generator, requests: pd.DataFrame) -> pd.DataFrame:
    """The requests, some of which are another one of a person who was refused before; in order of receipt as before."""
    received = as_days(requests["received_on"])
    earlier = np.flatnonzero(_refused(requests) & chance(rng, _share(requests), len(requests)))
    wait = rng.integers(*ASKED_AGAIN_AFTER, len(earlier))
    again = np.searchsorted(received, later(as_days(requests["decision_on"])[earlier], wait))
    inside = again < len(requests)
    again, first = np.unique(again[inside], return_index=True)
    earlier = earlier[inside][first]
    apart = ~np.isin(again, earlier)
    again, earlier = again[apart], earlier[apart]
    grown = _old_enough(as_days(requests["birth"])[earlier], as_days(requests["birth"])[again])
    again, earlier = again[grown], earlier[grown]
    requests = requests.copy()
    for column in ("person", "birth", "sex", "need", "second_need", "locality"):
        values = requests[column].array.copy()
        values[again] = values[earlier]
        requests[column] = values
    return requests


def _refused(requests: pd.DataFrame) -> Flags:
    return requests["decision"].eq("not_assess").to_numpy(dtype=bool)


def _share(requests: pd.DataFrame) -> float:
    """Which share of those refused ask again, so that those who do are the share of all requests that is wanted."""
    return min(1.0, calibration.ASKED_AGAIN * len(requests) / max(1, int(_refused(requests).sum())))


def _old_enough(earlier: Days, later_on: Days) -> Flags:
    """Whether two persons are of nearly the same age, so that the ages at the request stay as drawn."""
    return np.abs(days_from(earlier, later_on)) < 4 * 366
