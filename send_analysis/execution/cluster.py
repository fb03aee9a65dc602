"""Calling a function many times on the workers of a Dask cluster, each time in a process of its own there.

Workers see the same folders at the same paths as the machine that asks; a worker that is lost gives its calls to others.
"""

import multiprocessing
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from send_analysis.core.errors import SendAnalysisError, SetupError
from send_analysis.core.folder_locks import BusyError
from send_analysis.execution.calls import call
from send_analysis.execution.queue import Ended, Queue

#: How often a call is made anew after an error of its machine. Dask counts lost workers by itself ("allowed-failures").
RETRIES = 2

#: Seconds that a scheduler has to answer, that calls have to end once they are interrupted, and that a folder may be written
#: by the process of a worker that was lost meanwhile, which ends by itself.
_SECONDS_TO_ANSWER = 10
_SECONDS_TO_END = 20
_SECONDS_BUSY = 60


def call_each_on_cluster(
    function: Callable[..., Any],
    address: str,
    asked: Sequence[Mapping[str, Any]],
    lines: Sequence[Sequence[int]],
    progress: Callable[[int, str], None],
) -> Generator[Ended, None, None]:
    """Call a function of the package with each of these arguments; yields each call as it ends.

    Parameters
    ----------
    address : of the scheduler, for instance tcp://10.0.0.5:8786.
    asked, lines : as for :func:`send_analysis.execution.many.call_each`.
    progress : is told nothing: what a call says stays on its machine.

    Raises
    ------
    SetupError
        When there is no scheduler at the address, or the package for clusters is not installed.
    """
    from distributed import Event, as_completed

    queue = Queue(lines)
    with _client(address) as client:
        stop = Event(f"send-analysis-stop-{uuid4().hex}", client=client)
        under_way: dict[Any, int] = {}
        completed = as_completed(loop=client.loop)

        def submit_all_that_may_begin() -> None:
            while (number := queue.take()) is not None:
                made = client.submit(_work, function, dict(asked[number]), stop.name, pure=False, retries=RETRIES)
                under_way[made] = number
                completed.add(made)

        try:
            submit_all_that_may_begin()
            for future in completed:
                number = under_way.pop(future)
                queue.has_ended(number)
                submit_all_that_may_begin()
                yield _ended(number, future)
        finally:
            if under_way:
                _stop(client, stop, list(under_way))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise SetupError("A cluster needs the package distributed: pip install 'send-analysis[cluster]'.") from None
    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SetupError(
            f"{address}: no Dask scheduler answers there ({type(error).__name__}). Start one: dask scheduler"
        ) from None
    with client:
        yield client


def _ended(number: int, future: Any) -> Ended:
    try:
        seconds, value, error = future.result()
    except SendAnalysisError as raised:
        return Ended(number, 0, error=raised)
    except Exception as raised:
        said = f"The cluster could not run it: {type(raised).__name__}. Its workers need this version of send-analysis"
        return Ended(number, 0, error=SetupError(f"{said}; what happened is in their logs."))
    return Ended(number, seconds, value, error)


def _stop(client: Any, stop: Any, futures: Sequence[Any]) -> None:
    """Interrupt what runs, and let what waits not begin."""
    from distributed import wait

    with suppress(OSError, TimeoutError), client.as_current():
        stop.set()
        wait(futures, timeout=_SECONDS_TO_END)
        client.cancel(futures)
        stop.clear()


def _work(function: Callable[..., Any], arguments: dict[str, Any], stop: str) -> tuple[float, Any, Exception | None]:
    """Call the function, on a worker. Errors that would come again are a value: Dask makes only those anew that are raised."""
    begun = time.perf_counter()
    try:
        value = _called(function, arguments, _asks(stop), begun + _SECONDS_BUSY)
    except SetupError:
        raise
    except SendAnalysisError as error:
        return time.perf_counter() - begun, None, error
    except KeyboardInterrupt:
        return time.perf_counter() - begun, None, SetupError("It was stopped.")
    return time.perf_counter() - begun, value, None


def _called(function: Callable[..., Any], arguments: dict[str, Any], stop: Callable[[], bool], until: float) -> Any:
    while not stop():
        try:
            with _may_have_children():
                return call(function, arguments, lambda said: None, stop)
        except BusyError:
            if time.perf_counter() > until:
                raise
            time.sleep(1)
    raise KeyboardInterrupt


def _asks(stop: str) -> Callable[[], bool]:
    """Whether the one who asked for the work wants it stopped. Where the scheduler is gone, nobody says so."""
    from distributed import Event

    event = Event(stop)

    def is_set() -> bool:
        try:
            return bool(event.is_set())
        except (OSError, TimeoutError):
            return False

    return is_set


@contextmanager
def _may_have_children() -> Iterator[None]:
    """Python forbids children to the daemonic processes that Dask runs its workers in, lest they outlive them. Ours do not."""
    held: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemonic = held.get("daemon", False)
    held["daemon"] = False
    try:
        yield
    finally:
        held["daemon"] = daemonic
