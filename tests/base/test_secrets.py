"""The key that signs sessions."""

from concurrent.futures import ThreadPoolExecutor

from kundenkreis.base.secrets import kept_key


def test_key_is_made_once_and_for_its_owner_only(tmp_path):
    file = tmp_path / "data" / "secret_key"

    first = kept_key(file)

    assert len(first) >= 50
    assert kept_key(file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(kept_key, [tmp_path / "secret_key"] * 40))

    assert len(keys) == 1
