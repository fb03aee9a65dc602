"""One data set of a publication in one version: what the service tells of it, and its file."""

import re
from dataclasses import dataclass
from pathlib import Path

from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.file_hash import file_hash
from send_analysis.national.fetch.answers import DataSet, Meta, Publication, Version
from send_analysis.national.fetch.cache import Source
from send_analysis.national.fetch.refusals import NotThereError
from send_analysis.national.fetch.service import Service
from send_analysis.national.fetch.table import check_table

#: A version as a person names it: 1.0, or 2.* for the latest that begins with 2.
_VERSION = re.compile(r"\d{1,6}(\.(\d{1,6}|\*)){0,2}")


@dataclass(frozen=True)
class Editions:
    """The data sets of a publication, in the version that is wanted; in the latest where that is None.

    Raises
    ------
    UsageError
        When it is no version.
    """

    service: Service
    publication: Publication
    wanted: str | None

    def __post_init__(self) -> None:
        if self.wanted is not None and not _VERSION.fullmatch(self.wanted):
            raise UsageError(
                f"`{self.wanted}` is no version of a data set. Versions are such as 1.0 or 2.1; 2.* is the latest of 2."
            )

    def fetch(self, data_set: DataSet, into: Path, stem: str) -> Source:
        """Write the file of a data set, and say where it comes from.

        Parameters
        ----------
        stem : the beginning of the name that the file is to have in the end; the version follows it.

        Raises
        ------
        UsageError
            When the data set has not the version that is wanted.
        SetupError, DataError
            When the service fails, or gives something that is not the whole file.
        """
        about = f'the data set "{data_set.title}"'
        version = self._version(data_set, about)
        which = {"dataSetVersion": version.version}
        meta = self.service.answer(f"data-sets/{data_set.id}/meta", Meta, about, **which)
        with into.open("wb") as stream:
            self.service.file(f"data-sets/{data_set.id}/csv", stream, about, **which)
        check_table(into, meta, version.total_results, about)
        return Source(
            publication=self.publication.title,
            title=data_set.title,
            data_set_id=str(data_set.id),
            version=version.version,
            published_on=version.published_on.isoformat() if version.published_on else None,
            release=version.release.title if version.release else None,
            sha256=file_hash(into),
            labels=meta.labels,
            file=f"{stem}-{version.version}.csv",
        )

    def _version(self, data_set: DataSet, about: str) -> Version:
        if data_set.latest_version is None:
            raise DataError(f"The Department's service gives no version of {about}.")
        latest = data_set.latest_version.version
        try:
            return self.service.answer(f"data-sets/{data_set.id}/versions/{self.wanted or latest}", Version, about)
        except NotThereError:
            if self.wanted is None:
                raise
            raise UsageError(f"There is no version {self.wanted} of {about}. Its latest is {latest}.") from None
