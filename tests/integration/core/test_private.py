"""Who may reach the embedded server: nobody but the user whose folder it is."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from core.embedded import embedded_url, owner_url, stop_embedded
from core.embedded_server import PrivateServer, is_private, socket_folder
from core.errors import BadSetting
from core.migrate import migrate, numbered

LONG = "a-folder-whose-path-is-too-long-for-a-socket-" * 3
STRANGER = 65534


@pytest.fixture(params=["short", LONG], ids=["short path", "long path"])
def data_dir(request: pytest.FixtureRequest) -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="firstfive-data-"))
    base.chmod(0o755)
    folder = base / str(request.param)
    folder.mkdir()
    yield folder
    stop_embedded(folder)
    shutil.rmtree(base)


def place(url: str) -> Path:
    return Path(unquote(str(conninfo_to_dict(url)["host"])))


def asked(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


def postmaster(data_dir: Path) -> psutil.Process:
    text = (data_dir / "postgres" / "postmaster.pid").read_text()
    return psutil.Process(int(text.splitlines()[0]))


def test_the_socket_lies_where_nobody_else_may_enter(data_dir: Path) -> None:
    where = place(embedded_url(data_dir))
    assert is_private(where, postmaster(data_dir).uids().real)
    assert not stat.S_IMODE((where / ".s.PGSQL.5432").stat().st_mode) & 0o077


def test_its_short_folder_goes_with_it(data_dir: Path) -> None:
    where = place(embedded_url(data_dir))
    stop_embedded(data_dir)
    assert where.exists() == (where == data_dir / "postgres")
    assert asked(embedded_url(data_dir), "select 1") == [(1,)]


def test_it_listens_on_no_network(data_dir: Path) -> None:
    embedded_url(data_dir)
    process = postmaster(data_dir)
    assert [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []
    assert asked(owner_url(data_dir), "select setting from pg_settings where "
                 "name = 'listen_addresses'") == [("",)]  # fmt: skip


@pytest.mark.skipif(
    os.geteuid() != 0, reason="attacking as another user of the machine (setuid) takes root"
)
@pytest.mark.parametrize("role", ["postgres", "firstfive"])
def test_another_user_cannot_connect(data_dir: Path, role: str) -> None:
    socket_of = place(embedded_url(data_dir))
    for where in (str(socket_of), "127.0.0.1", "localhost"):
        url = make_conninfo(host=where, user=role, dbname="postgres", connect_timeout=10)
        done = as_stranger(data_dir, "psql", "--no-password", "-c", "select 1", url)
        assert done.returncode == 2, done.stdout
        assert "failed" in done.stderr


@pytest.mark.skipif(
    os.geteuid() != 0, reason="attacking as another user of the machine (setuid) takes root"
)
def test_one_who_finds_the_way_open_is_still_not_believed(data_dir: Path) -> None:
    where = place(embedded_url(data_dir))
    (data_dir / "postgres").chmod(0o700)
    where.chmod(0o711)
    (where / ".s.PGSQL.5432").chmod(0o777)
    url = make_conninfo(host=str(where), user="postgres", dbname="postgres")
    done = as_stranger(data_dir, "psql", "--no-password", "-c", "select 1", url)
    assert done.returncode == 2
    assert "Peer authentication failed" in done.stderr
    where.chmod(0o700)


def as_stranger(data_dir: Path, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    program = PrivateServer.of(data_dir / "postgres").bin_path / name
    return subprocess.run(
        [program, *words], user=STRANGER, group=STRANGER, extra_groups=[], cwd="/",
        env={"LC_ALL": "C"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(
    os.geteuid() != 0, reason="an ordinary user's server has no groups of root to drop"
)
def test_it_keeps_no_group_of_root(data_dir: Path) -> None:
    embedded_url(data_dir)
    process = postmaster(data_dir)
    own = pwd.getpwnam("pgserver").pw_gid
    seen = 0
    for one in (process, *process.children()):
        with suppress(FileNotFoundError, psutil.NoSuchProcess):  # a worker comes and goes
            status = Path(f"/proc/{one.pid}/status").read_text()
            groups = next(line for line in status.splitlines() if line.startswith("Groups:"))
            assert set(one.gids()) == {own}
            assert set(groups.split()[1:]) <= {str(own)}
            seen += 1
    assert seen >= 3


def test_the_products_role_owns_its_tables_and_nothing_else(data_dir: Path) -> None:
    url = embedded_url(data_dir)
    assert asked(url, "select current_user::text, rolsuper or rolcreaterole or rolcreatedb "
                 "or rolreplication or rolbypassrls from pg_roles "
                 "where rolname = current_user") == [("firstfive", False)]  # fmt: skip
    migrate(url)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("copy (select 1) to program 'true'")


def test_a_folder_of_an_earlier_version_is_taken_over(data_dir: Path) -> None:
    superuser = owner_url(data_dir)
    with psycopg.connect(superuser, autocommit=True) as connection:
        for statement in ("alter database postgres owner to postgres", "drop extension vector",
                          "drop owned by firstfive", "drop role firstfive"):  # fmt: skip
            connection.execute(statement.encode())
    assert migrate(superuser) == [name for name, _ in numbered()]
    (data_dir / "postgres" / "pg_hba.conf").write_text("local all all trust\n")
    stop_embedded(data_dir)
    url = embedded_url(data_dir)
    assert migrate(url) == []
    assert owned_by_the_superuser(owner_url(data_dir)) == []
    assert "trust" not in (data_dir / "postgres" / "pg_hba.conf").read_text()
    with psycopg.connect(url) as connection:
        connection.execute("alter table catalogue.embeddings add column tried integer")


def owned_by_the_superuser(url: str) -> list[tuple[object, ...]]:
    return asked(
        url,
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname in ('catalogue', 'conversations', 'models', 'public')
            and relowner = 'postgres'::regrole
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')""",
    )


def test_a_server_that_pretends_to_be_ours_is_not_believed(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user of the machine")
    with socket.socket(socket.AF_UNIX) as false:
        false.bind(str(tmp_path / ".s.PGSQL.5432"))
        false.listen()
        url = make_conninfo(host=str(tmp_path), user="firstfive", requirepeer="pgserver")
        with pytest.raises(psycopg.OperationalError, match="requirepeer specifies"):
            psycopg.connect(url)


def test_a_folder_that_another_prepared_is_not_used(tmp_path: Path) -> None:
    pgdata = tmp_path / LONG / "postgres"
    pgdata.mkdir(parents=True)
    first = socket_folder(pgdata, os.geteuid(), os.getegid())
    assert socket_folder(pgdata, os.geteuid(), os.getegid()) == first
    first.chmod(0o777)
    second = socket_folder(pgdata, os.geteuid(), os.getegid())
    assert second != first
    assert is_private(second, os.geteuid())
    first.rmdir()
    second.rmdir()


def test_where_no_short_folder_is_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pgdata = tmp_path / LONG / "postgres"
    pgdata.mkdir(parents=True)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(pgdata))
    with pytest.raises(BadSetting, match="set FIRSTFIVE_DATA_DIR to a shorter path"):
        socket_folder(pgdata, os.geteuid(), os.getegid())
