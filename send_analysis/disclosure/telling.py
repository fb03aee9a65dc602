"""Which periods of one count may be shown together without telling a small count.

A count over a period is the difference of two running totals, one at each end. Showing the count joins the two days; every two
days that are joined, directly or over others, have a difference that a reader can work out (year to date less the months
gives the month left out). So no two joined days may differ by a small count. A reader can also take several known periods out of
a longer one; what remains, though it lies in pieces, is known as well, and may not be a small count either.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from send_analysis.core.period import Period

_ONE_DAY = timedelta(days=1)


def periods_that_tell(
    counts: Mapping[Period, float], withhold_up_to: int, withheld_already: Iterable[Period] = ()
) -> set[Period]:
    """The periods whose count must be withheld so that none from 1 to `withhold_up_to` is shown or can be worked out.

    Parameters
    ----------
    counts : the count of each period, a whole number, in the order in which periods should be kept.
    withheld_already : periods withheld for another reason; what is shown must not tell their counts either.

    Returns
    -------
    The periods to withhold, those of `withheld_already` among them.
    """
    secret = set(withheld_already)
    kept = {period: count for period, count in counts.items() if period not in secret}
    while True:
        shown = _without_small_differences(kept, withhold_up_to, secret)
        if not _joined(shown).leave_a_small_remainder(withhold_up_to):
            return secret | (counts.keys() - shown.keys())
        del kept[_telling(shown, withhold_up_to)]


def _without_small_differences(
    counts: Mapping[Period, float], withhold_up_to: int, secret: set[Period]
) -> dict[Period, float]:
    """The periods that can be shown, first come first kept, so that no two joined days tell a small count or a secret one."""
    joined, shown = _JoinedDays(), dict[Period, float]()
    for period, count in counts.items():
        pairs = joined.told_by(period, count)
        if not any(0 < told <= withhold_up_to or pair in secret for pair, told in pairs):
            joined.join(period, count)
            shown[period] = count
    return shown


def _joined(shown: Mapping[Period, float]) -> "_JoinedDays":
    joined = _JoinedDays()
    for period, count in shown.items():
        joined.join(period, count)
    return joined


def _telling(shown: Mapping[Period, float], withhold_up_to: int) -> Period:
    """The last period without which no small remainder is left; where no single one is enough, the last of all."""
    last_first = list(shown)[::-1]
    for candidate in last_first:
        rest = {period: count for period, count in shown.items() if period != candidate}
        if not _joined(rest).leave_a_small_remainder(withhold_up_to):
            return candidate
    return last_first[0]


class _JoinedDays:
    """Days grouped by what is shown: in a group the running total of each day is known relative to the others."""

    def __init__(self) -> None:
        self._group: dict[date, dict[date, float]] = {}

    def _members(self, day: date) -> dict[date, float]:
        return self._group.get(day, {day: 0.0})

    def told_by(self, period: Period, count: float) -> Iterable[tuple[Period, float]]:
        """Each period whose count would be known if this one were shown and was not before, with that count."""
        start, after = period.start, period.end + _ONE_DAY
        left, right = self._members(start), self._members(after)
        if after in left:
            return
        for one, total_one in left.items():
            for other, total_other in right.items():
                told = total_other - right[after] + count - (total_one - left[start])
                yield Period(min(one, other), max(one, other) - _ONE_DAY), told if one < other else -told

    def join(self, period: Period, count: float) -> None:
        """Note that the period's count is shown."""
        start, after = period.start, period.end + _ONE_DAY
        left, right = self._members(start), self._members(after)
        if after in left:
            return
        shift = left[start] + count - right[after]
        merged = left | {day: total + shift for day, total in right.items()}
        for day in merged:
            self._group[day] = merged

    def leave_a_small_remainder(self, withhold_up_to: int) -> bool:
        """Whether a known period less known periods within it, which do not overlap, leaves 1 to `withhold_up_to`."""
        days = sorted(self._group)
        return any(self._remainders_from(days[at:], withhold_up_to) for at in range(len(days)))

    def _remainders_from(self, days: list[date], withhold_up_to: int) -> bool:
        """The same for periods that begin on the first of the days.

        Bit n of `taken` says that known periods adding up to n can be taken out before a day; a day is reached from the day
        before it by leaving what lies between, or from an earlier day of its own group by taking it out.
        """
        first = self._group[days[0]]
        taken, of_group = 1, dict[int, tuple[int, int]]()
        for day in days:
            members = self._group[day]
            total = int(members[day])
            before, bits = of_group.get(id(members), (total, 0))
            bits = bits << (total - before) if total >= before else bits >> (before - total)
            taken |= bits
            of_group[id(members)] = (total, bits | taken)
            if members is first:
                known = total - int(first[days[0]])
                few = (taken >> max(known - withhold_up_to, 0)) & ((1 << min(withhold_up_to, max(known, 0))) - 1)
                if few:
                    return True
        return False
