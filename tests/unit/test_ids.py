"""Names of records: legal, rising, apart from those of other processes; and revisions as they travel."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122, UUID

import pytest

from app.protocol import ChangePage, new_id
from app.protocol.wire import add_up


def test_an_id_is_a_uuid_of_version_seven():
    made = UUID(new_id())
    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_rise_and_never_repeat_even_from_many_threads():
    mine = [new_id() for _ in range(10_000)]
    assert mine == sorted(mine)
    with ThreadPoolExecutor(4) as threads:
        theirs = [name for some in threads.map(lambda _: [new_id() for _ in range(5_000)], range(4)) for name in some]
    assert len({*mine, *theirs}) == 30_000


@pytest.mark.skipif(sys.platform == "win32", reason="nothing forks there")
def test_a_forked_process_makes_ids_of_its_own(tmp_path):
    child = multiprocessing.get_context("fork").Process(target=lambda: (tmp_path / "id").write_text(new_id()))
    child.start()
    child.join(20)
    assert (tmp_path / "id").read_text()[16:] != new_id()[16:]


def page(*rows: list[object]) -> ChangePage:
    return ChangePage(epoch="e", covered_to=9, head=9, more=False, scopes=[], tables={"tag": list(rows)})


def test_steps_between_revisions_add_up_to_revisions():
    came = page(["a", 4], ["b", 1], ["c", 3])
    add_up(came)
    assert [row[1] for row in came.tables["tag"]] == [4, 5, 8]


@pytest.mark.parametrize("row", [[], ["a"], ["a", "4"], ["a", None]])
def test_a_row_without_a_revision_is_a_damaged_page(row):
    with pytest.raises(ValueError, match="revision"):
        add_up(page(row))
