"""What may be wrong with the measures for which params say why their figures are revised."""

from collections.abc import Iterator

from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.release import ReleaseParams
from send_analysis.core.params.yaml_lines import Place
from send_analysis.measures.registry import definitions


def revised_rule(release: ReleaseParams) -> Iterator[tuple[Place, str]]:
    """Names that are neither a measure's nor a section's.

    A rule that :func:`send_analysis.core.params.load_params` can check a params file by.
    """
    known = [*definitions(), *dict.fromkeys(each.section for each in definitions().values())]
    for number, given in enumerate(release.revised_since_last_edition):
        for name in given.measures:
            if not any(each == name or each.startswith(f"{name}.") for each in known):
                place: Place = ("revised_since_last_edition", number, "measures")
                yield place, f"`{name}` is not a measure.{did_you_mean(name, known)} The methodology lists them all."
