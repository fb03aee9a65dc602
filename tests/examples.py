"""How many examples the costliest properties are tried on."""

import os

#: Set to "thorough" before a release, or where the code under a property has changed much.
PROFILE = "HYPOTHESIS_PROFILE"


def examples(usual: int) -> int:
    """As many as usual, or five times as many where HYPOTHESIS_PROFILE is thorough."""
    return 5 * usual if os.environ.get(PROFILE) == "thorough" else usual
