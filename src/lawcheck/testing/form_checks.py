"""Checks of the class of an indicator type, before it scores anything."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.rule import Checked, Rule
from lawcheck.registry.field_kinds import is_frozen
from lawcheck.testing.message_texts import in_all_languages
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.rule_checks import RuleChecks, failed


class FormChecks(RuleChecks):
    """The class, its parameters and its description."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_is_a_frozen_attrs_class_with_its_documentation(self, data: st.DataObject) -> None:
        """The type is frozen, so runs are independent; it has a docstring and all methods."""
        rule = data.draw(self.rules())
        cls = type(rule)
        assert isinstance(rule, Rule), f"{cls.__name__} lacks type_name, describe() or score()"
        assert attrs.has(cls), f"{cls.__name__} is not an attrs class; use @attrs.frozen"
        assert is_frozen(cls), f"{cls.__name__} is not frozen; use @attrs.frozen"
        assert (cls.__doc__ or "").strip(), f"{cls.__name__} has no docstring"

    @NO_DEADLINE
    @given(data=st.data())
    def test_has_no_default_that_can_change(self, data: st.DataObject) -> None:
        """No default is a list, dict or set, which all items of all units would share."""
        cls = type(data.draw(self.rules()))
        shared = sorted(_shared_defaults(cls))
        assert not shared, (
            f"{cls.__name__}: the default of {', '.join(shared)} can be changed; use a tuple, or "
            "attrs.field(factory=...)"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_finds_no_fault_in_its_rules(self, data: st.DataObject) -> None:
        """`check` accepts the rules, so a checklist with this indicator loads."""
        rule = data.draw(self.rules())
        try:
            faults = list(rule.check(self.points)) if isinstance(rule, Checked) else []
            told = [in_all_languages(fault.what) for fault in faults]
        except Exception as error:
            raise failed("check()", error) from error
        assert not faults, told

    @NO_DEADLINE
    @given(data=st.data())
    def test_describes_itself_in_both_languages(self, data: st.DataObject) -> None:
        """`describe` returns a sentence in both languages, which the blank form prints."""
        rule = data.draw(self.rules())
        try:
            sentence = rule.describe()
        except Exception as error:
            raise failed("describe()", error) from error
        assert in_all_languages(sentence)


def _shared_defaults(cls: type) -> Iterator[str]:
    for field in attrs.fields(cls) if attrs.has(cls) else ():
        if _can_change(field.default):
            yield field.name
    for name, function in inspect.getmembers(cls, inspect.isfunction):
        if name.startswith("__"):
            continue
        for parameter in inspect.signature(function).parameters.values():
            if _can_change(parameter.default):
                yield f"{name}({parameter.name})"


def _can_change(default: Any) -> bool:
    return isinstance(default, list | dict | set | bytearray)
