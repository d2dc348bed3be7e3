"""Reading leaves nothing behind and calls nobody: a library that reports to its makers must be kept from it."""

import os
import subprocess
import sys
from pathlib import Path

READ = 'import aitia; assert aitia.read("Iran attacked Israel because it feared war. The minister said so.").ties'


def test_reading_writes_nothing_into_the_home_of_a_user(tmp_path: Path) -> None:
    # onnxruntime keeps a device id and what it means to send under ~/.cache, unless told not to or seeing a CI machine
    quiet = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "BUILD_BUILDID", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    env = {name: value for name, value in os.environ.items() if name not in quiet}
    done = subprocess.run(
        [sys.executable, "-c", READ], env={**env, "HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
