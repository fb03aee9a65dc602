import math

import pandas as pd
import pytest

from send_analysis.core.figures import PUBLISHED
from send_analysis.measures.tally import COMPUTED
from send_analysis.run.as_published import as_published
from tests.compare.areas import MEASURE, figures


def both(own: float, published: float | str, **changes: float) -> pd.DataFrame:
    here = figures({"866": own}).frame.assign(status=COMPUTED, **changes)
    return pd.concat([here, figures({"866": published}).frame.assign(status=PUBLISHED)], ignore_index=True)


def test_the_same_counts_pass() -> None:
    (found,) = as_published(both(41.5, 41.5))
    assert (found.result, found.message) == ("PASS", "1 figures are those that the Department has published.")


def test_other_counts_are_named_with_both() -> None:
    (found,) = as_published(both(41.5, 42.0))
    assert found.result == "WARNING"
    assert (
        f"1 of 1 figures are not what the Department has published: {MEASURE} 2024: 41.5 (83 of 200) here" in found.message
    )
    assert "42.0 (84 of 200) published" in found.message


def test_a_value_that_differs_only_by_rounding_is_the_same() -> None:
    assert as_published(both(41.5, 41.5, value=41.532))[0].result == "PASS"


@pytest.mark.parametrize(("published", "result"), [(120.0, "PASS"), (121.0, "WARNING")])
def test_a_count_is_compared_by_its_value(published: float, result: str) -> None:
    frame = both(50.0, 50.0).assign(numerator=math.nan, denominator=math.nan, value=[120.0, published])
    assert as_published(frame)[0].result == result


def test_without_a_published_value_there_is_no_check() -> None:
    assert as_published(both(41.5, "x")) == []
    assert as_published(figures({}).frame) == []
