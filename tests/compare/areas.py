"""Made-up figures of several authorities, as the published files give them."""

import numpy as np
import pandas as pd

from send_analysis.core.figures import PUBLISHED, TOTAL, Figures
from send_analysis.core.intervals import wilson
from send_analysis.national.areas import Names
from send_analysis.national.national import National
from send_analysis.national.vintage import Vintage

MEASURE = "timeliness.within_20_weeks.excluding_exceptions"
VINTAGE = Vintage("made-up.csv", "0" * 64, "Made-up statistics", "reporting year 2025", 2025)
OF = 200


def figures(values: dict[str, float | str], *, year: int = 2024, measure: str = MEASURE, of: int = OF) -> Figures:
    """One figure for each area: its rate out of `of` plans, or the symbol in place of one."""
    rates = pd.Series({code: np.nan if isinstance(value, str) else float(value) for code, value in values.items()})
    numerator = (rates * of / 100).round()
    lower, upper = wilson(numerator, np.full(len(rates), of))
    frame = pd.DataFrame(
        {
            "measure": measure, "area_code": rates.index, "area_name": [f"Town {code}" for code in rates.index],
            "period_start": pd.Timestamp(year, 1, 1), "period_end": pd.Timestamp(year, 12, 31),
            "breakdown_topic": TOTAL, "breakdown": TOTAL, "numerator": numerator.to_numpy(),
            "denominator": np.where(rates.isna(), np.nan, of), "value": rates.to_numpy(), "unit": "percent",
            "lower": lower, "upper": upper,
            "symbol": [value if isinstance(value, str) else "" for value in values.values()],
            "status": PUBLISHED, "source": VINTAGE.text,
        }
    )  # fmt: skip
    return Figures(frame)


def national(*tables: Figures, models: tuple = (), areas: pd.DataFrame | None = None) -> National:
    """What is known of other areas, from figures that list every authority."""
    frame = pd.concat([table.frame for table in tables], ignore_index=True)
    codes = list(dict.fromkeys(frame["area_code"]))
    known = pd.DataFrame({"name": [f"Town {code}" for code in codes], "level": "authority", "region": ""}, index=codes)
    complete = {
        (measure, start.year): VINTAGE for measure, start in zip(frame["measure"], frame["period_start"], strict=True)
    }
    return National(
        Figures(frame),
        known if areas is None else areas,
        Names([(code, f"Town {code}") for code in codes]),
        models=models,
        vintages=(VINTAGE,),
        held=complete,
        complete=frozenset(complete),
    )
