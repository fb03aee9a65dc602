"""Which rows break a rule of their dataset: the row rules of its schema, its key, and the dataset they belong to."""

import pandas as pd
import pandera.pandas as pa

from send_analysis.core.chunks import side_by_side
from send_analysis.core.findings import Finding, no_rows
from send_analysis.core.params.authority import DataPolicy
from send_analysis.datasets.repeated import repeated
from send_analysis.datasets.spec import Spec

_FIRST = "The first row is used."
_STOP = "The authority's data policy is to publish nothing then."

#: Of rows with one key and other content what is said of those set aside, and of the one used, by policy.
_OTHER_CONTENT = {
    "use_first": ("already in an earlier row with other content", _FIRST),
    "use_last": ("in a later row too, which corrects it", "The last row is used."),
    "use_none": ("in several rows with different content", "None of them is used."),
    "stop": ("already in an earlier row with other content", _STOP),
}


def broken_rules(spec: Spec, rows: pd.DataFrame) -> list[Finding]:
    """One finding for each row rule of the schema.

    Each pandera check is asked by itself: pandera's own report of all failures takes minutes when there are many.
    """

    def broken(rule: pa.Check) -> Finding:
        holds = rule(rows).check_output.to_numpy(dtype=bool)
        numbers = no_rows() if holds.all() else rows.index[~holds].to_numpy()
        column = str(rule.title)
        check = f"{spec.name}.{column}.{rule.name}"
        return Finding(check, (column,), rule.description or "", str(rule.error or ""), numbers)

    return side_by_side(broken, spec.schema.checks, len(rows))


def orphans(spec: Spec, rows: pd.DataFrame, known: pd.Series) -> Finding:
    """The rows that belong to no row of the parent dataset.

    Parameters
    ----------
    known : the keys of the parent's rows that are used, or that are only dated too late to be used.
    """
    parent, column = spec.parent or ("", "")
    lost = rows.index[~rows[column].isin(known)].to_numpy()
    return Finding(f"{spec.name}.{column}.known", (column,), f"not among the rows of {parent} that are used", rows=lost)


def repeats(spec: Spec, rows: pd.DataFrame, policy: DataPolicy) -> list[Finding]:
    """The rows whose key stands in another row, and that the policy sets aside: with the same content and with other content.

    In a dataset without a key they are the rows that are the same as an earlier one in every column.
    """
    if not spec.key:
        alike_rows = rows[repeated(rows, list(spec.columns))]
        twice = alike_rows.index[alike_rows.duplicated()].to_numpy()
        what, stops = "the same as an earlier row in every column", policy.identical_rows == "stop"
        return [Finding(f"{spec.name}.repeated", (), what, _STOP if stops else "", twice, stops)]
    key = list(spec.key)
    several = rows[repeated(rows, key)]
    again, alike = several.duplicated(key), _like_the_first(several, key)
    mixed = ~alike.groupby([several[name] for name in key], observed=True).transform("all")
    if policy.same_key in ("use_first", "stop"):
        same, other = again & alike, again & ~alike
    else:
        kept = mixed & ~several.duplicated(key, keep="last") & (policy.same_key == "use_last")
        same, other = again & ~mixed, mixed & ~kept
    check, stops = f"{spec.name}.{'.'.join(key)}.repeated", policy.identical_rows == "stop"
    what, used = _OTHER_CONTENT[policy.same_key]
    return [
        Finding(
            check,
            spec.key,
            "already in an earlier row with the same content",
            _STOP if stops else _FIRST,
            several.index[same].to_numpy(),
            stops,
        ),
        Finding(f"{check}_otherwise", spec.key, what, used, several.index[other].to_numpy(), policy.same_key == "stop"),
    ]


def _like_the_first(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Whether each row has the same content as the first row with its key."""
    content = pd.util.hash_pandas_object(rows, index=False)
    return content == content.groupby([rows[name] for name in key], observed=True).transform("first")
