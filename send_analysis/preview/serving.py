"""The preview's server: the page, the files that stand beside it, and news of both, for browsers of this machine alone."""

import json
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import unquote

from send_analysis.preview.board import Board, Shown
from send_analysis.preview.page import EVENTS, POLICY, SCRIPT, SCRIPT_TEXT, previewed, state, version
from send_analysis.publish.site.serve import FolderHandler, listening

#: How often a line without news tells whether a browser still listens.
_STILL_HERE_SECONDS = 10.0


def preview_server(board: Board, port: int = 0) -> ThreadingHTTPServer:
    """A server of what the board shows, on this machine alone.

    Parameters
    ----------
    port : 0 takes one that is free.

    Raises
    ------
    SetupError
        When the port cannot be had.
    """
    return listening(partial(_Handler, board=board), port)


class _Handler(FolderHandler):
    def __init__(self, *given: Any, board: Board) -> None:
        self._board = board
        super().__init__(*given, directory="")

    def do_GET(self) -> None:  # noqa: N802 - the base class asks for this name
        """Answer, but for news as long as the browser listens."""
        if self.path == EVENTS and self._is_meant():
            self._send_news()
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a page or a file, or say that there is none."""
        if not self._is_meant():
            self.send_error(403, "This preview answers to the address it was started at")
            return None
        if self.path == SCRIPT:
            return self._text(SCRIPT_TEXT, "text/javascript; charset=utf-8")
        return self._file(self._board.shown)

    def end_headers(self) -> None:
        """Every answer is for this page alone, and for now."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _is_meant(self) -> bool:
        """Whether the browser asked by this machine's own name: a page elsewhere can let a name of its own lead here."""
        port = cast(ThreadingHTTPServer, self.server).server_address[1]
        return self.headers.get_all("Host") in ([f"127.0.0.1:{port}"], [f"localhost:{port}"])

    def _file(self, shown: Shown) -> BytesIO | BinaryIO | None:
        path = unquote(self.path.split("?")[0].split("#")[0])
        if shown.page is None and path == "/":
            return self._text(previewed(None, shown), "text/html; charset=utf-8")
        if path == "/" and shown.page is not None:
            self.path = path = f"/{shown.page.front}"
        for folder in shown.page.folders if shown.page else ():
            self.directory = folder
            if Path(self.translate_path(self.path)).is_file():
                break
        if not path.endswith(".html") or not self.is_of_the_site():
            return super().send_head()
        try:
            html = Path(self.translate_path(self.path)).read_text(encoding="utf-8")
        except OSError:
            return super().send_head()
        return self._text(previewed(html, shown), "text/html; charset=utf-8")

    def _text(self, text: str, kind: str) -> BytesIO:
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def _send_news(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = -1
        try:
            while True:
                shown = self._board.wait_for_news(number, _STILL_HERE_SECONDS)
                self.wfile.write(_event(shown) if shown.number != number else b": still here\n\n")
                self.wfile.flush()
                number = shown.number
                if shown.ended:
                    return
        except OSError:  # the browser has gone
            return


def _event(shown: Shown) -> bytes:
    said = {"version": version(shown), "state": state(shown), "ended": shown.ended}
    return f"data: {json.dumps(said)}\n\n".encode()
