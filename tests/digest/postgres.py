"""A PostgreSQL server for the length of a test run, from the binaries that Debian's package brings.

`python tests/digest/postgres.py COMMAND…` runs a command with such a server's address in DATABASE_URL.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path


def missing():
    """Why there can be no server here, or None."""
    try:
        import psycopg  # noqa: F401, PLC0415 - the extra `postgres` is optional
    except ImportError:
        return "psycopg is not installed (the extra `postgres`)"
    return None if _binary("initdb") else "no PostgreSQL server here (Debian: apt install postgresql)"


def _binary(name):
    found = shutil.which(name)
    return found or next((str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)


@contextmanager
def server():
    """A server that listens on a socket in a folder of its own: gives the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="briefer-pg-"))
    # The server refuses to run as root; Debian's package brings the user that it should run as.
    user = {"user": "postgres"} if os.getuid() == 0 else {}
    try:
        if user:
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        _call([_binary("initdb"), "-D", data, "-U", "briefer", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        start = [_binary("pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start"]
        _call(start, user)
        try:
            yield f"postgresql+psycopg://briefer@/postgres?host={folder}"
        finally:
            _call([_binary("pg_ctl"), "-D", data, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(command, user):
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **user)
    assert done.returncode == 0, done.stderr


def emptied(address):
    """The same address, its database empty."""
    import psycopg  # noqa: PLC0415 - see above

    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return address


if __name__ == "__main__":
    if reason := missing():
        sys.exit(reason)
    with server() as made:
        environ = {**os.environ, "DATABASE_URL": made.replace("+psycopg", "")}
        sys.exit(subprocess.run(sys.argv[1:], env=environ, check=False).returncode)
