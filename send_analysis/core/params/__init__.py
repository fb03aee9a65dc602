"""The params contract: one YAML file for each release over one for each authority, validated before anything runs."""

from send_analysis.core.params.loading import Params, load_params

__all__ = ["Params", "load_params"]
