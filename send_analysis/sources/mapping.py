"""An extract's own names and values into those of its dataset, as params map them; nothing is edited in the extract."""

from dataclasses import replace

from send_analysis.core.params.release import Extract
from send_analysis.sources.raw_rows import RawRows


def mapped(raw: RawRows, extract: Extract) -> RawRows:
    """The rows under the dataset's names; `source` keeps them as they were."""
    if not extract.columns:
        return raw
    return replace(raw, frame=raw.frame.rename(columns=extract.columns), source=raw.own)
