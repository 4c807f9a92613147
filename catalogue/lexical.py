"""Word overlap: the BM25 score of every item for a text.

Meaning alone blurs rare words (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009);
the two scores add up in the belief. Postings are made when a version is published.
"""

from __future__ import annotations

import asyncio

import numpy as np
from numpy.typing import NDArray

from catalogue.query import rows
from catalogue.snapshot import Snapshot
from core.database import Connection


async def word_scores(connection: Connection, snapshot: Snapshot, text: str) -> NDArray[np.float32]:
    """BM25 of each item (float32[n], aligned with ``snapshot.ids``) for the words of a text."""
    if snapshot.large is not None:
        found = await rows(connection, "lexemes_of", {"text": text})
        lexemes = [row["lexeme"] for row in found]
        return await asyncio.to_thread(snapshot.large.postings.scores, lexemes, len(snapshot.ids))
    scores = np.zeros(len(snapshot.ids), np.float32)
    for row in await rows(connection, "words", {"text": text, "version": snapshot.version}):
        at = snapshot.rows.of(np.frombuffer(row["keys"], ">i4").astype(np.int32))
        held = at >= 0
        scores[at[held]] += np.frombuffer(row["weights"], ">f4")[held]
    return scores
