"""What columns cannot do: the units of such a path are left to the rule itself."""

from __future__ import annotations

from typing import Any, Final, NoReturn


class LeftToRule(BaseException):
    """A rule did something with a symbol that columns cannot do.

    It derives from `BaseException`, so that a rule with `except Exception` cannot swallow it.
    """


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Leave the units of this path to the rule: what was asked for, columns cannot do."""
    raise LeftToRule


_refused: Final[Any] = refuse


class Opaque:
    """Leaves the rule to itself, whatever is done with it that its class does not define.

    Without this, Python would answer by itself: an object is true, is equal to nothing but itself,
    and is no `int`; or raise a `TypeError`, which the rule may catch.
    """

    __slots__ = ()

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refused
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refused
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refused
    __divmod__ = __rdivmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = _refused
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = _refused
    __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = _refused
    __int__ = __index__ = __float__ = __complex__ = _refused
    __round__ = __trunc__ = __floor__ = __ceil__ = _refused
    __str__ = __repr__ = __format__ = __bytes__ = __reduce_ex__ = _refused
    __len__ = __iter__ = __contains__ = __getitem__ = __call__ = _refused
    __hash__ = _refused
    __class__ = property(refuse)  # what `isinstance` asks for

    def __getattr__(self, name: str) -> NoReturn:
        raise LeftToRule
