"""The facts of a release that everything published beside its pages needs: data files, workbook, PDF, site."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from send_analysis.core.figures import Area
from send_analysis.core.params import Params
from send_analysis.core.params.publication import Link, PublicationParams, Revision, Status
from send_analysis.core.period import Period
from send_analysis.present.context import page_context


@dataclass(frozen=True)
class Publication:
    """One release as it is published: whose, of what, when, how far, and where.

    Parameters
    ----------
    name : the release's name in its address, "2022-06"; `folder` that of its authority, "swindon".
    title : what the release is called.
    """

    folder: str
    name: str
    title: str
    publisher: str
    area: Area
    period: Period
    as_at: date
    published_on: date | None
    next_release_on: date | None
    status: Status
    revision: Revision
    contact_team: str
    contact_email: str
    synthetic: bool
    params: PublicationParams

    @classmethod
    def of(cls, params: Params) -> Self:
        """The facts as params state them."""
        authority, release = params.authority, params.release
        return cls(
            folder=release.authority,
            name=params.name,
            title=str(page_context(params)["title"]),
            publisher=authority.publisher,
            area=params.area,
            period=params.windows.period,
            as_at=release.as_at,
            published_on=release.published_on,
            next_release_on=release.next_release_on,
            status=release.status,
            revision=release.revision,
            contact_team=authority.contact.team,
            contact_email=authority.contact.email,
            synthetic=release.synthetic,
            params=authority.publication,
        )

    @property
    def licence(self) -> Link:
        """The licence that the release is published under."""
        return self.params.licence

    @property
    def address(self) -> str | None:
        """The permanent address of the release; None where params name none for the site."""
        return None if self.params.address is None else f"{self.params.address.rstrip('/')}/{self.name}/"
