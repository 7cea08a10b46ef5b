"""Where do the secrets live?"""

import multiprocessing
import stat

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from holdspace.config.keys import field_keys, secret_keys


class TestAKeyFile:
    @pytest.mark.parametrize(("name", "keys"), [("secret-key", secret_keys), ("field-keys", lambda data: made(data))])
    def test_is_made_on_first_run_for_its_owner_alone(self, tmp_path, name, keys):
        keys(tmp_path)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600

    def test_is_the_same_on_the_second_run(self, tmp_path):
        assert secret_keys(tmp_path) == secret_keys(tmp_path)

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o700])
    def test_that_others_may_read_is_refused(self, tmp_path, mode):
        secret_keys(tmp_path)
        (tmp_path / "secret-key").chmod(mode)
        with pytest.raises(ImproperlyConfigured, match=f"mode {mode:04o}.*chmod 600"):
            secret_keys(tmp_path)

    @pytest.mark.parametrize("mode", [0o600, 0o400])
    def test_that_only_its_owner_may_read_is_used(self, tmp_path, mode):
        secret_keys(tmp_path)
        (tmp_path / "secret-key").chmod(mode)
        assert secret_keys(tmp_path)

    def test_that_is_empty_is_refused(self, tmp_path):
        (tmp_path / "secret-key").touch(0o600)
        with pytest.raises(ImproperlyConfigured, match="is empty"):
            secret_keys(tmp_path)

    def test_keeps_older_keys_behind_the_newest(self, tmp_path):
        old = secret_keys(tmp_path)
        (tmp_path / "secret-key").write_text("new\n" + "\n".join(old))
        assert secret_keys(tmp_path) == ("new", *old)

    def test_is_one_file_when_many_start_together(self, tmp_path):
        start = multiprocessing.get_context("spawn")
        with start.Pool(4) as many:
            found = set(many.starmap(secret_keys, [(tmp_path,)] * 16, chunksize=1))
        assert len(found) == 1
        assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


class TestTheFieldKeys:
    def test_encrypt_what_they_can_read_again(self, tmp_path):
        (key,) = made(tmp_path)
        assert Fernet(key).decrypt(Fernet(key).encrypt(b"a secret")) == b"a secret"

    def test_are_never_made_anew_beside_a_database_that_has_lost_them(self, tmp_path):
        database = tmp_path / "holdspace.sqlite3"
        database.touch()
        with pytest.raises(ImproperlyConfigured, match="Put the file back from the backup"):
            field_keys(tmp_path, database=database)
        assert not (tmp_path / "field-keys").exists()


def made(data):
    return field_keys(data, database=data / "holdspace.sqlite3")
