"""Which modules and data files of the program a piece of code reaches, by what is written in them: nothing is imported."""

import ast
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

#: The first line of something that may import; what it is, Python's own parser says.
_MAY_IMPORT = re.compile(r"^[ \t]*((?:from|import)[ \t(].*)$", flags=re.MULTILINE)

#: Where the package names what is loaded when it is asked for (`send_analysis/__init__.py`).
_LAZY = "_FOR_NOTEBOOKS"

_OURS = "send_analysis"


def reached(package: Path, imported: Iterable[str], files: Iterable[str], closed: frozenset[str] = frozenset()) -> set[str]:
    """The files of the package that modules reach: themselves, what they import, and the data in those folders.

    Parameters
    ----------
    imported : names as code imports them, for instance "send_analysis.notebook" or "send_analysis.front_door".
    files : all files of the package, by path.
    closed : modules whose own imports are not followed, because nothing of them is called.
    """
    known = set(files)
    lazy = _lazy(package)
    found: set[str] = set()
    waiting = list(imported)
    while waiting:
        for file in _files_of(waiting.pop(), lazy, known) - found:
            found.add(file)
            waiting += [] if file in closed else imports_of(package / file)
    folders = {str(PurePosixPath(file).parent) for file in found}
    return found | {file for file in known if not file.endswith(".py") and _home(file, known) in folders}


def imports_of(path: Path) -> list[str]:
    """The names that a module of the package imports from it; both the module and what is taken from it, which may be one."""
    return [name for name in imported_names(path.read_text(encoding="utf-8")) if name.split(".")[0] == _OURS]


@lru_cache(maxsize=1024)
def imported_names(source: str) -> tuple[str, ...]:
    """Every name that a module imports, wherever in it; of `from a import b` both a and a.b."""
    nodes = [node for statement in _statements(source) for node in ast.walk(statement)]
    found = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)


def _statements(source: str) -> list[ast.Module]:
    """The statements that import, each parsed alone: the whole of every module would take a second."""
    found = []
    for match in _MAY_IMPORT.finditer(source):
        text = match[1]
        if "(" in text and ")" not in text:
            text = source[match.start(1) : source.find(")", match.end()) + 1]
        try:
            found.append(ast.parse(text))
        except SyntaxError:
            continue  # a sentence of a docstring that begins so
    return found


def _files_of(name: str, lazy: Mapping[str, str], known: set[str]) -> set[str]:
    """The module of a name with the packages that it lies in, which are imported on the way."""
    first, _, rest = name.partition(".")
    head = rest.split(".")[0]
    if head in lazy and not {f"{head}.py", f"{head}/__init__.py"} & known:
        return _files_of(lazy[head], {}, known)
    parts = rest.split(".") if rest else []
    found = {"__init__.py"}
    for number in range(1, len(parts) + 1):
        base = "/".join(parts[:number])
        found |= {f"{base}.py", f"{base}/__init__.py"} & known
    return found if first == _OURS else set()


def _lazy(package: Path) -> dict[str, str]:
    """The module of each name that the package loads when it is asked for."""
    for node in ast.parse((package / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(each, ast.Name) and each.id == _LAZY for each in node.targets):
            return {name: module for name, (module, _) in ast.literal_eval(node.value).items()}
    return {}


def _home(file: str, known: set[str]) -> str:
    """The package that a data file lies in, be it in a folder below."""
    folder = PurePosixPath(file).parent
    while f"{folder}/__init__.py" not in known and folder != folder.parent:
        folder = folder.parent
    return str(folder)
