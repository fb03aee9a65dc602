"""The feed, the site map and the calendar: what their standards ask for, and words that would break them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from send_analysis.publish.site.editions import find_editions
from send_analysis.publish.site.feed import atom_feed, calendar, site_map
from send_analysis.publish.site.history import History
from tests.publish.site.releases import release, revision, superseded

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = "https://www.example.org/send"


def history(folder: Path, **facts: Any) -> History:
    """A release revised on 2 July, and the one after it; `facts` are those of the later."""
    superseded(folder, "2022-04", 1)
    release(folder, "2022-04", revision=revision(2))
    release(folder, "2022-06", **facts)
    return History.of(find_editions(folder))


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path)]


def test_the_feed_has_what_atom_requires(tmp_path: Path) -> None:
    feed = ElementTree.fromstring(atom_feed(history(tmp_path), ADDRESS))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None
        assert element.find(f"{ATOM}link[@rel='alternate']").get("href").startswith(ADDRESS)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Swindon Borough Council"
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{ADDRESS}/feed.xml"


def test_what_changed_last_comes_first_in_the_feed(tmp_path: Path) -> None:
    feed = ElementTree.fromstring(atom_feed(history(tmp_path), ADDRESS))
    assert texts(feed, f"{ATOM}entry/{ATOM}id") == [f"{ADDRESS}/2022-04/", f"{ADDRESS}/2022-06/"]
    assert texts(feed, f"{ATOM}entry/{ATOM}updated") == ["2022-07-02T00:00:00Z", "2022-06-28T00:00:00Z"]
    assert texts(feed, f"{ATOM}entry/{ATOM}summary")[0] == "Revision 2: A count was entered twice."
    assert feed.findtext(f"{ATOM}updated") == "2022-07-02T00:00:00Z"


def test_the_site_map_names_the_pages_that_stand_and_none_replaced(tmp_path: Path) -> None:
    found = ElementTree.fromstring(site_map(history(tmp_path), f"{ADDRESS}/"))
    addresses = texts(found, f"{SITEMAP}url/{SITEMAP}loc")
    assert addresses[0] == f"{ADDRESS}/"
    assert f"{ADDRESS}/2022-04/index.html" in addresses
    assert not any("revisions" in address for address in addresses)
    assert texts(found, f"{SITEMAP}url/{SITEMAP}lastmod")[-1] == "2022-07-02"


def test_days_to_come_are_those_after_everything_published(tmp_path: Path) -> None:
    assert history(tmp_path).coming() == [date(2022, 8, 31), date(2022, 10, 31)]
    told = history(tmp_path, releases=["2022-07-02", "2022-07-03"], next_release_on="2022-07-03")
    assert told.coming() == [date(2022, 7, 3)]


def test_the_calendar_has_an_event_for_each_day_to_come(tmp_path: Path) -> None:
    lines = calendar(history(tmp_path)).split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20220831",
        "DTSTART;VALUE=DATE:20221031",
    ]
    assert lines.count("DTSTAMP:20220702T000000Z") == 2
    assert len({line for line in lines if line.startswith("UID:")}) == 2
    assert lines[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.parametrize("hostile", ["</title><entry/>", "a & b \"c\" 'd'", "nul \x00 and \x0b", "]]><!--"])
def test_hostile_words_do_not_break_the_feed(tmp_path: Path, hostile: str) -> None:
    told = history(tmp_path, title=f"T {hostile}", publisher=f"P {hostile}", revision=revision(1, hostile))
    feed = ElementTree.fromstring(atom_feed(told, ADDRESS).encode())
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_hostile_words_do_not_break_the_calendar(tmp_path: Path) -> None:
    told = history(tmp_path, publisher="A, B; C\\D\nEND:VEVENT " + "ä" * 90, authority="Bri\r\nstol")
    text = calendar(told)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert r"SUMMARY:A\, B\; C\\D END:VEVENT " + "ä" * 90 in unfolded
    assert text.count("\r\nEND:VEVENT\r\n") == 2
    assert "Bri%0D%0Astol" in unfolded
