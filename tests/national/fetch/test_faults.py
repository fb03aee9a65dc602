"""Whatever the service or the way to it does, a sentence says what to do and the cache is as it was."""

import email.utils
import gzip
import json
import socket
import time
import tracemalloc

import pytest

from send_analysis.core.errors import DataError, SetupError, UsageError
from send_analysis.national.fetch import body
from send_analysis.national.fetch.patience import Patience
from tests.national.fetch.department import CSV, HTML, META, PROBLEM, TITLES, Reply, as_json, in_pieces, page_of

OFFLINE = (
    "A run needs no connection: it works offline with the files it has. Files can also be downloaded by hand, see "
    "docs/how-to-national-data.md."
)
ABOUT = f'the data set "{TITLES["timeliness"]}"'
PACKED = gzip.compress(CSV)

# Failures in passing


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_failure_in_passing_is_tried_again_after_longer_and_longer_pauses(department, fetched, pauses, status):
    department.fails("/csv", *[Reply(status)] * 3)
    assert fetched().files[0].read_bytes() == CSV
    assert pauses == [1, 2, 4]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("7", 7), ("0", 0), ("soon", 1)],
    ids=["seconds", "at once", "neither"],
)
def test_a_pause_is_as_long_as_the_service_asks(department, fetched, pauses, asked, expected):
    department.fails("/publications", Reply(429, headers={"Retry-After": asked}))
    fetched()
    assert pauses == [expected]


def test_a_pause_lasts_until_the_time_that_the_service_names(department, fetched, pauses):
    until = email.utils.formatdate(time.time() + 100, usegmt=True)
    department.fails("/publications", Reply(429, headers={"Retry-After": until}))
    fetched()
    assert pauses == [pytest.approx(100, abs=5)]


def test_too_many_requests_for_ever_is_said(department, said, pauses):
    department.fails("/publications", Reply(429), always=True)
    assert said(SetupError) == (
        "The Department's service answers at every try that it gets too many requests. Wait some minutes and run the command "
        f"again. {OFFLINE}"
    )
    assert pauses == [1, 2, 4, 8]


def test_a_pause_that_is_longer_than_we_wait_is_said(department, said, pauses):
    department.fails("/publications", Reply(429, headers={"Retry-After": "3600"}), always=True)
    assert said(SetupError) == (
        "The Department's service asks for a pause of 3,600 seconds, which is longer than this command waits. "
        "Run it again after that time."
    )
    assert pauses == []


def test_the_pauses_of_a_whole_fetch_have_an_end(department, said, pauses):
    for end in ("/publications", "/data-sets", "/meta"):
        department.fails(end, Reply(429, headers={"Retry-After": "70"}))
    assert "asks for a pause of 70 seconds" in said(SetupError)
    assert pauses == [70, 70]


def test_a_service_that_fails_for_ever_is_said_in_its_own_words(department, said):
    problem = {"title": "An error occurred while processing your request.", "status": 500}
    department.fails("/publications", as_json(problem, 500), always=True)
    assert said(SetupError) == (
        "The Department's service fails (status 500), at every try. It says: An error occurred while processing your request. "
        f"The fault is not on your side: run the command again later. {OFFLINE}"
    )


def test_a_web_page_about_a_failure_is_not_repeated(department, said):
    department.fails("/publications", Reply(503, HTML), always=True)
    assert said(SetupError).startswith(
        "The Department's service fails (status 503), at every try. The fault is not on your side"
    )


@pytest.mark.parametrize("end", ["/publications", "/csv"])
def test_a_service_that_hangs_up_is_asked_again(department, fetched, pauses, end):
    department.fails(end, Reply(hangs_up=True))
    assert fetched().files[0].read_bytes() == CSV
    assert pauses == [1]


def test_a_service_that_hangs_up_for_ever_is_said(department, said, pauses):
    department.fails("/csv", Reply(hangs_up=True), always=True)
    assert (
        said(SetupError)
        == f"No connection to 127.0.0.1: see that the network is there and that it lets you through. {OFFLINE}"
    )
    assert pauses == [1, 2, 4, 8]


# Refusals


def test_a_refusal_is_said_in_the_services_own_words(department, said):
    faults = [
        {
            "message": "Must be at least 3 characters (was 1).",
            "code": "MinLength",
            "path": "search",
            "detail": {"value": "x"},
        },
        {"message": "Too wide", "code": "Global"},
    ]
    problem = {
        "title": "There are validation errors with the request.",
        "type": "Bad Request",
        "status": 400,
        "errors": faults,
    }
    department.fails("/publications", as_json(problem, 400))
    assert said(DataError) == (
        "The Department's service refuses the request for publications (status 400). It says: There are validation errors with "
        "the request. search: Must be at least 3 characters (was 1). Too wide."
    )


def test_an_address_without_an_api_is_said(department, said):
    assert said(DataError, base=f"{department.base}/nowhere").startswith(
        "The Department's service has nothing at the address for publications (status 404). It says: Not Found. "
        "See that the address of the API is right; it ends with its version, such as /v1."
    )


@pytest.mark.parametrize("status", [401, 403])
def test_a_data_set_that_is_not_open_is_said(department, said, status):
    department.fails("/csv", as_json({"title": "Forbidden", "status": status}, status))
    assert said(DataError) == (
        f"The Department's service does not give out {ABOUT} (status {status}). It says: Forbidden. It may be withdrawn or not "
        "yet published, or the network here blocks the address."
    )


def test_what_a_refusal_says_obeys_no_terminal_and_has_an_end(department, said):
    department.fails("/publications", as_json({"title": "\x1b[2J\r\nNo\u202e. " + "x" * 9999, "status": 418}, 418))
    text = said(DataError)
    assert "It says: [2J No . xxx" in text
    assert len(text) < 500
    assert text.isprintable()


# No connection


def test_no_connection_is_said(said, pauses):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # and does not listen
        text = said(SetupError, base=f"http://user:hush@127.0.0.1:{free.getsockname()[1]}/v1")
    assert text == f"No connection to 127.0.0.1: see that the network is there and that it lets you through. {OFFLINE}"
    assert pauses == [1]


def test_a_host_without_an_address_is_said(said):
    assert said(SetupError, base="https://nowhere.invalid/v1").startswith("No connection to nowhere.invalid: see that")


def test_a_proxy_that_does_not_answer_is_said_without_its_address(said, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://user:hush@127.0.0.1:9")
    assert said(SetupError, base="https://api.education.gov.uk/statistics/v1") == (
        "No connection to api.education.gov.uk: the proxy that this machine names (HTTPS_PROXY) cannot be reached or refuses. "
        f"Ask those who run the network. {OFFLINE}"
    )


def test_a_server_without_a_certificate_is_said(department, said, pauses):
    text = said(SetupError, base=department.base.replace("http://", "https://"))
    assert text.startswith(
        "No safe connection to 127.0.0.1: its certificate is not trusted here, or it speaks no TLS. Where the"
    )
    assert "name it in REQUESTS_CA_BUNDLE; do not switch the check off." in text
    assert pauses == []


@pytest.mark.parametrize(
    "slow", [Reply(waits=True), Reply(200, CSV[:9], length=len(CSV), stalls=True)], ids=["at first", "midway"]
)
@pytest.mark.parametrize("end", ["/publications", "/csv"])
def test_a_service_that_does_not_answer_in_time_is_said(department, said, end, slow):
    department.fails(end, slow, always=True)
    text = said(SetupError, patience=Patience(read=0.05, tries=1, sleep=lambda seconds: None))
    assert text == f"127.0.0.1 does not answer in time. Run the command again later. {OFFLINE}"


def test_a_download_that_trickles_for_ever_is_given_up(department, said):
    department.fails("/csv", Reply(200, CSV * 10, drips=True))
    started = time.monotonic()
    text = said(DataError, patience=Patience(download=0.1))
    assert text == "The download took longer than 0.1 seconds and was given up. Run the command again."
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "base",
    [
        "",
        "api.education.gov.uk",
        "ftp://api.education.gov.uk",
        "file:///etc/passwd",
        "https://",
        "https://[1",
        "https://a:99999/v1",
        "https://a b/v1",
        "https://\x00/v1",
        "https://a/v1?k=hush",
    ],
)
def test_an_address_that_is_none_is_refused(said, base):
    text = said(UsageError, base=base)
    assert text.endswith(
        "is not an address of the Department's API. The one that is known is https://api.education.gov.uk/statistics/v1."
    )
    assert "hush" not in text


def test_no_secret_of_an_address_is_shown(department, fetched):
    heard = []
    found = fetched(base=department.base.replace("://", "://user:hush@"), progress=heard.append)
    assert "hush" not in found.summary + "".join(heard)


# Not what was asked for


@pytest.mark.parametrize("end", ["/publications", "/data-sets", "/meta", "/csv"])
@pytest.mark.parametrize("page", [HTML, b"\xef\xbb\xbf\n <html>", gzip.compress(HTML)], ids=["page", "mark first", "packed"])
def test_a_web_page_in_place_of_an_answer_is_said(department, said, end, page):
    department.fails(end, Reply(200, page, {"Content-Type": "text/html"}))
    text = said(DataError)
    assert text.startswith("A web page came in place of the answer about ")
    assert "a network that blocks the address or wants you to sign in: open the address in a browser to read it" in text


def test_a_sign_in_page_that_the_network_leads_to_is_said(department, said):
    department.fails("/publications", Reply(302, headers={"Location": "/sign-in"}))
    department.fails("/sign-in", Reply(200, HTML))
    assert said(DataError).startswith("A web page came in place of the answer about publications.")


def test_an_address_that_leads_in_circles_is_said(department, said):
    department.fails("/publications", Reply(302, headers={"Location": "/v1/publications"}), always=True)
    assert said(SetupError).startswith(
        "127.0.0.1 cannot be asked (TooManyRedirects). See that the address of the API is right."
    )


@pytest.mark.parametrize(
    "broken", [b'{"paging": ', b"", b"OK", b"[" * 100_000, b"\xff\xfe"], ids=["cut", "empty", "text", "deep", "bytes"]
)
def test_an_answer_that_is_no_json_is_said(department, said, broken):
    department.fails("/publications", Reply(200, broken))
    assert said(DataError).startswith(
        "The Department's service answered about publications with something that cannot be read (it is not JSON). Run the"
    )


@pytest.mark.parametrize(
    ("end", "answer", "wrong"),
    [
        ("/publications", {}, "`paging` is missing, `results` is missing"),
        ("/publications", [], "`the whole answer` is not as documented"),
        (
            "/publications",
            {"paging": {"totalPages": "many", "totalResults": 1}, "results": []},
            "`paging.totalPages` is not as",
        ),
        (
            "/data-sets",
            {"paging": {"totalPages": 1, "totalResults": 1}, "results": [{"title": "x"}]},
            "`results.0.id` is missing",
        ),
        ("/meta", {"filters": []}, "`indicators` is missing"),
        ("/versions/1.0", {"version": "../../x"}, "`version` is not as documented"),
        ("/versions/1.0", {"version": "1.0", "published": "soon"}, "`published` is not as documented"),
        ("/versions/1.0", {"version": None}, "`version` is not as documented"),
    ],
)
def test_an_answer_in_another_form_is_said(department, said, end, answer, wrong):
    department.fails(end, as_json(answer))
    text = said(DataError)
    assert f"in a form that is not known here: {wrong}" in text
    assert text.endswith("see whether there is a newer version of the program.")


def test_a_list_that_is_longer_than_its_pages_is_said(department, said):
    department.fails("/publications", page_of(department.publications, pages=1, total=50))
    assert said(DataError) == (
        "The Department's service contradicts itself on publications: it announces 50 and gives 3. Run the command again."
    )


def test_a_list_whose_pages_never_end_is_left_after_the_first_that_tells_nothing_new(department, fetched):
    department.fails("/publications", page_of(department.publications, pages=10**9, total=3), always=True)
    assert fetched().publication == "Education, health and care plans"
    assert len([each for each in department.asked if "/publications?" in each]) == 2


# Not the whole file


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (
            Reply(200, CSV[:100], length=len(CSV)),
            "The download broke off after 100 bytes, before its end. Run the command again.",
        ),
        (
            Reply(200, PACKED[:40], {"Content-Encoding": "gzip"}, length=len(PACKED)),
            "The download broke off after 40 bytes, before its end. Run the command again.",
        ),
        (
            Reply(200, PACKED[:-9], {"Content-Encoding": "gzip"}),
            "The download is damaged or cut short: it cannot be unpacked. Run the command again.",
        ),
        (
            Reply(200, PACKED[:20] + bytes(20) + PACKED[40:], {"Content-Encoding": "gzip"}),
            "The download is damaged or cut short: it cannot be unpacked. Run the command again.",
        ),
        (
            Reply(200, b"\x1f\x8b no gzip at all", {"Content-Encoding": "gzip"}),
            "The download is damaged or cut short: it cannot be unpacked. Run the command again.",
        ),
        (
            Reply(200, b"no gzip either", {"Content-Encoding": "gzip"}),
            f"The file that came is not that of {ABOUT}: it has none of its columns. Run the command again.",
        ),
        (Reply(200, b""), f"The file of {ABOUT} came empty. Run the command again."),
        (
            Reply(200, b"a,b\n1,2\n3,4\n"),
            f"The file that came is not that of {ABOUT}: it has none of its columns. Run the command again.",
        ),
        (
            Reply(200, CSV[: CSV.rindex(b"2024")]),
            f"The file of {ABOUT} is cut short: it has 1 of 2 rows. Run the command again.",
        ),
        (
            Reply(200, CSV[: CSV.index(b"made up")]),
            f"What came in place of {ABOUT} is no CSV, or is damaged. Run the command again.",
        ),
        (
            Reply(200, CSV.replace(b"2024,Calendar year,National,", b"2024,")),
            f"The file of {ABOUT} is damaged or cut short: its row 2 has 5 values for 7 columns. Run the command again.",
        ),
        (
            Reply(200, CSV + b"\xff\n"),
            f"What came in place of {ABOUT} is no text in UTF-8, so it is not the Department's CSV. Run the command again.",
        ),
        (
            as_json(PROBLEM),
            f"The Department's service answered with JSON in place of the file of {ABOUT}. It says: Not Found. "
            "Run the command again.",
        ),
        (
            as_json([META]),
            f"The Department's service answered with JSON in place of the file of {ABOUT}. Run the command again.",
        ),
    ],
    ids=[
        "cut",
        "packed and cut",
        "packed without its end",
        "packed and spoilt",
        "hardly packed",
        "announced as packed",
        "empty",
        "another table",
        "without the last row",
        "in the middle of a quoted value",
        "too few values",
        "not UTF-8",
        "refusal",
        "JSON",
    ],
)
def test_a_file_that_is_not_whole_is_not_kept(department, said, reply, text):
    department.fails("/csv", reply)
    assert said(DataError) == text


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "as it is"])
def test_a_file_that_comes_in_pieces_is_kept_when_it_is_whole(department, fetched, packed):
    department.fails("/csv", in_pieces(PACKED if packed else CSV))
    assert fetched().files[0].read_bytes() == CSV


def test_a_file_that_comes_in_pieces_of_which_the_last_are_missing_is_not_kept(department, said):
    department.fails("/csv", in_pieces(CSV[:100], whole=False))
    assert said(DataError) == "The download broke off after 100 bytes, before its end. Run the command again."


def test_a_later_file_that_fails_takes_the_earlier_ones_with_it(department, fetched, said):
    kept = {each.name for each in fetched().files[0].parent.iterdir()}
    department["requests"].versions["1.0"].content = HTML
    assert "web page" in said(DataError, data_sets=[TITLES["budgets"], TITLES["requests"]])
    assert {each.name for each in fetched().files[0].parent.iterdir()} == kept


def test_a_file_under_labels_is_that_of_the_data_set_too(department, fetched):
    labelled = CSV.replace(b"plans_issued_den", b"Number of EHC plans issued").replace(b"breakdown", b"Characteristics")
    department["timeliness"].versions["1.0"].content = labelled
    assert fetched().files[0].read_bytes() == labelled


def test_a_file_is_taken_by_its_form_where_the_service_tells_neither_columns_nor_rows(department, fetched, said):
    edition = department["timeliness"].versions["1.0"]
    edition.rows, edition.meta = None, {"filters": [], "indicators": []}
    assert fetched().files[0].read_bytes() == CSV
    edition.content = CSV[: CSV.index(b"2024")]
    assert said(DataError) == f"The file of {ABOUT} is cut short: it has 0 rows. Run the command again."


def test_a_label_that_two_columns_share_names_neither(department, fetched):
    twice = json.loads(json.dumps(META))
    twice["indicators"].append({"column": "plans_issued_den_ex", "label": "Number of EHC plans issued"})
    department["timeliness"].versions["1.0"].meta = twice
    assert fetched().placings[0].source.labels == {"Characteristics": "breakdown"}


# Too large


@pytest.mark.parametrize(("end", "limit"), [("/csv", "LARGEST_FILE"), ("/publications", "LONGEST_ANSWER")])
@pytest.mark.parametrize("packed", [True, False], ids=["packed", "as it is"])
def test_what_is_too_large_is_given_up(department, said, monkeypatch, end, limit, packed):
    monkeypatch.setattr(f"send_analysis.national.fetch.service.{limit}", 1 << 20)
    large = CSV + b"0" * (1 << 21)
    department.fails(end, Reply(200, gzip.compress(large) if packed else large))
    assert said(DataError).startswith("The download is larger than 1 MB, which nothing of this publication is.")


def test_a_large_file_is_not_held_in_memory(tmp_path):
    """Thirty megabytes, packed to a few kilobytes, goes through blocks."""
    packed = tmp_path / "packed"
    with gzip.open(packed, "wb", compresslevel=1) as stream:
        for _ in range(30):
            stream.write(bytes(1 << 20))
    tracemalloc.start()
    with packed.open("rb") as source, (tmp_path / "unpacked").open("wb") as target:
        body.unpack(source, target, body.LARGEST_FILE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "unpacked").stat().st_size == 30 << 20
    assert peak < 2 << 20
