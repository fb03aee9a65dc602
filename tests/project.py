"""Where the project stands, for tests that read its own params, notebooks and documents."""

from pathlib import Path

#: The project root: the folder that holds `params/`, `notebooks/` and `tests/`.
ROOT = Path(__file__).resolve().parents[1]
