"""Dataclasses whose methods are written when they are first called.

To whoever reads, calls or checks the code these are `dataclasses.dataclass`, `field` and
`replace`. Theirs write and compile half a dozen methods for each class while it is imported, which
for the hundred small classes of this package takes longer than all else that a process does to
come to a verdict; and most of these methods are never called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import Any

__all__ = ["dataclass", "field", "field_names", "replace"]

_NOTHING: Any = object()


class _Field:
    """One field; `default` and `factory` are _NOTHING where there is none."""

    __slots__ = (
        "annotation",
        "compare",
        "default",
        "factory",
        "hash",
        "init",
        "kw_only",
        "name",
        "repr",
    )

    def __init__(
        self,
        *,
        default: Any = _NOTHING,
        default_factory: Any = _NOTHING,
        init: bool = True,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> None:
        self.name = self.annotation = ""
        self.default, self.factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare
        self.hash = hash
        self.kw_only = kw_only


class _Shape:
    """What a class was declared as."""

    __slots__ = ("fields", "frozen", "params")

    def __init__(self, fields: dict[str, _Field], frozen: bool, params: dict[str, bool]) -> None:
        self.fields = fields
        self.frozen = frozen
        self.params = params

    def names(self, chosen: Callable[[_Field], object] = lambda _: True) -> tuple[str, ...]:
        return tuple(name for name, each in self.fields.items() if chosen(each))


def field_names(cls: type) -> tuple[str, ...] | None:
    """The names of all fields in order; None for a class that is no dataclass of this module."""
    shape: _Shape | None = cls.__dict__.get("__shape__")
    return None if shape is None else shape.names()


def _dataclass(
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Callable[[type[Any]], type[Any]]:
    def decorated(cls: type[Any]) -> type[Any]:
        own = _own_fields(cls, kw_only)
        fields = {
            name: each
            for base in reversed(cls.__mro__[1:])
            for name, each in _shape_fields(base).items()
        }
        inherited = set(fields)
        fields |= own
        params = {"frozen": frozen, "eq": eq, "order": order}
        namespace = {
            name: value
            for name, value in cls.__dict__.items()
            if name not in own and name not in ("__dict__", "__weakref__")
        }
        if slots:
            namespace["__slots__"] = tuple(name for name in own if name not in inherited)
        else:
            stated = ((name, each.default) for name, each in own.items())
            namespace |= {name: value for name, value in stated if value is not _NOTHING}
        shape = _Shape(fields, frozen, params)
        namespace |= {name: m for name, m in _methods(shape, eq, order) if name not in namespace}
        namespace["__qualname__"] = cls.__qualname__
        namespace["__shape__"] = shape
        namespace["__match_args__"] = shape.names(lambda each: each.init and not each.kw_only)
        meta: Any = type(cls)
        made: type[Any] = meta(cls.__name__, cls.__bases__, namespace)
        if "__init__" not in cls.__dict__:
            made.__init__ = _first_init(made)
        return made

    return decorated


def _shape_fields(cls: type[Any]) -> dict[str, _Field]:
    shape = cls.__dict__.get("__shape__")
    return {} if shape is None else shape.fields


def _own_fields(cls: type[Any], kw_only: bool) -> dict[str, _Field]:
    found = {}
    for name, annotation in cls.__annotations__.items():
        if annotation.startswith("ClassVar"):
            continue
        value = cls.__dict__.get(name, _NOTHING)
        each = value if isinstance(value, _Field) else _Field(default=value)
        each.name, each.annotation = name, annotation
        each.kw_only = kw_only if each.kw_only is None else each.kw_only
        found[name] = each
    return found


def _methods(shape: _Shape, eq: bool, order: bool) -> Iterable[tuple[str, Any]]:
    yield "__repr__", _repr_of(shape)
    yield "__dataclass_fields__", _Standard()
    yield "__dataclass_params__", _Standard()
    yield "__getstate__", _state_of
    yield "__setstate__", _set_state
    compared = _getter(shape.names(lambda each: each.compare))
    if eq:
        yield "__eq__", _comparison(compared, "__eq__")
        yield "__hash__", _hash_of(shape) if shape.frozen else None
    if order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            yield name, _comparison(compared, name)
    if shape.frozen:
        yield "__setattr__", _refuse
        yield "__delattr__", _refuse


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _comparison(key: Callable[[Any], Any], name: str) -> Callable[[Any, Any], Any]:
    import operator

    holds = getattr(operator, name)

    def compare(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return holds(key(self), key(other))
        return NotImplemented

    return compare


def _hash_of(shape: _Shape) -> Callable[[Any], int]:
    key = _getter(shape.names(_is_hashed))
    return lambda self: hash(key(self))


def _is_hashed(each: _Field) -> bool:
    return each.compare if each.hash is None else each.hash


def _repr_of(shape: _Shape) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807 - the name that a traceback shows
        names = shape.names(lambda each: each.repr)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__


def _refuse(self: Any, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    what = "assign to" if value else "delete"
    raise FrozenInstanceError(f"cannot {what} field {name!r}")


def _state_of(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__shape__.fields]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__shape__.fields, state, strict=True):
        object.__setattr__(self, name, value)


def _first_init(cls: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        written = _written_init(cls)
        type.__setattr__(cls, "__init__", written)
        written(self, *args, **kwargs)

    return __init__


def _written_init(cls: type[Any]) -> Callable[..., None]:
    """The constructor, as `dataclasses` writes it."""
    shape: _Shape = cls.__dict__["__shape__"]
    names: dict[str, Any] = {"_put": object.__setattr__, "_nothing": _NOTHING}
    positional: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for name, each in shape.fields.items():
        default = each.default if each.factory is _NOTHING else _NOTHING
        has_default = each.factory is not _NOTHING or default is not _NOTHING
        if each.init:
            names[f"_default_{name}"] = default
            parameter = f"{name}=_default_{name}" if has_default else name
            (named if each.kw_only else positional).append(parameter)
        elif not has_default:
            continue
        given = name if each.init else "_nothing"
        if each.factory is not _NOTHING:
            names[f"_make_{name}"] = each.factory
            given = f"_make_{name}() if {given} is _nothing else {given}"
        elif not each.init:
            names[f"_default_{name}"] = default
            given = f"_default_{name}"
        lines.append(f"  _put(self, {name!r}, {given})")
    if hasattr(cls, "__post_init__"):
        lines.append("  self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n" + ("\n".join(lines) or "  pass"), names)
    written: Callable[..., None] = names["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    written.__annotations__ = {each.name: each.annotation for each in shape.fields.values()}
    return written


class _Standard:
    """What `dataclasses.fields` and `is_dataclass` look for, made when they look."""

    __slots__ = ("name",)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = name

    def __get__(self, instance: object, cls: type[Any]) -> Any:
        import dataclasses

        owner = next(each for each in cls.__mro__ if "__shape__" in each.__dict__)
        shape: _Shape = owner.__dict__["__shape__"]
        declared = []
        for each in shape.fields.values():
            given: Any = {"kw_only": each.kw_only, "init": each.init, "repr": each.repr}
            given |= {"compare": each.compare, "hash": each.hash}
            if each.default is not _NOTHING:
                given["default"] = each.default
            if each.factory is not _NOTHING:
                given["default_factory"] = each.factory
            declared.append((each.name, each.annotation, dataclasses.field(**given)))
        make: Any = dataclasses.make_dataclass
        found = getattr(make(owner.__name__, declared, **shape.params), self.name)
        type.__setattr__(owner, self.name, found)
        return found


def _replace(instance: Any, /, **changes: Any) -> Any:
    cls = type(instance)
    shape = cls.__dict__.get("__shape__")
    if shape is None:
        import dataclasses

        return dataclasses.replace(instance, **changes)
    for name, each in shape.fields.items():
        if each.init and name not in changes:
            changes[name] = getattr(instance, name)
    return cls(**changes)


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _Field, _replace
