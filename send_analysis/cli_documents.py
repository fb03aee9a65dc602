"""The commands that print documents made from what the program knows of its datasets and measures."""

import sys


def data_dictionary() -> None:
    """Print the data dictionary: every dataset, its columns and its rules."""
    from send_analysis.datasets import dictionary

    sys.stdout.write(dictionary.data_dictionary())


def methodology() -> None:
    """Print the methodology: what each measure counts, by which clock and rule."""
    from send_analysis.measures import methodology as document

    sys.stdout.write(document.methodology())
