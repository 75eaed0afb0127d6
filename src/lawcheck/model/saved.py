"""Metadata of fields for saving scorecards as JSON.

The classes of a scorecard are the only description of its JSON: the encoder, the decoder and the
JSON Schema are derived from their fields. Each field is a key, in order, described by its line
under `Attributes` in the docstring. A field that is added later is declared like this, so that
cards that were saved before stay valid and keep their hash:

```python
visits: int = attrs.field(default=0, metadata=OPTIONAL)
```

The metadata of a field may hold:

- `key`: the key, if it is not the name of the field; `checklist.id` is the key `id` of an object
  `checklist`.
- `optional`: the key is left out if the field has its default value.
- `flat`: the object in this field is not nested; its keys are on the same level as those of the
  other fields.
- `unsaved`: the field is not saved; the metadata holds the value that it has when a card is read.

A field with `init=False` is computed from the others; it is saved for readers of the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

OPTIONAL: Final[Mapping[str, Any]] = {"optional": True}
"""For fields that are left out if they have their default value."""
FLAT: Final[Mapping[str, Any]] = {"flat": True}
"""For fields whose object is not nested in the JSON."""

Sha256 = Annotated[str, "sha256"]
"""A SHA-256 in hexadecimal."""
Decimals = Annotated[str, "decimals"]
"""A rounded number as it is printed."""
Places = Annotated[int, "places"]
"""The decimal places of the printed numbers that follow in the same card."""
Column = Annotated[int | str, "column"]
"""A position in a line, or the name of a table's column."""
