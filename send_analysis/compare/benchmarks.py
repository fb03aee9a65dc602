"""Rates that others publish, set beside the authority's own: figures in, figures out."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import pandas as pd

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import BENCHMARK, PUBLISHED, Figures, FigureTable, concat_figures
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.release import Benchmark, ReleaseParams
from send_analysis.core.params.yaml_lines import Place
from send_analysis.core.period import Period, in_words
from send_analysis.measures.registry import definitions

#: What may be said of a figure against a benchmark.
Standing = Literal["higher than", "lower than", "not clearly different from"]

#: The columns that a figure shares with its benchmarks.
_PLACE = ["measure", "period_start", "period_end", "breakdown_topic", "breakdown"]


def with_benchmarks(figures: Figures, benchmarks: Sequence[Benchmark], period: Period) -> Figures:
    """These figures and, for each benchmark of a measure among them, its rate as a figure of that measure.

    Parameters
    ----------
    figures : the authority's own figures; a benchmark stands under the topic under which its breakdown stands here.
    benchmarks : all the release's benchmarks; those of measures not in the table are passed over.
    period : the period whose figures the benchmarks are set beside; the day of the benchmark itself is in its source.

    Returns
    -------
    Figures; a benchmark's `area_name` says whose rate it is, its `area_code` begins with "benchmark", its status is "published".
    It has neither counts nor an interval: nobody published them.

    Raises
    ------
    ParamsError
        When a benchmark is faulty (see :func:`benchmark_faults`), or when its measure has no such breakdown.
    """
    if faults := list(benchmark_faults(benchmarks)):
        raise ParamsError("\n".join(f"{'.'.join(map(str, place))}: {message}" for place, message in faults))
    held = [each for each in benchmarks if each.measure in figures.measures]
    if not held:
        return figures
    frame = figures.frame
    rows = pd.DataFrame([_row(frame, benchmark) for benchmark in held])
    rows = rows.assign(period_start=pd.Timestamp(period.start), period_end=pd.Timestamp(period.end), status=PUBLISHED)
    rows = rows.assign(**dict.fromkeys(["numerator", "denominator", "lower", "upper"], math.nan), symbol="")
    return concat_figures([figures, Figures(rows)])


def benchmark_faults(benchmarks: Sequence[Benchmark]) -> Iterator[tuple[Place, str]]:
    """What is wrong with benchmarks as params give them: the place in the params file and a sentence, fault by fault."""
    rates = [measure.id for measure in definitions().values() if measure.unit == "percent"]
    seen = set()
    for number, benchmark in enumerate(benchmarks):
        place: Place = ("benchmarks", number, "measure")
        if benchmark.measure not in definitions():
            yield place, f"`{benchmark.measure}` is not a measure.{did_you_mean(benchmark.measure, definitions())}"
        elif benchmark.measure not in rates:
            yield place, f"{benchmark.measure} is not a rate in percent. Benchmarks can be given for {', '.join(rates)}."
        key = (benchmark.measure, benchmark.breakdown, _code(benchmark))
        if key in seen:
            yield (
                ("benchmarks", number, "of"),
                f"{benchmark.of!r} is given twice for {benchmark.measure}, {benchmark.breakdown}. "
                "Keep one, or say in `of` whose rate each is.",
            )
        seen.add(key)


def benchmark_rule(release: ReleaseParams) -> Iterator[tuple[Place, str]]:
    """The same as a rule that :func:`send_analysis.core.params.load_params` can check a params file by."""
    return benchmark_faults(release.benchmarks)


def benchmarks_beside(figures: FigureTable, figure: pd.Series) -> pd.DataFrame:
    """The benchmarks in the table that stand beside a figure: same measure, period, topic and breakdown."""
    frame = figures.frame
    same = frame[_PLACE].eq(figure[_PLACE]).all(axis=1)
    return frame[same & frame["area_code"].str.startswith(BENCHMARK)]


def against_benchmark(figure: pd.Series, benchmark: pd.Series) -> Standing | None:
    """How a figure stands against a benchmark, by its 95 % interval: a benchmark that it holds is not clearly different.

    The benchmark counts as exact, since its own uncertainty is not published. None where either has no value, or the figure
    has no interval.
    """
    if figure["symbol"] or benchmark["symbol"] or math.isnan(figure["lower"]):
        return None
    if figure["lower"] > benchmark["value"]:
        return "higher than"
    return "lower than" if figure["upper"] < benchmark["value"] else "not clearly different from"


def _row(frame: pd.DataFrame, benchmark: Benchmark) -> dict[str, object]:
    of_measure = frame[frame["measure"] == benchmark.measure]
    size = f"({benchmark.authorities} authorities)"
    return {
        "measure": benchmark.measure,
        "area_code": _code(benchmark),
        "area_name": f"{benchmark.of} {size}",
        "breakdown_topic": _topic(of_measure, benchmark),
        "breakdown": benchmark.breakdown,
        "value": benchmark.value,
        "unit": definitions()[benchmark.measure].unit,
        "source": f"{benchmark.tool}, as at {in_words(benchmark.as_at)}, {benchmark.source}",
    }


def _topic(of_measure: pd.DataFrame, benchmark: Benchmark) -> str:
    """The topic that the benchmark's breakdown stands under; the first in the table when it stands under several."""
    topics = of_measure.loc[of_measure["breakdown"] == benchmark.breakdown, "breakdown_topic"]
    if topics.empty:
        known = list(dict.fromkeys(of_measure["breakdown"]))
        raise ParamsError(
            f"benchmarks: {benchmark.measure} has no breakdown `{benchmark.breakdown}`."
            f"{did_you_mean(benchmark.breakdown, known)} Its breakdowns are {', '.join(known)}."
        )
    return topics.iloc[0]


def _code(benchmark: Benchmark) -> str:
    return f"{BENCHMARK}-{re.sub('[^a-z0-9]+', '-', benchmark.of.lower()).strip('-')}"
