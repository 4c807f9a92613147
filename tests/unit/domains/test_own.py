from pathlib import Path

import pytest

from core.errors import UnknownPack
from domains import load_pack, pack_folder, pack_ids
from ui import packs


@pytest.fixture
def own(tmp_path: Path) -> Path:
    source = tmp_path / "boats.csv"
    source.write_text("id,name,kind\n1,Anna,Sail\n2,Berta,Row\n3,Cleo,Sail\n4,Dora,Row\n", "utf-8")
    folder = tmp_path / "packs"
    assert any("Written to" in line for line in packs.propose("boats", str(source), folder))
    return folder


def test_a_team_brings_its_own_packs_from_a_folder(own: Path, tmp_path: Path) -> None:
    assert pack_ids(own) == [*pack_ids(), "boats"]
    assert load_pack("boats", own).source == str(tmp_path / "boats.csv")
    assert pack_folder("boats", own) == own / "boats"
    with pytest.raises(UnknownPack):
        load_pack("boats")


def test_an_installed_pack_is_not_replaced(own: Path) -> None:
    first = pack_ids()[0]
    (own / first).mkdir()
    (own / first / "pack.yaml").write_text("title: Mine", encoding="utf-8")
    assert pack_ids(own).count(first) == 1
    assert load_pack(first, own) == load_pack(first)


def test_a_proposed_pack_can_be_checked_by_name_and_by_path(own: Path) -> None:
    for named in ("boats", str(own / "boats"), str(own / "boats" / "pack.yaml")):
        lines, usable = packs.examine(named, None, own)
        assert usable, lines
        assert lines[-1].startswith("The pack 'boats' can be used")
    assert (own / "boats" / "pack.schema.json").is_file()
