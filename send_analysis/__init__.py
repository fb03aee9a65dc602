"""Publish a local authority's SEND casework performance from its own case records.

What a notebook imports stands here and is loaded when it is used, so that the command line starts fast.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_FOR_NOTEBOOKS = {
    "open_release": ("send_analysis.notebook", "open_release"),
    "advice": ("send_analysis.measures.advice", None),
    "caseload": ("send_analysis.measures.caseload", None),
    "committee_paper": ("send_analysis.measures.committee_paper", None),
    "compare": ("send_analysis.compare", None),
    "national": ("send_analysis.national", None),
    "front_door": ("send_analysis.measures.front_door", None),
    "impact": ("send_analysis.measures.impact", None),
    "improvement_plan": ("send_analysis.measures.improvement_plan", None),
    "plans": ("send_analysis.measures.plans", None),
    "quality": ("send_analysis.measures.quality", None),
    "reviews": ("send_analysis.measures.reviews", None),
    "statutory_return": ("send_analysis.measures.statutory_return", None),
    "teams": ("send_analysis.measures.teams", None),
    "timeliness": ("send_analysis.measures.timeliness", None),
    "tribunal": ("send_analysis.measures.tribunal", None),
}

__all__ = ["__version__", *_FOR_NOTEBOOKS]


def __getattr__(name: str) -> Any:
    if name not in _FOR_NOTEBOOKS:
        raise AttributeError(f"module 'send_analysis' has no attribute {name!r}")
    module, attribute = _FOR_NOTEBOOKS[name]
    loaded = import_module(module)
    return getattr(loaded, attribute) if attribute else loaded
