"""``firstfive serve``: the chat and the API for every ingested catalogue."""

from __future__ import annotations

from ui.commands.options import DatabaseUrl, DataDir, Host, Port


def serve(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Serve every catalogue that has been ingested."""
    from core.settings import read_settings
    from ui.serving import listening, run

    settings = read_settings(host=host, port=port, data_dir=data_dir, database_url=database_url)
    with listening(settings.host, settings.port) as socket:
        run(settings, socket)
