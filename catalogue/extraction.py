"""Takes the messages out of the code: what is said, and what is declared where words are expected.

What is said is the text in ``say``, ``say_in`` and ``say_many``. What is declared is any text given where a class or a
function says ``Words``, ``Message`` or ``WordsByCode`` (``def field(label: Words)``), or in a constant so annotated.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from catalogue.messages import ROOT, SOURCES, Fault, Key, Message

_WORDS: Final = ("Words", "Message", "WordsByCode")
#: Places for words of libraries, which are not annotated as ours are: by the name of the call, the keywords.
_OF_LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "Typer": ("help", "epilog", "short_help"),
    "Option": ("help", "prompt"),
    "Argument": ("help",),
    "command": ("help", "epilog", "short_help"),
    "callback": ("help", "epilog", "short_help"),
    "add_typer": ("help", "short_help"),
}


@dataclass
class Extracted:
    """What was found in the code.

    Attributes:
        messages: Every message, in the order of the files.
        faults: What is no message though it stands where one must.
    """

    messages: list[Message] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Sink:
    """Where a call expects words: names of its parameters in their order, and which of them hold words.

    Attributes:
        parameters: The names of those that may be given by position.
        words: Those that hold words, with the name of their annotation.
    """

    parameters: tuple[str, ...]
    words: Mapping[str, str]


def extracted(folder: Path = SOURCES) -> Extracted:
    """Every message of the code in a folder."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}
    sinks: dict[str, list[Sink]] = {}
    for tree in trees.values():
        for name, sink in _sinks(tree):
            sinks.setdefault(name, []).append(sink)
    found = Extracted()
    for path, tree in trees.items():
        _Finder(str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name, sinks, found).visit(tree)
    return found


def _sinks(tree: ast.Module) -> Iterator[tuple[str, Sink]]:
    """The classes and functions of a module that expect words, by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [
                each for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            ]
            words = {_target(each): kind for each in fields if (kind := _kind(each.annotation))}
            if words:
                yield node.name, Sink(tuple(_target(each) for each in fields), words)
            for each in node.body:
                if isinstance(each, ast.FunctionDef) and each.name == "__init__":
                    yield from _of_function(each, node.name)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
            yield from _of_function(node, node.name)


def _of_function(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> Iterator[tuple[str, Sink]]:
    positional = [*node.args.posonlyargs, *node.args.args]
    every = [*positional, *node.args.kwonlyargs]
    words = {each.arg: kind for each in every if (kind := _kind(each.annotation))}
    if node.args.vararg is not None and (kind := _kind(node.args.vararg.annotation)):
        words["*"] = kind
    if words:
        names = tuple(each.arg for each in positional)
        yield name, Sink(names[1:] if names[:1] in {("self",), ("cls",)} else names, words)


def _kind(annotation: ast.expr | None) -> str:
    """Which sort of words an annotation names, if any."""
    named = (
        {each.id for each in ast.walk(annotation) if isinstance(each, ast.Name)} if annotation is not None else set()
    )
    return next((kind for kind in reversed(_WORDS) if kind in named), "")


def _target(node: ast.AnnAssign) -> str:
    return node.target.id if isinstance(node.target, ast.Name) else ""


def _parts(value: ast.expr) -> list[ast.expr]:
    """Where a value's texts may be: either side of a choice, each of several."""
    match value:
        case ast.IfExp(body=one, orelse=other):
            return [one, other]
        case ast.BoolOp(values=several) | ast.Dict(values=several):
            return several
        case ast.Tuple(elts=several) | ast.List(elts=several) | ast.Set(elts=several):
            return several
        case ast.Starred(value=inner):
            return [inner]
        case _:
            return []


def _is_declared(value: ast.expr) -> bool:
    """Whether a value is named: a constant, one of several in it, or an attribute."""
    return isinstance(value, ast.Name | ast.Attribute | ast.Subscript)


class _Finder(ast.NodeVisitor):
    """Finds the messages of one file."""

    def __init__(self, place: str, sinks: Mapping[str, list[Sink]], found: Extracted) -> None:
        self._place = place
        self._sinks = sinks
        self._found = found

    def visit_Call(self, node: ast.Call) -> None:
        """Take what is said by a call, or declared in it."""
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if isinstance(node.func, ast.Name) and name in {"say", "say_many", "say_in"}:
            self._say(name, node)
        elif name == "in_context":
            self._say("say_in", node)
        elif name == "say_declared" and not _is_declared(node.args[0]):
            self._fault(f"{name} needs the name of what is declared; what is said here is written out in say.", node)
        else:
            for keyword in node.keywords:
                if keyword.arg in _OF_LIBRARIES.get(name, ()):
                    self._declare(keyword.value)
            for sink in self._sinks.get(name, ()):
                self._declared(sink, node)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Take the words of a constant, or the default of an attribute."""
        kind = _kind(node.annotation)
        if kind and node.value is not None:
            self._declare(node.value, kind)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Take the defaults of parameters that hold words, and the returned words of a function that gives them."""
        positional = [*node.args.posonlyargs, *node.args.args]
        defaults = [
            *zip(reversed(positional), reversed(node.args.defaults), strict=False),
            *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
        ]
        self._help_of(node)
        for parameter, default in defaults:
            if default is not None and (kind := _kind(parameter.annotation)):
                self._declare(default, kind)
        self.generic_visit(node)

    def _help_of(self, node: ast.FunctionDef) -> None:
        """Take the docstring of a command of the command line, which is its help."""
        named = {getattr(each.func, "attr", "") for each in node.decorator_list if isinstance(each, ast.Call)}
        text = ast.get_docstring(node)
        if text and named & {"command", "callback"}:
            self._note((text, "", ""), node.lineno)

    def _declared(self, sink: Sink, node: ast.Call) -> None:
        for at, value in enumerate(node.args):
            name = sink.parameters[at] if at < len(sink.parameters) else "*"
            if name in sink.words:
                self._declare(value, sink.words[name])
        for keyword in node.keywords:
            if keyword.arg and keyword.arg in sink.words:
                self._declare(keyword.value, sink.words[keyword.arg])

    def _say(self, name: str, node: ast.Call) -> None:
        wanted = 1 if name == "say" else 2
        texts = [
            each.value for each in node.args[:wanted] if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if len(texts) < wanted:
            self._fault(f"{name} needs its message written out, so that it can be translated.", node)
            return
        message, more = texts[0], texts[1] if wanted == 2 else ""
        key = (more, "", message) if name == "say_in" else (message, more, "")
        self._note(key, node.lineno)

    def _declare(self, value: ast.expr, kind: str = "Words") -> None:
        """Note the texts of a value: itself, either side of a choice, each of several, the labels of pairs."""
        match value:
            case ast.Constant(value=str(text)):
                self._note((text, "", ""), value.lineno)
            case ast.Tuple(elts=[_, ast.Constant() as text]) if kind == "WordsByCode":
                self._declare(text, kind)
            case ast.Tuple(elts=[ast.Constant(), ast.Call()]) if kind == "WordsByCode":
                pass  # a label in a context, which is found as a call
            case _:
                for each in _parts(value):
                    self._declare(each, kind)

    def _fault(self, what: str, node: ast.Call) -> None:
        self._found.faults.append(Fault(f"{self._place}:{node.lineno}", what))

    def _note(self, key: Key, line: int) -> None:
        if any(character.isalpha() for character in key[0]):
            self._found.messages.append(Message(key, self._place, line))
