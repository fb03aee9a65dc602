"""The Department's published files, fetched through its public API into a folder that runs read offline."""

from send_analysis.national.fetch.choosing import PUBLICATION
from send_analysis.national.fetch.fetching import Fetched, fetch
from send_analysis.national.fetch.service import BASE

__all__ = ["BASE", "PUBLICATION", "Fetched", "fetch"]
