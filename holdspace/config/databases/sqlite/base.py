"""Django's SQLite engine, which opens no connection that would lose or alter an acknowledged row."""

from django.db.backends.sqlite3 import base

from holdspace.config.databases.promises import SQLITE, Answer, assert_kept


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has shown its promises before anybody uses it."""

    def promises(self) -> tuple[Answer, ...]:
        """Ask the open connection for every setting that matters."""
        return tuple(Answer(promise, self._value_of(promise.name)) for promise in SQLITE)

    def init_connection_state(self) -> None:
        """Refuse the connection unless every promise is kept."""
        super().init_connection_state()
        assert_kept(self.promises())

    def _value_of(self, name: str) -> str:
        if name == "transaction_mode":
            return str(self.settings_dict["OPTIONS"].get("transaction_mode"))
        return str(self.connection.execute(f"PRAGMA {name}").fetchone()[0])
