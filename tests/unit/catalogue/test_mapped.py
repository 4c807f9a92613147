"""Files of a large catalogue: written whole or not at all, checked when they are opened."""

import json
from pathlib import Path

import numpy as np
import pytest

from catalogue.mapped import KEPT, SEAL, Draft, Label, open_mapped, tidy

LABEL = Label("boats", 3, 1, "abc")
NUMBERS = np.arange(2_000, dtype=np.int32)


def write(root: Path, label: Label = LABEL) -> Path:
    draft = Draft(root)
    draft.add("numbers", NUMBERS)
    draft.add("none", np.zeros(0, np.float32))
    blank = draft.blank("blank", (500, 3), np.uint8)
    blank[7] = 9
    draft.blank("empty", (0, 3), np.uint8)
    return draft.seal(label, {"told": ["é"]})


def test_what_was_written_is_mapped_read_only(tmp_path: Path) -> None:
    assert open_mapped(tmp_path, LABEL) is None
    write(tmp_path)
    opened = open_mapped(tmp_path, LABEL)
    assert opened is not None
    header, arrays = opened
    assert header == {"told": ["é"]}
    assert arrays["numbers"].tolist() == NUMBERS.tolist()
    assert arrays["blank"][7].tolist() == [9, 9, 9]
    assert (len(arrays["none"]), arrays["empty"].shape) == (0, (0, 3))
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 1


def test_two_who_write_at_the_same_time_leave_one_whole_folder(tmp_path: Path) -> None:
    first, second = Draft(tmp_path), Draft(tmp_path)
    for draft in (first, second):
        draft.add("numbers", NUMBERS)
    assert second.seal(LABEL, {}) == first.seal(LABEL, {})
    assert [path.name for path in tmp_path.iterdir()] == [LABEL.folder]
    assert open_mapped(tmp_path, LABEL) is not None


def test_what_was_not_sealed_is_not_opened(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.add("numbers", NUMBERS)
    assert open_mapped(tmp_path, LABEL) is None
    draft.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "seal", "other"])
def test_a_damaged_folder_is_removed_to_be_written_anew(tmp_path: Path, damage: str) -> None:
    folder = write(tmp_path)
    file = folder / "numbers.npy"
    if damage == "flipped":
        data = bytearray(file.read_bytes())
        data[-1] ^= 1
        file.write_bytes(data)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-4])
    elif damage == "gone":
        file.unlink()
    elif damage == "seal":
        (folder / SEAL).write_text("{")
    else:
        told = json.loads((folder / SEAL).read_text())
        told["label"]["content_hash"] = "another"
        (folder / SEAL).write_text(json.dumps(told))
    assert open_mapped(tmp_path, LABEL) is None
    assert not folder.exists()
    write(tmp_path)
    assert open_mapped(tmp_path, LABEL) is not None


def test_the_oldest_versions_of_a_pack_are_removed(tmp_path: Path) -> None:
    for version in range(1, KEPT + 3):
        write(tmp_path, Label("boats", version, 1, "abc"))
    write(tmp_path, Label("house-boats", 1, 1, "abc"))
    tidy(tmp_path, "boats")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [*(f"boats-{v:09}" for v in range(3, KEPT + 3)), "house-boats-000000001"]
