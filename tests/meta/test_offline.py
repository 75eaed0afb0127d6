"""The zip that installs without internet: made, unpacked, installed where no network is, and used."""

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
        reason="install.sh is run on Linux; what Windows needs is resolved there, too",
    ),
    pytest.mark.one_python,  # what the zip holds is worked out for each
]
HERE = {"x86_64": "linux-x86", "aarch64": "linux-arm"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """For this machine and for Windows, with this Python alone, to keep it short."""
    folder = tmp_path_factory.mktemp("offline")
    spec = spec_from_file_location("bundle", ROOT / ".ci" / "bundle.py")
    bundle = module_from_spec(spec)
    spec.loader.exec_module(bundle)
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    vars(bundle)["PYTHONS"] = (python,)
    with zipfile.ZipFile(bundle.main(folder, (HERE[platform.machine()], "windows"))) as archive:
        archive.extractall(folder)
    return folder / "lawcheck-offline"


def test_it_installs_without_a_network(unpacked, tmp_path):
    """In a network of its own, where Linux allows that; else with an index that nobody answers."""
    alone = ["unshare", "--map-root-user", "--net"]
    may = shutil.which("unshare") and subprocess.run([*alone, "true"], check=False).returncode == 0
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON"))
    } | {"PYTHON": sys.executable, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    command = [*(alone if may else []), "sh", unpacked / "install.sh"]
    subprocess.run(command, env=environment, check=True, capture_output=True)

    program = unpacked / "lawcheck" / "bin" / "lawcheck"
    scored = subprocess.run(
        [program, "score", "district-annual", ROOT / "examples" / "maojian-2023" / "maojian.yaml"],
        env=environment | {"PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    listed = subprocess.run(
        [program, "plugins"], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert "83.53" in scored.stdout, scored.stderr
    for plugin in ("annual-report", "casefile", "html", "ledger", "office", "survey"):
        assert f"lawcheck-{plugin}" in listed.stdout


def test_windows_finds_all_that_it_needs(unpacked, tmp_path):
    """Pip resolves for Windows from the folder alone, and nothing has to be built."""
    wheels = unpacked / "wheels"
    windows = ["--platform", "win_amd64", "--only-binary", ":all:", "--target", str(tmp_path)]
    folder = ["--no-index", "--find-links", str(wheels), "-r", str(unpacked / "packages.txt")]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", *windows, *folder]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    names = [each.name for each in wheels.iterdir()]
    for_windows = {
        str(parse_wheel_filename(each)[0]) for each in names if each.endswith("-win_amd64.whl")
    }

    assert found.returncode == 0, found.stderr
    assert all(each.endswith(".whl") for each in names)
    assert {"pyyaml", "polars-runtime-32", "python-calamine", "markupsafe"} <= for_windows
    text = (unpacked / "install.bat").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 10
    assert "lawcheck[tables]" in (unpacked / "packages.txt").read_text("utf-8").splitlines()
