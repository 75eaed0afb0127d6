"""What a rule can ask of the other units, against counting them one by one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.peers import Peer, Peers, Pool

VALUES = st.none() | st.fractions(-3, 3, max_denominator=6)


def pool_of(values: list[Fraction | None]) -> Pool:
    return Pool(tuple(Peer(f"u{at}", value) for at, value in enumerate(values)))


@given(st.lists(VALUES, max_size=9), st.data())
def test_counts_and_means_are_those_of_counting_one_by_one(
    values: list[Fraction | None], data: st.DataObject
) -> None:
    pool = pool_of(values)
    own = data.draw(st.none() | st.integers(0, len(values) - 1) if values else st.none())
    asked = data.draw(
        st.sampled_from([each for each in values if each is not None] or [Fraction(1)])
    )
    peers = Peers(pool, own)
    others = [peer for at, peer in enumerate(pool.peers) if at != own]
    known = [peer.value for peer in others if peer.value is not None]

    assert list(peers) == others
    assert (len(peers), bool(peers)) == (len(others), bool(others))
    assert peers.unknown_names == tuple(f"@{peer.unit}" for peer in others if peer.value is None)
    assert (peers.size, peers.unknown) == (len(others), len(others) - len(known))
    assert peers.above(asked) == sum(value > asked for value in known)
    assert peers.below(asked) == sum(value < asked for value in known)
    assert peers.equal(asked) == known.count(asked)
    assert peers.mean(own=asked) == sum([*known, asked], Fraction(0)) / (len(known) + 1)
    if known:
        assert peers.mean() == sum(known, Fraction(0)) / len(known)
    else:
        with pytest.raises(ZeroDivisionError):
            peers.mean()


def test_a_value_that_no_unit_has() -> None:
    peers = Peers(pool_of([Fraction(1), Fraction(4), None]), 0)

    assert (peers.above(Fraction(2)), peers.below(Fraction(2)), peers.equal(Fraction(2))) == (
        1,
        0,
        0,
    )
    assert (peers.above(Fraction(1)), peers.below(Fraction(9)), peers.equal(Fraction(1))) == (
        1,
        1,
        0,
    )


def test_it_is_a_sequence_of_the_others() -> None:
    peers = Peers(pool_of([Fraction(1), Fraction(2), None]), 1)
    same = Peers.of([Peer("u0", Fraction(1)), Peer("u2", None)])

    assert (peers[0].unit, peers[-1].unit, [each.unit for each in peers[1:]]) == (
        "u0",
        "u2",
        ["u2"],
    )
    assert Peer("u2", None) in peers
    assert (peers == same, peers == tuple(same), hash(peers) == hash(same)) == (True, True, True)
    assert peers != Peers(peers.pool, 0)
    assert peers != "u0"


def test_the_mean_of_many_denominators() -> None:
    """1/1 - 1/2 + 1/2 - 1/3 + ... is a telescope: 1 - 1/301."""
    values = [Fraction(1, n) - Fraction(1, n + 1) for n in range(1, 301)]

    assert Peers.of(pool_of(values).peers).mean() == (1 - Fraction(1, 301)) / 300
