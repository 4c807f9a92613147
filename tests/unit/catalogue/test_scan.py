import numpy as np
import pytest

from catalogue.ids import Ids
from catalogue.postings import Postings
from catalogue.scan import REMEMBERED, Scan, quantised

DICE = np.random.default_rng(4)
N, WIDTH = 3_000, 48
VECTORS = DICE.standard_normal((N, WIDTH)).astype(np.float32)
VECTORS[:, 0] += 3
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
QUERY = VECTORS[17]


@pytest.fixture
def scan() -> Scan:
    return Scan(*quantised(VECTORS))


@pytest.mark.parametrize("share", [1.0, 0.5, 0.05, 0.0])
def test_cosines_are_nearly_right_and_only_of_the_allowed(scan: Scan, share: float) -> None:
    allowed = DICE.random(N) < share
    found = scan.scores(QUERY, allowed, -1.0)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[allowed], (VECTORS @ QUERY)[allowed], atol=0.02)
    assert (found[~allowed] == -1).all()


def test_extreme_vectors_do_not_overflow() -> None:
    corner = np.array([[1, 1], [-1, -1], [1, -1]], np.float32).repeat(WIDTH // 2, axis=1)
    corner /= np.linalg.norm(corner, axis=1, keepdims=True)
    scan = Scan(*quantised(corner))
    for query in corner:
        found = scan.scores(query, np.ones(3, np.bool_), -1.0)
        np.testing.assert_allclose(found, corner @ query, atol=0.02)


def test_items_without_a_vector_are_unknown() -> None:
    vectors = VECTORS[:4].copy()
    vectors[2] = 0
    found = Scan(*quantised(vectors)).scores(QUERY, np.ones(4, np.bool_), -1.0)
    assert (found == -1).tolist() == [False, False, True, False]


def test_what_is_remembered_is_not_changed_by_who_got_it(scan: Scan) -> None:
    allowed = np.ones(N, np.bool_)
    first = scan.scores(QUERY, allowed, -1.0)
    kept = first.copy()
    first[:] = 7
    some = DICE.random(N) < 0.5
    assert (scan.scores(QUERY, some, -1.0)[~some] == -1).all()
    assert scan.scores(QUERY, allowed, -1.0).tolist() == kept.tolist()
    for n in range(2 * REMEMBERED):
        other = scan.scores(VECTORS[n], allowed, -1.0)
        np.testing.assert_allclose(other, VECTORS @ VECTORS[n], atol=0.02)
    assert len(scan._kept) == REMEMBERED


def test_words_add_up_by_item() -> None:
    postings = Postings(
        lexemes=Ids.of(["boat", "oak", "öl"]),
        starts=np.array([0, 2, 3, 5]),
        rows=np.array([0, 2, 2, 1, 3], np.int32),
        weights=np.array([0.5, 1.5, 2.0, 4.0, 1.0], np.float16),
    )
    assert postings.scores(["oak", "boat", "none"], 4).tolist() == [0.5, 0, 3.5, 0]
    assert postings.scores(["öl"], 4).tolist() == [0, 4, 0, 1]
    assert postings.scores([], 2).tolist() == [0, 0]
