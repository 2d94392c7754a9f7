"""Frozen classes: what ``dataclass(frozen=True, slots=True)`` makes, at a fraction of its price.

That decorator describes every field and compiles six functions for each class; the first screen needs some fifty
classes, and they cost it more time than reading the database does. Here ``__init__`` is compiled when it is used a
lot, and the fields are described when somebody asks; the rest is the same for all classes. Everything that works on
dataclasses works on these too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform

from app.words.declared import translating_attribute

T = TypeVar("T")

#: Objects of a class that are made before compiling its ``__init__`` pays.
FIRST: Final = 100


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T]) -> type[T]:
    """Make a class of annotated attributes one of frozen values that are equal when their attributes are."""
    spaces = dict(kind.__dict__)
    written: dict[str, Any] = spaces.get("__annotations__", {})
    names = tuple(name for name, meant in written.items() if not str(meant).startswith("ClassVar"))
    defaults = {name: spaces.pop(name) for name in names if name in spaces}
    for name in ("__dict__", "__weakref__"):
        spaces.pop(name, None)
    spaces |= {
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _Described({name: written[name] for name in names}, defaults),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__setstate__": _restore,
    }
    spaces.setdefault("__repr__", _described)
    made: Any = type(kind.__name__, kind.__bases__, spaces)
    values = _values_of(made, names)
    for name in names:
        translating = translating_attribute(written[name])
        if translating is not None:  # as ``worded`` does it; what is compared stays what was declared
            setattr(made, name, translating(made.__dict__[name]))
    made.__init__ = _first_initialiser(made, names, defaults)
    made.__eq__ = lambda self, other: values(self) == values(other) if other.__class__ is made else NotImplemented
    made.__hash__ = lambda self: hash(values(self))
    made.__getstate__ = lambda self: values(self)  # noqa: PLW0108 - only a function becomes a method
    result: type[T] = made
    return result


class _Described:
    """The fields of a class as dataclasses describe them, worked out when they are first asked for."""

    def __init__(self, written: dict[str, Any], defaults: dict[str, Any]) -> None:
        self._written = written
        self._defaults = defaults

    def __get__(self, _instance: object, kind: type[Any]) -> dict[str, Field[Any]]:
        like = type(
            kind.__name__, (), {"__annotations__": self._written, "__module__": kind.__module__, **self._defaults}
        )
        described: Any = dataclass(init=False, repr=False, eq=False)(like)
        fields: dict[str, Field[Any]] = described.__dataclass_fields__
        kind.__dataclass_fields__ = fields
        return fields


def _values_of(kind: type[Any], names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the attributes out of an object as they were given, always as a tuple."""
    if any(translating_attribute(kind.__annotations__[name]) for name in names):
        slots = [kind.__dict__[name] for name in names]
        return lambda self: tuple(slot.__get__(self) for slot in slots)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _first_initialiser(kind: type[Any], names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """The ``__init__`` of a class's first objects; then, or where arguments do not fit, a compiled one takes over."""
    checked = hasattr(kind, "__post_init__")
    left = FIRST

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it becomes the class's own
        nonlocal left
        left -= 1
        values = dict(zip(names, args, strict=False)) | kwargs
        lacking = [name for name in names if name not in values]
        fits = len(values) == len(args) + len(kwargs) == len(names) - len(lacking)
        if left < 0 or not fits or not all(name in defaults for name in lacking):
            kind.__init__ = _compiled(kind, names, defaults)
            kind.__init__(self, *args, **kwargs)
            return
        values |= {name: _default(defaults[name]) for name in lacking}
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if checked:
            self.__post_init__()

    return __init__


def _default(given: Any) -> Any:
    """A default as it stands in the class, or as ``field`` says it."""
    if not isinstance(given, Field):
        return given
    return given.default if given.default_factory is MISSING else given.default_factory()


def _compiled(kind: type[Any], attributes: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """The class's ``__init__``: parameters in the order of the attributes, with their defaults."""
    names: dict[str, Any] = {"unset": MISSING}
    parameters, lines = ["self"], []
    for name in attributes:
        names[f"set_{name}"] = getattr(kind, name).__set__
        value, given = name, defaults.get(name, MISSING)
        if isinstance(given, Field) and given.default_factory is not MISSING:
            names[f"make_{name}"] = given.default_factory
            value = f"make_{name}() if {name} is unset else {name}"
            parameters.append(f"{name}=unset")
        elif name in defaults:
            names[f"default_{name}"] = _default(given)
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        lines.append(f"    set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()")
    body = "\n".join(lines) or "    pass"
    exec(f"def __init__({', '.join(parameters)}):\n{body}", names)  # noqa: S102 - as dataclasses does, of our own names
    return names["__init__"]


def _restore(self: Any, values: tuple[Any, ...]) -> None:
    for name, value in zip(self.__match_args__, values, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(_self: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _described(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({values})"
