"""Importing this module makes the importing process a warm parent; the fork server does (`processes.py`)."""

from send_analysis.execution.warm import preload

preload()
