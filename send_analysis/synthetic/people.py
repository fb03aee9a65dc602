"""Who the requests are about: made-up persons, with a few characteristics and no names."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.synthetic.days import as_days, number_of_days
from send_analysis.synthetic.sampling import weighted

#: Shares of the example's persons, in percent. Synthetic: rough shares of new plans in England, with invented localities.
AGE_GROUPS = {"under 5": 27.0, "5 to 10": 42.0, "11 to 15": 22.0, "16 to 19": 7.0, "20 to 25": 2.0}
SEXES = {"M": 68.0, "F": 30.0, "not_stated": 2.0}
LOCALITIES = {"north": 30.0, "south": 26.0, "east": 24.0, "west": 20.0}
PRIMARY_NEEDS = {
    "ASD": 33.0, "SEMH": 21.0, "SLCN": 19.0, "MLD": 8.0, "SPLD": 5.0, "SLD": 4.0,
    "PD": 3.5, "OTH": 2.5, "HI": 1.5, "VI": 1.0, "PMLD": 1.0, "MSI": 0.5,
}  # fmt: skip

#: Who asked for the assessment. From 16 on the young person may ask.
SOURCES = {"parent": 58.0, "school": 38.0, "other": 4.0}
SOURCES_FROM_16 = {"parent": 35.0, "school": 30.0, "young_person": 30.0, "other": 5.0}

#: How many persons were refused an assessment and asked again, and how long after the refusal, in days. Synthetic.
ASKED_AGAIN = 35
ASKED_AGAIN_AFTER = (60, 420)


def add_persons(rng: np.random.Generator, requests: pd.DataFrame) -> pd.DataFrame:
    """The requests, in order of receipt, with person, source and characteristics; a person's two requests agree in them."""
    first_of = _first_requests(rng, requests)
    person = pd.Series(pd.factorize(first_of)[0] + 1, index=requests.index)
    details = _characteristics(rng, len(requests))
    details = details.iloc[first_of].set_index(requests.index)
    return requests.assign(person_id=person.map("SYN-P-{:05d}".format), **details)


def _first_requests(rng: np.random.Generator, requests: pd.DataFrame) -> NDArray[np.int64]:
    """For each request the position of the same person's first request: mostly its own."""
    first = np.arange(len(requests))
    refused = np.flatnonzero(requests["decision"].eq("not_assess"))
    received, decided = as_days(requests["received_on"]), as_days(requests["decision_on"])
    shortest, longest = ASKED_AGAIN_AFTER
    taken: set[int] = set()
    for earlier in rng.permutation(refused):
        days = number_of_days(decided[earlier], received)
        later = [again for again in np.flatnonzero((days >= shortest) & (days <= longest)) if again not in taken]
        if later and earlier not in taken and len(taken) < 2 * ASKED_AGAIN:
            again = rng.choice(later)
            first[again] = first[earlier]
            taken |= {earlier, again}
    return first


def _characteristics(rng: np.random.Generator, size: int) -> pd.DataFrame:
    """Independent draws of the characteristics of that many persons, and of who asked for them."""
    age = weighted(rng, AGE_GROUPS, size)
    from_16 = np.isin(age, ["16 to 19", "20 to 25"])
    return pd.DataFrame(
        {
            "source": np.where(from_16, weighted(rng, SOURCES_FROM_16, size), weighted(rng, SOURCES, size)),
            "age_group": age,
            "sex": weighted(rng, SEXES, size),
            "primary_need": weighted(rng, PRIMARY_NEEDS, size),
            "locality": weighted(rng, LOCALITIES, size),
        }
    )
