"""Templates for sentences: text and calls of a few functions; nothing that could loop, calculate or look into the program."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from send_analysis.core.params.checking import did_you_mean

#: What may stand in a template.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Keyword, nodes.Name, nodes.Const,
    nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip

_CALLED = {
    nodes.For: "a loop",
    nodes.Getattr: "an attribute",
    nodes.Getitem: "an index",
    nodes.Filter: "a filter",
    nodes.BinExpr: "a calculation",
    nodes.Assign: "an assignment",
}


class TemplateError(Exception):
    """A template is not as it must be; the message says the line and what to write."""


def fill(template: str, functions: Mapping[str, Callable[..., str]], names: Mapping[str, str]) -> str:
    """The template with what its functions return.

    Raises
    ------
    TemplateError
        When the template is malformed, holds more than it may, or names what there is not. What a function raises, passes.
    """
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals = {name: _of_texts(name, function) for name, function in functions.items()}
    try:
        _check(environment.parse(template), functions, names)
        return environment.from_string(template).render(names)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f'line {error.lineno}: {error.message}. Write a figure as {{{{ figure("measure") }}}}.'
        ) from None
    except RecursionError:
        raise TemplateError("something is nested too deeply.") from None


def _check(tree: nodes.Template, functions: Mapping[str, object], names: Mapping[str, str]) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            what = next((words for kind, words in _CALLED.items() if isinstance(node, kind)), type(node).__name__.lower())
            raise TemplateError(f"line {node.lineno}: {what} has no place in a template. {_what_may_stand(functions)}")
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for name in tree.find_all(nodes.Name):
        if name.name not in {*functions, *names}:
            near = did_you_mean(name.name, [*functions, *names])
            raise TemplateError(f"line {name.lineno}: there is no `{name.name}`.{near} {_what_may_stand(functions, names)}")
        if (name.name in functions) != (id(name) in called):
            raise TemplateError(f"line {name.lineno}: write `{name.name}` {_how(name.name in functions)}.")


def _what_may_stand(functions: Mapping[str, object], names: Mapping[str, str] | None = None) -> str:
    known = ", ".join([*(f"{name}(…)" for name in functions), *(names or {})])
    return f"Beside text there may be {{{{ }}}} with {known}, and {{% if %}}."


def _how(is_function: bool) -> str:
    return 'with what it is asked for, as in {{ figure("measure") }}' if is_function else "without brackets"


def _of_texts(name: str, function: Callable[..., str]) -> Callable[..., str]:
    """The function, given nothing but texts."""

    def call(*given: Any, **named: Any) -> str:
        if not all(isinstance(each, str) for each in (*given, *named.values())):
            raise TemplateError(f"{name}(…) takes texts, in quotes.")
        return function(*given, **named)

    return call
