"""Appeals to the SEND Tribunal, January 2020 to 22 June 2022."""

from itertools import count

import numpy as np
import pandas as pd

from send_analysis.synthetic.days import AS_AT, as_days, plus, working_day_at_or_after, working_days
from send_analysis.synthetic.sampling import between, shuffled, weighted

APPEAL_COLUMNS = ["appeal_id", "person_id", "registered_on", "ground", "sections", "outcome", "outcome_on"]

#: Appeals registered, by month. The sums of 2020 (56) and 2021 (55) are the Department's figures for Swindon; those of May
#: 2022 (4), of 1 to 22 June 2022 (9) and of 2022 to that day (38) are on the Swindon page. The other months are synthetic.
REGISTERED = {
    2020: (6, 5, 5, 3, 3, 4, 5, 3, 7, 6, 5, 4),
    2021: (4, 3, 5, 4, 5, 4, 6, 2, 5, 7, 4, 6),
    2022: (6, 5, 8, 6, 4, 9),
}

#: Appeals by ground, and by the set of sections when they are about the contents of a plan. That in 2022 section I leads,
#: before F and I and then refusals to assess, is on the Swindon page; the numbers are synthetic.
KINDS = {
    2020: {
        "refusal_to_assess": 14, "refusal_to_issue": 9, "refusal_to_amend": 1, "cease": 2,
        "contents I": 8, "contents F;I": 7, "contents B;F;I": 9, "contents B;F": 3, "contents F": 2,
        "contents B;C;F;G;I": 1,
    },
    2021: {
        "refusal_to_assess": 15, "refusal_to_issue": 6, "refusal_to_amend": 1, "cease": 2,
        "contents I": 9, "contents F;I": 8, "contents B;F;I": 7, "contents B;F": 3, "contents F": 1,
        "contents B;C;F;G;I": 2, "contents B;D;F;H;I": 1,
    },
    2022: {
        "contents I": 12, "contents F;I": 10, "refusal_to_assess": 8, "contents B;F;I": 5, "refusal_to_issue": 3,
    },
}  # fmt: skip

#: How appeals end, in percent, and after how many days. Synthetic.
OUTCOMES = {
    "conceded": 38.0, "withdrawn": 30.0, "in_favour_of_appellant": 24.0, "in_favour_of_authority": 5.0, "struck_out": 3.0,
}  # fmt: skip
DAYS_TO_OUTCOME = (50, 280)

#: The step of a request that an appeal is about: its date, and the value of the column beside it.
APPEALED_STEP = {
    "refusal_to_assess": ("decision_on", "decision", "not_assess"),
    "refusal_to_issue": ("outcome_on", "outcome", "not_issue"),
    "contents": ("plan_issued_on", "outcome", "issue"),
}

#: An appeal follows its decision within two months (First-tier Tribunal Rules 2008), after a couple of weeks at least.
DAYS_TO_APPEAL = (14, 61)

#: Share of contents appeals about a first plan; the others are about older plans, of persons not among the requests.
ABOUT_A_FIRST_PLAN = 0.5


def make_appeals(rng: np.random.Generator, requests: pd.DataFrame) -> pd.DataFrame:
    """One row per appeal, in order of registration."""
    rows = pd.concat([_registered(rng, year) for year in REGISTERED], ignore_index=True)
    rows["appeal_id"] = [f"SYN-T-{number:03d}" for number in range(1, len(rows) + 1)]
    rows["person_id"] = _appellants(rng, rows, requests)
    ended = working_day_at_or_after(plus(as_days(rows["registered_on"]), between(rng, *DAYS_TO_OUTCOME, len(rows))))
    rows["outcome_on"] = pd.Series(ended).where(ended <= AS_AT)
    rows["outcome"] = pd.Series(weighted(rng, OUTCOMES, len(rows))).where(ended <= AS_AT)
    return rows[APPEAL_COLUMNS]


def _registered(rng: np.random.Generator, year: int) -> pd.DataFrame:
    """A year's appeals in order of date, with ground and sections."""
    days = []
    for month, appeals in enumerate(REGISTERED[year], start=1):
        first = pd.Timestamp(year, month, 1)
        last = min(first + pd.offsets.MonthEnd(), pd.Timestamp(AS_AT))
        of_month = working_days(first.to_numpy().astype("datetime64[D]"), last.to_numpy().astype("datetime64[D]"))
        days.append(np.sort(rng.choice(of_month, size=appeals)))
    kinds = pd.Series(shuffled(rng, KINDS[year])).str.split(" ", expand=True)
    return pd.DataFrame({"registered_on": np.concatenate(days), "ground": kinds[0], "sections": kinds[1]})


def _appellants(rng: np.random.Generator, appeals: pd.DataFrame, requests: pd.DataFrame) -> list[str]:
    """For each appeal a person with a fitting step shortly before, else a person who has no request; none appeals twice."""
    persons: list[str] = []
    new_numbers = count(requests["person_id"].nunique() + 1)
    for ground, registered_on in zip(appeals["ground"], as_days(appeals["registered_on"]), strict=True):
        fitting = _who_could(requests, ground, registered_on)
        fitting = fitting[~fitting.isin(persons)]
        older_plan = ground == "contents" and rng.random() >= ABOUT_A_FIRST_PLAN
        unknown = older_plan or fitting.empty
        persons.append(f"SYN-P-{next(new_numbers):05d}" if unknown else rng.choice(fitting.to_numpy()))
    return persons


def _who_could(requests: pd.DataFrame, ground: str, registered_on: np.datetime64) -> pd.Series:
    """The persons who had, shortly before that day, the decision that an appeal on that ground is about."""
    if ground not in APPEALED_STEP:
        return requests["person_id"].iloc[:0]
    when, step, value = APPEALED_STEP[ground]
    recent = (pd.Timestamp(registered_on) - requests[when]).dt.days.between(*DAYS_TO_APPEAL)
    return pd.Series(requests.loc[recent & requests[step].eq(value), "person_id"])
