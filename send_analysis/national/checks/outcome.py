"""The outcome of a check of published files: what was found, by name, or that nothing was."""

from collections.abc import Iterable

from send_analysis.core.checks import Check

#: How many things a message names before it only counts them.
NAMED = 4

#: What a check is called to be about that looks at several files.
TOGETHER = "the files together"


def outcome(name: str, about: str, found: Iterable[str], said: tuple[str, str], clean: str, guidance: str = "") -> Check:
    """A warning that counts and names what was found, or a pass.

    Parameters
    ----------
    about : the file.
    said : what follows the number found, of one and of several.
    clean : what is said where nothing was found.
    """
    items = list(found)
    if not items:
        return Check(name, "PASS", f"{about}: {clean}", file=about)
    number = len(items)
    more = f"; and {number - NAMED:,} more" if number > NAMED else ""
    told = f"{number:,} {said[number > 1]}: {'; '.join(items[:NAMED])}{more}."
    return Check(name, "WARNING", f"{about}: {told}", number, guidance, file=about)
