"""The same commands as `send-analysis`, for `python -m send_analysis`."""

from send_analysis.cli import main

main()
