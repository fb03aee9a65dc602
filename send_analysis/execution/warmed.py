"""Importing this module makes the importing process a run's warm parent; the fork server does (`processes.py`)."""

from send_analysis.execution.warm import RUN_MODULES, preload

preload(RUN_MODULES)
