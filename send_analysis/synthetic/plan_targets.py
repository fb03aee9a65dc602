"""How many plans are issued in each month, how many of them in time, and which of them carry an exception.

The sums of 2020 and 2021 are published: Department for Education, Education, health and care plans, 20-week timeliness,
Swindon (E06000030): 2020 139 of 280 plans within 20 weeks and 135 of 259 without exceptions; 2021 204 of 249 and 202 of 236.
How they spread over the months, and everything of 2022, is synthetic; 2022 falls month by month, as the Swindon page says.
"""

from typing import NamedTuple

#: Plans issued in the month, and how many of them within 20 weeks of the request, both with exceptions.
PLANS_BY_MONTH = {
    "2020-01": (27, 9), "2020-02": (27, 9), "2020-03": (29, 11), "2020-04": (23, 9),
    "2020-05": (21, 9), "2020-06": (23, 11), "2020-07": (28, 15), "2020-08": (14, 8),
    "2020-09": (20, 12), "2020-10": (23, 14), "2020-11": (24, 16), "2020-12": (21, 16),
    "2021-01": (17, 13), "2021-02": (18, 14), "2021-03": (23, 19), "2021-04": (18, 15),
    "2021-05": (19, 16), "2021-06": (22, 19), "2021-07": (24, 21), "2021-08": (14, 12),
    "2021-09": (20, 17), "2021-10": (24, 19), "2021-11": (26, 20), "2021-12": (24, 19),
    "2022-01": (20, 16), "2022-02": (23, 17), "2022-03": (27, 17),
    "2022-04": (20, 11), "2022-05": (23, 10), "2022-06": (20, 7),
}  # fmt: skip


class Marked(NamedTuple):
    """Plans of one month whose exception or dates matter.

    `grounds` is what the record says ("" for none); `closure` says whether its school was asked for advice on a day of the
    school-closure exception. Where the two disagree, the check of recorded exceptions against dates has something to find.
    """

    month: str
    number: int
    grounds: str
    within: bool = False
    closure: bool = False


MARKED_PLANS = (
    Marked("2020-06", 4, "exceptional_circumstances"),
    Marked("2020-06", 1, "exceptional_circumstances", within=True),
    Marked("2020-07", 4, "exceptional_circumstances"),
    Marked("2020-07", 1, "exceptional_circumstances", within=True),
    Marked("2020-07", 1, "absence_from_area"),
    Marked("2020-10", 4, "school_closure", closure=True),
    Marked("2020-10", 1, "exceptional_circumstances", within=True),
    Marked("2020-11", 3, "school_closure", closure=True),
    Marked("2020-11", 1, "school_closure"),
    Marked("2020-11", 1, "exceptional_circumstances", within=True),
    Marked("2020-11", 2, "", closure=True),
    Marked("2021-10", 4, "school_closure", closure=True),
    Marked("2021-10", 1, "absence_from_area", within=True),
    Marked("2021-11", 4, "school_closure", closure=True),
    Marked("2021-11", 1, "school_closure;exceptional_circumstances", closure=True),
    Marked("2021-11", 1, "exceptional_circumstances", within=True),
    Marked("2021-11", 1, "", closure=True),
    Marked("2021-12", 1, "school_closure"),
    Marked("2021-12", 1, "absence_from_area"),
    Marked("2021-12", 1, "", closure=True),
    Marked("2022-02", 3, "exceptional_circumstances", within=True),
    Marked("2022-02", 1, "absence_from_area"),
    Marked("2022-02", 1, "exceptional_circumstances;absence_from_area"),
    Marked("2022-03", 2, "exceptional_circumstances", within=True),
    Marked("2022-03", 2, "exceptional_circumstances"),
    Marked("2022-03", 1, "school_closure"),
)

#: Plans without exception issued more than 52 weeks after the request. Synthetic.
PLANS_OVER_52_WEEKS = {2020: 10, 2021: 7, 2022: 6}

#: Why plans were late: one cause for each plan issued after 20 weeks, as many in each year. Synthetic; the first three are
#: the factors that the Swindon page names. The last count of 2022 is below 5, so that it is withheld on the page.
LATE_CAUSES = {
    2020: {"late_advice": 58, "staff_capacity": 34, "advice_quality": 20, "parental_choice": 15, "other": 14},
    2021: {"late_advice": 20, "staff_capacity": 9, "advice_quality": 7, "parental_choice": 6, "other": 3},
    2022: {"late_advice": 27, "staff_capacity": 11, "advice_quality": 8, "parental_choice": 6, "other": 3},
}
