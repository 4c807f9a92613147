"""Every kind of fault, by name."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.faults import backups, callers, database, network, own
from evaluation.faults.models import MISBEHAVIOUR, misled
from evaluation.faults.trial import Trial, under

KINDS: Mapping[str, Trial] = {
    "database restarts": under(database.restart),
    "database killed": under(database.killed),
    "disk full": under(database.full_disk),
    "too many connections": under(database.crowded),
    "read-only": under(database.read_only),
    "clock jumps": under(database.clock_jump),
    "two seconds late": under(network.slow),
    "silent network": under(network.silent),
    "connection reset": under(network.cut),
    **{f"model: {how}": misled(how) for how in MISBEHAVIOUR},
    "message sent twice": own.submitted_twice,
    "two tabs": own.two_tabs,
    "socket lost": own.socket_lost,
    "huge body": callers.huge_body,
    "slow client": callers.slow_client,
    "handshake flood": callers.handshake_flood,
    "ingest killed": own.ingest_killed,
    "killed at a node": own.killed_at_a_node,
    "poisoned turn": own.poisoned_turn,
    "other dimension": own.other_dimension,
    "half-applied migration": own.half_migrated,
    "backup under load": backups.restored_elsewhere,
}
