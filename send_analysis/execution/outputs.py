"""What a cell says, in order, as the outputs of a notebook: the same that a Jupyter kernel's messages would have left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import TextIOBase
from typing import Any

from ipykernel.jsonutil import encode_images, json_clean
from nbformat import NotebookNode
from nbformat.v4 import new_output

#: The names of the two streams, which are their outputs' names as well.
STREAMS = ("stdout", "stderr")


@dataclass(frozen=True)
class Said:
    """What a cell has said.

    Parameters
    ----------
    outputs : in the order in which they were made.
    names : for each, the `display_id` under which it can be changed later, or "".
    changes : new content for what was shown under such a name, by this cell or one before it.
    """

    outputs: list[NotebookNode]
    names: list[str]
    changes: list[tuple[str, NotebookNode]]


class Outputs:
    """The outputs of the cell that runs."""

    def __init__(self) -> None:
        self._made: list[tuple[str, NotebookNode]] = []
        self._changes: list[tuple[str, NotebookNode]] = []
        self._clear_first = False

    def take(self) -> Said:
        """What was said since the last call."""
        said = Said([output for _, output in self._made], [name for name, _ in self._made], self._changes)
        self._made, self._changes, self._clear_first = [], [], False
        return said

    def stream(self, name: str, text: str) -> None:
        """Text on a stream; it joins what stands last where that is the same stream."""
        if not text:
            return
        self._settle()
        last = self._made[-1][1] if self._made else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        else:
            self._add(new_output("stream", name=name, text=text))

    def display(
        self, data: Mapping[str, Any], metadata: Mapping[str, Any], transient: Mapping[str, Any], update: bool
    ) -> None:
        """A display, or new content for those that were shown under its `display_id`."""
        output = new_output("display_data", data=_clean(data), metadata=json_clean(dict(metadata)))
        name = str(transient.get("display_id") or "")
        if name:
            self._changes.append((name, output))
        if not update:
            self._add(output, name)

    def result(self, data: Mapping[str, Any], metadata: Mapping[str, Any], count: int) -> None:
        """The value of a cell's last expression."""
        output = new_output("execute_result", data=_clean(data), metadata=json_clean(dict(metadata)), execution_count=count)
        self._add(output)

    def error(self, name: str, text: str, traceback: Sequence[str]) -> None:
        """An exception that a cell did not catch."""
        self._add(new_output("error", ename=name, evalue=text, traceback=list(traceback)))

    def clear(self, wait: bool) -> None:
        """Take away what the cell has shown, at once or when it shows something new."""
        self._clear_first = wait
        if not wait:
            self._made.clear()

    def _add(self, output: NotebookNode, name: str = "") -> None:
        self._settle()
        self._made.append((name, output))

    def _settle(self) -> None:
        if self._clear_first:
            self.clear(wait=False)


class Stream(TextIOBase):
    """What `sys.stdout` or `sys.stderr` is while a cell runs."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self._outputs = name, outputs

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Add text to the cell's outputs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.stream(self.name, text)
        return len(text)


def _clean(data: Mapping[str, Any]) -> Any:
    return json_clean(encode_images(dict(data)))
