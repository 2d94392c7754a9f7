"""Frozen classes: what ``dataclass(frozen=True, slots=True)`` makes, at a fraction of its price.

That decorator compiles six functions for each class; the first screen needs some fifty classes, and they cost
it more time than reading the database does. Here only ``__init__`` is compiled, when the first object is made;
the rest is the same for all classes. Everything that works on dataclasses works on these too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T]) -> type[T]:
    """Make a class of annotated attributes one of frozen values that are equal when their attributes are."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    fields: dict[str, Field[Any]] = made.__dataclass_fields__
    values = _values_of(list(fields))
    made.__init__ = _initialiser_of_the_first(made, fields)
    made.__eq__ = lambda self, other: values(self) == values(other) if other.__class__ is made else NotImplemented
    made.__hash__ = lambda self: hash(values(self))
    made.__setattr__ = _refuse_to_set
    made.__delattr__ = _refuse_to_delete
    made.__getstate__ = lambda self: values(self)  # noqa: PLW0108 - only a function becomes a method
    made.__setstate__ = _restore
    if "__repr__" not in kind.__dict__:
        made.__repr__ = _described
    result: type[T] = made
    return result


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the attributes out of an object, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _initialiser_of_the_first(kind: type[Any], fields: dict[str, Field[Any]]) -> Any:
    """The ``__init__`` that a class has until it makes its first object: it puts the true one in its place."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it becomes the class's own
        kind.__init__ = _initialiser(kind, fields)
        kind.__init__(self, *args, **kwargs)

    return __init__


def _initialiser(kind: type[Any], fields: dict[str, Field[Any]]) -> Any:
    """The class's ``__init__``: parameters in the order of the attributes, with their defaults."""
    names: dict[str, Any] = {"unset": MISSING}
    parameters, lines = ["self"], []
    for name, each in fields.items():
        names[f"set_{name}"] = getattr(kind, name).__set__
        value = name
        if each.default_factory is not MISSING:
            names[f"make_{name}"] = each.default_factory
            value = f"make_{name}() if {name} is unset else {name}"
            parameters.append(f"{name}=unset")
        elif each.default is not MISSING:
            names[f"default_{name}"] = each.default
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
    for name, value in zip(self.__dataclass_fields__, values, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(_self: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _described(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({values})"
