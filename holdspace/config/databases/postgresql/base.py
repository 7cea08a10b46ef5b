"""Django's PostgreSQL engine, which opens no connection that would lose an acknowledged row."""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from holdspace.config.databases.promises import OLDEST_POSTGRESQL, POSTGRESQL, Answer, assert_kept


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has shown its promises before anybody uses it."""

    def promises(self) -> tuple[Answer, ...]:
        """Ask the open connection for every setting that matters."""
        columns = ", ".join(f"current_setting('{promise.name}')" for promise in POSTGRESQL)
        # The driver's own cursor: Django's would open a connection to ask about opening one.
        with self.connection.cursor() as cursor:
            values = cursor.execute(f"SELECT {columns}").fetchone()
        return tuple(Answer(promise, str(value)) for promise, value in zip(POSTGRESQL, values, strict=True))

    def init_connection_state(self) -> None:
        """Refuse the connection unless the server is new enough and every promise is kept."""
        super().init_connection_state()
        version = self.connection.info.server_version // 10_000
        if version < OLDEST_POSTGRESQL:
            raise ImproperlyConfigured(
                f"The database was not opened. The server is PostgreSQL {version}; "
                f"Holdspace needs {OLDEST_POSTGRESQL} or newer."
            )
        assert_kept(self.promises())
