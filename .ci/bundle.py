#!/usr/bin/env python3
"""Make one zip from which lawcheck and its plugins are installed where there is no internet.

    .ci/bundle.py [FOLDER] [PLATFORM ...]

Writes FOLDER/lawcheck-VERSION-offline.zip (`dist` by default) for all platforms, or for those that
are named. What has to be in it follows from the requirements that each wheel declares, read for
each platform and Python by itself: pip would read them for the machine that it runs on, and leave
out what only Windows needs. Versions are those of constraints.txt.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Final

import attrs
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT: Final = Path(__file__).resolve().parents[1]
PYTHONS: Final = ("3.11", "3.12", "3.13")
EXTRAS: Final = {"lawcheck": {"tables"}}
"""What is asked of our own packages; the others get what is required of them."""
LEFT_OUT: Final = {"lawcheck-spark"}  # needs Java, and PySpark has no wheel
_MACS: Final = ("11_0", "10_15", "10_13", "10_12", "10_9")


@attrs.frozen
class Platform:
    """A platform that is installed on.

    Attributes:
        tags: the tags of wheels that it takes, best first.
        system: what markers see as `platform_system`, `sys_platform` and `os_name`.
        machine: what they see as `platform_machine`.
    """

    tags: tuple[str, ...]
    system: tuple[str, str, str]
    machine: str


def _linux(machine: str) -> Platform:
    versions = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
    tags = tuple(f"{version}_{machine}" for version in versions)
    return Platform(tags, ("Linux", "linux", "posix"), machine)


def _mac(machine: str) -> Platform:
    kinds = (machine, "universal2")
    tags = tuple(f"macosx_{version}_{kind}" for version in _MACS for kind in kinds)
    return Platform(tags, ("Darwin", "darwin", "posix"), machine)


PLATFORMS: Final[Mapping[str, Platform]] = {
    "windows": Platform(("win_amd64",), ("Windows", "win32", "nt"), "AMD64"),
    "linux-x86": _linux("x86_64"),
    "linux-arm": _linux("aarch64"),
    "mac-intel": _mac("x86_64"),
    "mac-arm": _mac("arm64"),
}


def main(folder: Path, platforms: tuple[str, ...]) -> Path:
    """Make the zip, and return its path."""
    with tempfile.TemporaryDirectory() as made:
        inside = Path(made) / "lawcheck-offline"
        wheels = inside / "wheels"
        wheels.mkdir(parents=True)
        ours = _build_ours(wheels)
        for platform in platforms:
            for python in PYTHONS:
                _complete(wheels, ours, platform, python)
        names = sorted(_with_extras(name) for name in ours)
        (inside / "packages.txt").write_text("".join(f"{name}\n" for name in names), "utf-8")
        for each in (ROOT / ".ci" / "offline").iterdir():
            # Notepad and cmd of older Windows need CRLF, sh needs LF
            newline = "\n" if each.suffix == ".sh" else "\r\n"
            text = each.read_text("utf-8")
            (inside / each.name).write_text(text, "utf-8", newline=newline)
        (inside / "install.sh").chmod(0o755)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"lawcheck-{ours['lawcheck']}-offline.zip"
        _zip(inside, target)
    return target


def _with_extras(name: str) -> str:
    return f"{name}[{','.join(sorted(EXTRAS[name]))}]" if name in EXTRAS else name


def _build_ours(wheels: Path) -> dict[str, str]:
    """Build our own wheels, and return their versions by name."""
    plugins = sorted(each.parent for each in (ROOT / "plugins").glob("*/pyproject.toml"))
    built = [ROOT, *(each for each in plugins if each.name not in LEFT_OUT)]
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), *map(str, built))
    found = (parse_wheel_filename(each.name) for each in wheels.glob("*.whl"))
    return {str(name): str(version) for name, version, _, _ in found}


def _complete(wheels: Path, ours: Mapping[str, str], platform: str, python: str) -> None:
    """Fetch what our packages require on one platform with one Python."""
    wanted = PLATFORMS[platform]
    tags = wanted.tags
    markers = {
        **dict(zip(("platform_system", "sys_platform", "os_name"), wanted.system, strict=True)),
        "platform_machine": wanted.machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    interpreter = f"cp{python.replace('.', '')}"
    version = tuple(map(int, python.split(".")))
    fitting = [
        *cpython_tags(version, platforms=tags),
        *compatible_tags(version, interpreter, tags),
    ]
    pins = _pins(markers)
    waiting, seen = [(name, EXTRAS.get(name, set())) for name in ours], set()
    while waiting:
        name, extras = waiting.pop()
        if (name, frozenset(extras)) in seen:
            continue
        seen.add((name, frozenset(extras)))
        wheel = _wheel(wheels, name, ours.get(name) or pins.get(name), fitting)
        if wheel is None:
            if name not in pins:
                raise SystemExit(f"{name} is required on {platform}; add it to constraints.txt")
            options = [option for tag in tags for option in ("--platform", tag)]
            options += ["--python-version", python, "--only-binary", ":all:", "--no-deps"]
            _pip("download", *options, "--dest", str(wheels), f"{name}=={pins[name]}")
            wheel = _wheel(wheels, name, pins[name], fitting)
        if wheel is None:
            raise SystemExit(f"there is no wheel of {name} for {platform} and Python {python}")
        waiting += _required(wheel, extras, markers)


def _wheel(wheels: Path, name: str, version: str | None, fitting: list[Tag]) -> Path | None:
    for each in sorted(wheels.glob("*.whl")):
        found, has, _, tags = parse_wheel_filename(each.name)
        if found == name and str(has) == version and not tags.isdisjoint(fitting):
            return each
    return None


def _required(
    wheel: Path, extras: set[str], markers: Mapping[str, str]
) -> Iterator[tuple[str, set[str]]]:
    with zipfile.ZipFile(wheel) as archive:
        (about,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        metadata = BytesHeaderParser().parsebytes(archive.read(about))
    for line in metadata.get_all("Requires-Dist", []):
        needed = Requirement(line)
        if needed.marker is None or any(
            needed.marker.evaluate({**markers, "extra": extra}) for extra in (extras or {""})
        ):
            yield canonicalize_name(needed.name), set(needed.extras)


def _pins(markers: Mapping[str, str]) -> dict[str, str]:
    pins = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate(dict(markers)):
                (only,) = pin.specifier
                pins[str(canonicalize_name(pin.name))] = only.version
    return pins


def _zip(inside: Path, target: Path) -> None:
    """Wheels are compressed already, so they are stored as they are."""
    with zipfile.ZipFile(target, "w") as archive:
        for each in sorted(inside.rglob("*")):
            if each.is_file():
                kind = zipfile.ZIP_STORED if each.suffix == ".whl" else zipfile.ZIP_DEFLATED
                archive.write(each, each.relative_to(inside.parent), kind)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - pip, and names from constraints.txt; no shell


if __name__ == "__main__":
    where, *wanted = sys.argv[1:] or [str(ROOT / "dist")]
    print(main(Path(where), tuple(wanted) or tuple(PLATFORMS)))
