"""What the code of a notebook names, which says what the notebook reads; and code that may read what nobody can foresee."""

import ast
import json
from dataclasses import dataclass, field
from pathlib import Path

#: What a notebook may import beside the program and modules of its own: it computes, and its version is known.
_KNOWN = frozenset(
    {
        "pandas",
        "numpy",
        "matplotlib",
        "seaborn",
        "collections",
        "dataclasses",
        "datetime",
        "functools",
        "itertools",
        "math",
        "re",
    }
    | {"statistics", "textwrap", "typing", "IPython", "__future__"}
)

#: Names with which code reads files, the clock or chance.
_UNFORESEEN = frozenset(
    {"open", "today", "now", "utcnow", "random", "eval", "exec", "__import__", "run_line_magic", "run_cell_magic", "system"}
)
_READS = ("read_", "load")
_OURS = "send_analysis"


@dataclass
class Code:
    """What a notebook and the modules beside it, which it imports, have in their code.

    Parameters
    ----------
    imported : names imported from the program, such as "send_analysis.front_door".
    named : every name, attribute (also with a point before it) and short text.
    files : the notebook itself and the modules beside it.
    unforeseen : why its results may depend on what no hash sees; empty where they do not.
    """

    imported: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    files: list[Path] = field(default_factory=list)
    unforeseen: str = ""


def code_of(notebook: Path) -> Code:
    """Read the code of a notebook, and of the modules that stand beside it and that it imports."""
    code = Code(files=[notebook])
    waiting = [(_source(notebook, code), notebook.name)]
    while waiting:
        source, name = waiting.pop()
        for path in _take(source, name, notebook.parent, code):
            if path not in code.files:
                code.files.append(path)
                waiting.append((path.read_text(encoding="utf-8"), path.name))
    return code


def _source(notebook: Path, code: Code) -> str:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError):
        code.unforeseen = "it is not a notebook that can be read"
        return ""


def _take(source: str, name: str, folder: Path, code: Code) -> list[Path]:
    """Add what one piece of code names; returns the modules beside it that it imports."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        code.unforeseen = f"{name} holds code that is not Python alone, such as a command that begins with % or !"
        return []
    beside = []
    for imported in _imports(nodes):
        first = imported.split(".")[0]
        if found := _beside(folder, first):
            beside += found
        elif first == _OURS:
            code.imported.add(imported)
        elif first not in _KNOWN:
            code.unforeseen = f"{name} imports {first}, which may read anything"
    named = {word for node in nodes for word in _words(node)}
    code.named |= named | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unforeseen = sorted(word for word in named if word in _UNFORESEEN or word.startswith(_READS))
    if unforeseen:
        code.unforeseen = f"{name} uses {unforeseen[0]}, so that it may read what no hash sees"
    return beside


def _imports(nodes: list[ast.AST]) -> list[str]:
    found = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found += [module, *(f"{module}.{alias.name}".lstrip(".") for alias in node.names)]
    return [name for name in found if name]


def _beside(folder: Path, first: str) -> list[Path]:
    if (folder / f"{first}.py").is_file():
        return [folder / f"{first}.py"]
    return sorted((folder / first).rglob("*.py")) if (folder / first).is_dir() else []


def _words(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr, f".{node.attr}"]
    if isinstance(node, ast.alias):
        return [node.name, *node.name.split(".")]
    return []
