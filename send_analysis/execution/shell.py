"""An IPython shell that runs the cells of one notebook in this process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NoReturn

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Bool, Instance, Type, default

from send_analysis.execution.outputs import STREAMS, Outputs, Said, Stream


class _Publisher(DisplayPublisher):
    """Sends displays to the outputs of the cell."""

    outputs = Instance(Outputs)

    def publish(
        self, data: Any, metadata: Any = None, source: Any = None, *, transient: Any = None, update: bool = False, **_: Any
    ) -> None:
        """Keep a display."""
        self.outputs.display(data, metadata or {}, transient or {}, update)

    def clear_output(self, wait: bool = False) -> None:
        """Take away what the cell has shown."""
        self.outputs.clear(wait)


class _ResultHook(DisplayHook):
    """Sends the value of a cell's last expression to its outputs."""

    outputs = Instance(Outputs)

    def write_output_prompt(self) -> None:
        """Nothing: the number stands beside the output."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the value."""
        if format_dict:
            self.outputs.result(format_dict, md_dict or {}, self.prompt_count)

    def finish_displayhook(self) -> None:
        """Nothing is written, so nothing is flushed."""


class _NoHistory(HistoryManager):
    """Keeps nothing: its database would need a thread, and its file what the analyst's own sessions need."""

    enabled = Bool(False)


class NotebookShell(InteractiveShell):
    """One notebook's shell: magics, `!command`, top-level `await`; no input and no history.

    What it gives for a cell are the outputs that a Jupyter kernel gives (`tests/execution/test_shell.py` compares them).
    """

    outputs = Instance(Outputs)
    displayhook_class = Type(_ResultHook)
    display_pub_class = Type(_Publisher)
    autoindent = Bool(False)

    @default("outputs")
    def _fresh_outputs(self) -> Outputs:
        return Outputs()

    def init_history(self) -> None:
        """No file and no thread."""
        self.history_manager = _NoHistory(shell=self, parent=self)

    def init_displayhook(self) -> None:
        """Results go to the outputs."""
        super().init_displayhook()
        self.displayhook.outputs = self.outputs  # type: ignore[attr-defined]

    def init_display_pub(self) -> None:
        """Displays go to the outputs."""
        super().init_display_pub()
        self.display_pub.outputs = self.outputs  # type: ignore[attr-defined]

    def enable_gui(self, gui: Any = None) -> None:
        """There is no screen, so no event loop of one."""

    def _showtraceback(self, etype: type[BaseException], evalue: Any, stb: list[str]) -> None:
        self.outputs.error(etype.__name__, str(evalue), stb)

    def run(self, source: str) -> tuple[Said, int, tuple[str, str] | None]:
        """Run a cell; returns what it said, its number, and the name and text of the exception that ended it, if one did."""
        count = self.execution_count
        with self._spoken_to():
            result = self.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        return self.outputs.take(), count, error and (type(error).__name__, str(error))

    @contextmanager
    def _spoken_to(self) -> Iterator[None]:
        before = {name: getattr(sys, name) for name in STREAMS}
        for name in STREAMS:
            setattr(sys, name, Stream(name, self.outputs))
        try:
            yield
        finally:
            for name, stream in before.items():
                setattr(sys, name, stream)


def open_shell() -> NotebookShell:
    """The shell of this process, in a namespace of its own that is `__main__`, as in a kernel."""
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    shell = NotebookShell.instance(user_module=module, user_ns=module.__dict__)
    shell.builtin_trap.auto_builtins["input"] = _no_input
    return shell


def _no_input(prompt: str = "") -> NoReturn:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")
