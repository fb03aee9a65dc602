"""What may be wrong with the figures that an improvement plan's impact measures name."""

from collections.abc import Iterator

from send_analysis.core.params.checking import did_you_mean, nearest
from send_analysis.core.params.improvement_plan import ImpactMeasure, NamedFigure
from send_analysis.core.params.release import ReleaseParams
from send_analysis.core.params.yaml_lines import Place
from send_analysis.measures.catalogue import NOT_NAMED
from send_analysis.measures.registry import definition, definitions

#: The windows that every release has, see `core.windows`.
_WINDOWS = ("period", "year_to_date", "last_year", "rolling_12_months", "month", "month_before", "as_at")


def impact_faults(release: ReleaseParams) -> Iterator[tuple[Place, str]]:
    """What is wrong with the figures that a plan's impact measures name: the place in the params file and what to do.

    A rule that :func:`send_analysis.core.params.load_params` can check a params file by.
    """
    plan = release.improvement_plan
    for number, area in enumerate(plan.areas if plan else ()):
        for at, measure in enumerate(area.impact):
            place: Place = ("improvement_plan", "areas", number, "impact", at)
            for point, value in measure.values:
                if value.figure is not None:
                    yield from _figure_faults((*place, point, "figure"), value.figure, release)
            yield from _unit_faults(place, measure)


def _figure_faults(place: Place, figure: NamedFigure, release: ReleaseParams) -> Iterator[tuple[Place, str]]:
    known = [each for each in definitions() if each not in NOT_NAMED]
    if figure.measure in NOT_NAMED:
        yield (*place, "measure"), f"{figure.measure} cannot be an impact measure: {NOT_NAMED[figure.measure]}."
    elif figure.measure not in known:
        ends = {each.partition(".")[2]: each for each in known}
        near = nearest(figure.measure, ends)
        proposal = f" Did you mean `{ends[near]}`?" if near else did_you_mean(figure.measure, known)
        yield (*place, "measure"), f"`{figure.measure}` is not a measure.{proposal} The methodology lists them all."
    elif figure.window is not None:
        dataset = definition(figure.measure).dataset
        names = [*_WINDOWS, *(name for name, each in release.windows.items() if each.dataset == dataset)]
        if figure.window not in names:
            near = did_you_mean(figure.window, names)
            yield (
                (*place, "window"),
                f"there is no window `{figure.window}` of {dataset}.{near} There are {', '.join(names)}.",
            )


def _unit_faults(place: Place, measure: ImpactMeasure) -> Iterator[tuple[Place, str]]:
    rules = [definition(each.measure) for each in measure.figures if each.measure in definitions()]
    if len(units := {rule.unit for rule in rules}) > 1:
        yield place, f"names figures of different units ({', '.join(sorted(units))}), which cannot be set beside each other."
        return
    for key, given in (("unit", measure.unit), ("polarity", measure.polarity or "")):
        own = {getattr(rule, key) for rule in rules}
        if given and own and given not in own:
            yield (*place, key), f"is {given}, but that of the figure named is {', '.join(sorted(own))}. Leave it out."
