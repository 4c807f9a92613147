"""How long tests wait for what must come: so long that no slow or busy machine breaks one.

Nothing that works waits for it to pass, so it costs nothing where all is well.
"""

PATIENCE = 120.0
"""Seconds."""
