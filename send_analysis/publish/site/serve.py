"""Shows a folder of pages on this machine alone, for checking before publication."""

import errno
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from send_analysis.core.errors import SetupError, UsageError
from send_analysis.publish.site.build import SITE, build_site

#: The address of this machine that no other machine can reach.
LOOPBACK = "127.0.0.1"

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FolderHandler(SimpleHTTPRequestHandler):
    """Serves the files of a folder and nothing else: no list of a folder, nothing hidden, nothing outside."""

    extensions_map = {  # noqa: RUF012 - the base class has it so; the types of the machine's own settings are not asked
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".pdf": "application/pdf",
        ".xlsx": _XLSX,
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        ".xml": "application/xml",
        ".ics": "text/calendar; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a file, or say that there is none."""
        if not self.is_of_the_site():
            self.send_error(404, "There is no such page")
            return None
        return super().send_head()

    def is_of_the_site(self) -> bool:
        """Whether the path names nothing hidden and nothing outside the folder."""
        path = unquote(self.path.split("?")[0].split("#")[0]).replace("\\", "/")
        if "\0" in path or any(part.startswith(".") for part in path.split("/")):
            return False
        return Path(self.translate_path(self.path)).resolve().is_relative_to(Path(self.directory).resolve())

    def guess_type(self, path: object) -> str:
        """The type by the name's ending alone."""
        return self.extensions_map.get(Path(str(path)).suffix.lower(), "application/octet-stream")

    def list_directory(self, path: object) -> None:
        """A folder without an index has nothing to show."""
        self.send_error(404, "There is no such page")

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told: the terminal is for what goes wrong."""


def folder_to_serve(folder: Path) -> Path:
    """The folder of pages that is meant: a site, the `public/` of a release, or an authority's site, built anew.

    Raises
    ------
    UsageError
        When there is no such folder.
    PublicationError
        When the site of an authority cannot be built.
    """
    if not folder.is_dir():
        raise UsageError(
            f"there is no folder {folder}. Give outputs/swindon, or the folder that `send-analysis site` wrote."
        )
    if (folder / "index.html").is_file():
        return folder
    if (folder / "public").is_dir():
        return folder / "public"
    return build_site(folder, folder / SITE).folder


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server of the folder on this machine alone; `serve_forever` runs it, `server_close` ends it.

    Parameters
    ----------
    port : 0 takes one that is free.

    Raises
    ------
    SetupError
        When the port cannot be had.
    """
    return listening(partial(FolderHandler, directory=str(folder)), port)


def listening(handler: Callable[..., BaseHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    """A server on this machine alone that answers with a handler.

    Raises
    ------
    SetupError
        When the port cannot be had.
    """
    try:
        return _Server((LOOPBACK, port), handler)
    except (OSError, OverflowError) as error:
        in_use = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is in use by another program" if in_use else "cannot be used"
        raise SetupError(f"port {port} {why}. Give another with --port, or none to take a free one.") from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a browser that keeps its line open does not hold up the end


def address_of(serving: ThreadingHTTPServer) -> str:
    """Where a browser finds what is served."""
    return f"http://{LOOPBACK}:{serving.server_address[1]}/"
