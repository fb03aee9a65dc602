"""YAML with line numbers, so that each fault in a params file can name its line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: A place in a document: keys and list positions from the top.
Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a params file: its line (0: the file as a whole), the key, and what to do."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the file"
        return f"{where}{', ' + self.key if self.key else ''}: {self.message}"


@dataclass(frozen=True)
class Document:
    """A YAML document as plain values, with the line of each place and the faults of its writing."""

    values: Any
    lines: dict[Place, int]
    faults: tuple[Fault, ...]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place above it that the document has."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates and times of day stay text: params read them strictly themselves."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "int", "merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# YAML 1.1 reads 09:00 as a number in base 60; whole numbers are decimal here and nothing else.
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))

#: Anchors, aliases and tags: params are plain values, and a file that repeats or constructs things is a mistake or worse.
_NOT_PLAIN = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)


def read_yaml(path: Path) -> Document:
    """Read a file; what is wrong with its writing (syntax, encoding, repeated keys) comes back as faults."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, _NOT_PLAIN):
                message = "uses & or * or !, which YAML has a meaning for; put the text in quotes."
                return _unreadable(token.start_mark.line + 1, message)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        return _unreadable(0, "is not UTF-8 text. Save it again with the encoding UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _unreadable(mark.line + 1 if mark else 0, f"is not valid YAML: {error.problem}.")
    except yaml.YAMLError:
        return _unreadable(0, "holds a character that YAML does not allow.")
    if node is None:
        return _unreadable(0, "is empty.")
    lines: dict[Place, int] = {}
    faults: list[Fault] = []
    values = _build(node, (), lines, faults)
    return Document(values, lines, tuple(faults))


def _unreadable(line: int, message: str) -> Document:
    return Document(None, {}, (Fault(line, "", message),))


def _build(node: yaml.Node, place: Place, lines: dict[Place, int], faults: list[Fault]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, place, lines, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, index), lines, faults) for index, child in enumerate(node.value)]
    return _Loader("").construct_object(node)


def _build_mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], faults: list[Fault]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in built:
            first = lines[(*place, key)]
            faults.append(Fault(line, key, f"stands twice (first on line {first}). Keep one of them."))
            continue
        lines[(*place, key)] = line
        built[key] = _build(value_node, (*place, key), lines, faults)
    return built
