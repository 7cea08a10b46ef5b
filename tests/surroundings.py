"""Loaded before Django reads its settings: tests keep their keys and databases in a folder that ends with them."""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("HOLDSPACE_") and name != "HOLDSPACE_DATABASE_URL"]:
    del os.environ[name]
# Two workers on two cores: linear algebra that takes a thread for each core makes both wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
folder = tempfile.mkdtemp(prefix="holdspace-test-")
os.environ["HOLDSPACE_DATA"] = folder
owner = os.getpid()


@atexit.register
def _remove() -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
