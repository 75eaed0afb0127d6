"""The words that people type into a form, which the maker and the reader of forms share."""

from __future__ import annotations

from typing import Final

from lawcheck.plugin import Text

NEVER_WORD: Final = Text("从未", "never")
"""What is typed for the date of something that never happened."""
REJECTED: Final = Text("不认可", "not accepted")
"""What the inspector types where the unit's value has no proof and the right one is not known."""
TRUE_RECORD: Final = Text("属实", "confirmed")
FALSE_RECORD: Final = Text("不属实", "rejected")
ADDED_RECORD: Final = Text("补录", "added")
"""What the inspector says of a record: it is as the unit says, it is not, the unit left it out."""
