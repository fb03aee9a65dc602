"""The methodology document: every definition of the registry in words."""

from textwrap import fill

from send_analysis.measures.registry import Definition, definitions

#: How figures are shown, by subject: of every measure alike.
HOW_SHOWN = {
    "Rates": "Every rate is shown with its numerator and denominator and, where it is given, the Wilson 95% interval.",
    "Rounding": "Percentages are kept unrounded and rounded once, half up, to one decimal place.",
    "Symbols": (
        "A missing number carries a symbol that says why: [z] not applicable, [x] not available, [c] withheld. "
        "0 is a true zero."
    ),
    "Changes": (
        "A change on the previous year has Newcombe's 95% interval; where it holds zero, the page says that the change is too "
        "small to be sure of."
    ),
}

#: Columns of a line of the Markdown.
_WIDTH = 125

_OPENING = """\
# Methodology

What each measure counts, by which clock and rule. Written by `send-analysis methodology` from the registry of definitions
(`send_analysis/measures/registry.yaml`), which the computing and the page read as well.
"""

_WITHHELD = {"people": "small counts in breakdowns are withheld", "process": "about process, nothing is withheld"}
_POLARITY = {"high": "higher is better", "low": "lower is better", "none": "neither high nor low is better"}


def methodology() -> str:
    """The document as Markdown: a heading for each section and a list for each measure."""
    parts = [_OPENING, fill(" ".join(HOW_SHOWN.values()), _WIDTH, break_on_hyphens=False) + "\n"]
    section = ""
    for each in definitions().values():
        if each.section != section:
            section = each.section
            parts.append(f"## {section.replace('_', ' ').capitalize()}\n")
        parts.append(_entry(each))
    return "\n".join(parts)


def facts_of(measure: Definition) -> dict[str, str]:
    """What a reader is told of a measure, in words by what it is about; what the registry leaves open is left out."""
    facts = {
        "Unit": measure.unit,
        "Counts": measure.numerator,
        "Out of": measure.denominator,
        "Clock": measure.clock,
        "Target": f"{measure.target:g}%" if measure.target is not None else "",
        "Direction": _POLARITY[measure.polarity],
        "Disclosure control": _WITHHELD[measure.about],
        "Source": measure.source,
        "Note": measure.caveat,
    }
    return {name: text for name, text in facts.items() if text}


def _entry(measure: Definition) -> str:
    lines = [f"* {name}: {text}" for name, text in facts_of(measure).items()]
    return f"### {measure.title}\n\n`{measure.id}`\n\n" + "\n".join(lines) + "\n"
