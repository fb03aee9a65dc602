"""Which rows break a rule of their dataset: the row rules of its schema, its key, and the dataset they belong to."""

import pandas as pd

from send_analysis.core.findings import Finding
from send_analysis.datasets.spec import Spec


def broken_rules(spec: Spec, rows: pd.DataFrame) -> list[Finding]:
    """One finding for each row rule of the schema.

    Each pandera check is asked by itself: pandera's own report of all failures takes minutes when there are many.
    """
    findings = []
    for rule in spec.schema.checks:
        broken = rows.index[~rule(rows).check_output.to_numpy(dtype=bool)]
        check = f"{spec.name}.{rule.title}.{rule.name}"
        findings.append(Finding(check, (rule.title,), rule.description, rule.error, broken.to_numpy()))
    return findings


def orphans(spec: Spec, rows: pd.DataFrame, known: pd.Series) -> Finding:
    """The rows that belong to no row of the parent dataset.

    Parameters
    ----------
    known : the keys of the parent's rows that are used, or that are only dated too late to be used.
    """
    parent, column = spec.parent or ("", "")
    lost = rows.index[~rows[column].isin(known)].to_numpy()
    return Finding(f"{spec.name}.{column}.known", (column,), f"not among the rows of {parent} that are used", rows=lost)


def repeats(spec: Spec, rows: pd.DataFrame) -> list[Finding]:
    """The rows whose key stands in an earlier row: with the same content as the first such row, and with other content.

    In a dataset without a key they are the rows that are the same as an earlier one in every column.
    """
    if not spec.key:
        rows_again = rows.index[rows.duplicated()].to_numpy()
        return [Finding(f"{spec.name}.repeated", (), "the same as an earlier row in every column", "", rows_again)]
    key = list(spec.key)
    repeated = rows[rows.duplicated(key, keep=False)]
    again, alike = repeated.duplicated(key), _like_the_first(repeated, key)
    check, used = f"{spec.name}.{'.'.join(key)}.repeated", "The first row is used."
    same, other = repeated.index[again & alike].to_numpy(), repeated.index[again & ~alike].to_numpy()
    return [
        Finding(check, spec.key, "already in an earlier row with the same content", used, same),
        Finding(f"{check}_otherwise", spec.key, "already in an earlier row with other content", used, other),
    ]


def _like_the_first(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Whether each row has the same content as the first row with its key."""
    content = pd.util.hash_pandas_object(rows, index=False)
    return content == content.groupby([rows[name] for name in key], observed=True).transform("first")
