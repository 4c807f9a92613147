"""``firstfive demo``: from nothing to a running product with the shipped catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.options import DatabaseUrl, DataDir, Host, Port

if TYPE_CHECKING:
    from core.settings import Settings


def demo(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Ingest the shipped catalogue and serve it.

    The first start takes a while; later ones ingest only what changed.
    """
    from core.settings import read_settings
    from ui.serving import listening, run

    settings = read_settings(host=host, port=port, data_dir=data_dir, database_url=database_url)
    with listening(settings.host, settings.port) as socket:
        run(settings, socket, before=_ingest_default)


async def _ingest_default(settings: Settings) -> None:
    from domains import pack_ids
    from ui.ingesting import ingest_pack

    await ingest_pack(settings, pack_ids()[0], None)
