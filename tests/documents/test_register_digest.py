"""The digest of a register whose records are added in any order of units."""

import hashlib
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lawcheck import NEVER, Evidence, Record, Unit
from lawcheck.documents.digest import digest_of_evidence
from lawcheck.documents.register_digest import RegisterDigest
from lawcheck.plugin import Value

VALUES = st.one_of(
    st.text(max_size=4),
    st.booleans(),
    st.fractions(),
    st.dates(),
    st.just(NEVER),
)
ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), VALUES)), max_size=12
)


@given(ROWS, st.sets(st.sampled_from("abcd")))
def test_it_is_that_of_evidence_with_this_register_alone(
    rows: list[tuple[str, dict[str, Value]]], without_records: set[str]
) -> None:
    units = [Unit(each, name=each * 2) for each in {*without_records, *(unit for unit, _ in rows)}]
    with RegisterDigest("files") as digest:
        for unit, values in rows:
            digest.add(unit, values)
        found = digest.of(units)

    assert found == digest_of_evidence(
        Evidence(
            each,
            registers={
                "files": tuple(
                    Record("files", number, values)
                    for number, (unit, values) in enumerate(rows, 1)
                    if unit == each.id
                )
            },
        )
        for each in units
    )


def test_a_register_of_one_record() -> None:
    """The digest is fixed: records of draws that were kept must be found again."""
    with RegisterDigest("files") as digest:
        digest.add("a", {"no": "1号", "on": date(2023, 1, 2), "n": Fraction(1, 2)})
        found = digest.of([Unit("a")])

    form = (
        '[{"decisions":[],"facts":{},"registers":{"files":['
        '{"n":{"number":"1/2"},"no":"1号","on":{"date":"2023-01-02"}}]},"unit":{"id":"a"}}]'
    )

    assert found == hashlib.sha256(form.encode()).hexdigest()
