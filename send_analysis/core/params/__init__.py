"""The params contract: one YAML file for each release over one for each authority, validated before anything runs.

What validates is loaded when it is used: who asks only where a file stands does not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from send_analysis.core.params.loading import Params, load_params

__all__ = ["Params", "load_params"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.loading"), name)
