"""How the fields of scorecards are saved, where name and annotation do not say it all.

The classes of a scorecard are the one description of its JSON: what is written, what is read, and
the JSON Schema come from their fields. Each field is a key, in order, described by its line under
`Attributes`. A field that is added later looks like this, so that cards that were saved before
stay valid and keep their hash:

```python
visits: int = attrs.field(default=0, metadata=OPTIONAL)
```

The metadata of a field may hold:

- `key`: the key, where it is not the name of the field; `checklist.id` is the key `id` of an object
  `checklist`.
- `optional`: the key is left out where the field has its default.
- `flat`: the keys of the object in this field stand beside those of the other fields.
- `unsaved`: not saved at all; the value is what stands in its place when a card is read.

A field with `init=False` is worked out from the others; it is saved for those who read the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

OPTIONAL: Final[Mapping[str, Any]] = {"optional": True}
"""For fields that are left out where they have their default."""
FLAT: Final[Mapping[str, Any]] = {"flat": True}
"""For fields whose keys stand beside those of the other fields."""

Sha256 = Annotated[str, "sha256"]
"""A SHA-256 in hexadecimal."""
Decimals = Annotated[str, "decimals"]
"""A rounded number as it is printed."""
Places = Annotated[int, "places"]
"""How many decimal places the numbers have that are printed further down."""
Column = Annotated[int | str, "column"]
"""A position in a line, or the name of a table's column."""
