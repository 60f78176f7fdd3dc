"""Attributes made when first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - a decorator, as `property` is
    """`functools.cached_property` without its lock, which takes longer than most of what is made here; a window belongs to one thread."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        """`make` returns the value for an instance, which needs a `__dict__`."""
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> T:
        value: T = self._make(instance)
        instance.__dict__[self._name] = value
        return value
