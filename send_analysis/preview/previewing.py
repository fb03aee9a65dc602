"""A preview from its start to its end: serves, looks at what is saved, and has the page built anew."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import NoReturn

import send_analysis
from send_analysis.core.params.finding import find_params, project_root
from send_analysis.preview.board import Board
from send_analysis.preview.process import BuildingProcess
from send_analysis.preview.reports import Report
from send_analysis.preview.serving import preview_server
from send_analysis.preview.watching import Watched, next_look, saved_between
from send_analysis.publish.site.serve import address_of


def preview(path: str, port: int, only: str | None, say: Callable[[str], None]) -> None:
    """Show a release's page in browsers of this machine and keep it up to date with what is saved, until Ctrl-C.

    Nothing is written but to a folder that only this user can open, which is removed at the end.

    Parameters
    ----------
    path : the params file.
    port : 0 takes one that is free.
    only : one section or document to show alone.
    say : told where the page is, and each step.

    Raises
    ------
    ParamsError
        When there is no such file.
    SetupError
        When the port cannot be had.
    """
    params, package = find_params(path), Path(send_analysis.__file__).parent
    board = Board(Watched(project_root(params), params.parent, package))
    with _until_ended(), preview_server(board, port) as serving, _scratch() as scratch:
        say(f"Preview at {address_of(serving)} on this machine alone. End with Ctrl-C.")
        process = BuildingProcess(params, only, scratch, package, _to_board_and(board, say))
        try:
            Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
            _follow(board, process)
        finally:
            board.end()
            process.end()
            serving.shutdown()


def _follow(board: Board, process: BuildingProcess) -> NoReturn:
    """Have the page built anew whenever something was saved."""
    watched = board.watched
    seen = watched.look()
    while True:
        if board.watched != watched:  # what is watched from now on counts as seen
            watched = board.watched
            seen = watched.look() | seen
        before, seen = seen, next_look(watched, seen)
        saved = saved_between(before, seen)
        if any(thing.kind == "package" for thing in saved):
            process.restart_engine()
        elif saved:
            process.tell(saved)


def _to_board_and(board: Board, say: Callable[[str], None]) -> Callable[[Report], None]:
    def told(report: Report) -> None:
        board.write(report)
        if report.working:
            say(report.working)
        for fault in report.faults or ():
            say(fault.text)

    return told


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that only this user can open; what it holds are people's rows."""
    with tempfile.TemporaryDirectory(prefix="send-analysis-preview-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _until_ended() -> Iterator[None]:
    """Ctrl-C, a closed terminal and being told to end are all the same, and the end itself is not interrupted."""
    signals = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]

    def end(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, end) for each in signals}
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
