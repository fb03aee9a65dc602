"""The Department's numbers as texts, read as numbers or as typed missing values that say why."""

from collections.abc import Mapping

import pandas as pd

from send_analysis.core.errors import DataError

#: What stands in place of a number in the tidy files, and the symbol that it is here. Source: Analysis Function, "Symbols in
#: tables", with the obsolete forms of the Department's analysts' guide (`:` and `~`), and `k`, which is `low` in some topics.
TIDY_SYMBOLS: Mapping[str, str] = {
    "z": "z", "x": "x", "c": "c", "low": "low", "k": "low", "u": "u", ":": "x", "~": "low", "": "x",
}  # fmt: skip

#: The same in the tables of appeals, which have a key of their own: ".." not available, "~" suppressed. "-" is a true zero there.
APPEAL_SYMBOLS: Mapping[str, str] = {"..": "x", "~": "c", "x": "x", "": "x"}

#: How a true zero is written in the tables of appeals.
APPEAL_ZERO = "-"


def read_numbers(texts: pd.Series, symbols: Mapping[str, str] = TIDY_SYMBOLS) -> tuple[pd.Series, pd.Series]:
    """Texts as numbers and, where there is none, the symbol that says why.

    Returns
    -------
    Numbers (float64, NaN where missing) and symbols (text, empty where there is a number), with the index of `texts`.

    Raises
    ------
    DataError
        When a text is neither a number nor a symbol; the message tells the column and the first of the texts.
    """
    stripped = texts.astype("str").str.strip()
    missing = stripped.str.lower().map(symbols)
    numbers = pd.to_numeric(stripped.where(missing.isna()).str.replace(",", "").str.removesuffix("%"), errors="coerce")
    neither = numbers.isna() & missing.isna()
    if neither.any():
        at = int(neither.to_numpy().argmax())
        raise DataError(
            f"column {texts.name}, row {texts.index[at]}: {stripped.iloc[at][:40]!r} is neither a number nor one of the symbols "
            f"{', '.join(filter(None, symbols))}. {int(neither.sum())} values of the column are not. Download the file again."
        )
    return numbers.astype("float64"), missing.fillna("").astype("str")
