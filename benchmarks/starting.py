"""Time of starting commands, as multiples of starting Python, on lawcheck as users have it.

python benchmarks/starting.py [ROUNDS]

lawcheck and its three plugins are built into wheels and installed into new environments, with
bytecode: one environment without plugins, one with all. What lawcheck depends on is installed
from the package index, in the versions of `constraints.txt`; Spark itself is not, since nothing
here imports it. Building needs hatchling, which the extra `dev` brings.

Counted is processor time, of the command and of the processes that it starts, so that what else
the machine does matters little; the commands take turns, and the least of each is taken. Windows
does not tell the processor time of processes that ended.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 40
ROOT = Path(__file__).resolve().parents[1]
PLUGINS = sorted(ROOT.glob("plugins/*/pyproject.toml"))
UNIT = ROOT / "examples" / "maojian-2023" / "maojian.yaml"
BARE = "python -c pass"
COMMANDS = {
    "lawcheck --help": ["--help"],
    "lawcheck list": ["list"],
    "lawcheck score, one unit": ["score", "district-annual", str(UNIT)],
}


def build(source: Path, folder: Path) -> Path:
    """Build the wheel of one distribution, and return its path."""
    before = set(folder.glob("*.whl"))
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, source)
    (wheel,) = set(folder.glob("*.whl")) - before
    return wheel


def install(folder: Path, core: Path, plugins: Sequence[Path]) -> Path:
    """Make an environment with these wheels, and return its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    pip(programs / "python", "install", "-c", ROOT / "constraints.txt", "--compile", core)
    # Plugins come with what they need, except for Spark, whose 450 MB no command here touches.
    for each in plugins:
        alone = ["--no-deps"] if each.name.startswith("lawcheck_spark") else []
        constraints = ["-c", ROOT / "constraints.txt"]
        pip(programs / "python", "install", *constraints, *alone, "--compile", each)
    return programs


def pip(python: str | Path, command: str, *arguments: str | Path) -> None:
    """Run pip, and show what it says only if it fails."""
    line = [python, "-m", "pip", command, "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(list(map(str, line)), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, line))}\n{done.stderr}")


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return the processor time of a command and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def ratios(programs: Path, rounds: int, folder: Path) -> dict[str, float]:
    """Return the time of each command, in times of the bare interpreter."""
    commands = {BARE: [str(programs / "python"), "-c", "pass"]} | {
        name: [str(programs / "lawcheck"), *arguments] for name, arguments in COMMANDS.items()
    }
    taken = dict.fromkeys(commands, math.inf)
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name] = min(taken[name], seconds(command, folder))
    print(f"  {BARE}: {taken[BARE] * 1000:.0f} ms")
    return {name: time / taken[BARE] for name, time in taken.items() if name != BARE}


def main() -> None:
    """Build, install, measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        core = build(ROOT, folder)
        plugins = [build(each.parent, folder) for each in PLUGINS]
        environments = {
            "without plugins": install(folder / "without", core, []),
            f"with {', '.join(each.parent.name for each in PLUGINS)}": install(
                folder / "with", core, plugins
            ),
        }
        version = ".".join(map(str, sys.version_info[:3]))
        print(
            f"processor time on CPython {version}, least of {rounds} runs each; wheels of this "
            "checkout, with bytecode"
        )
        for name, programs in environments.items():
            print(f"{name}:")
            for command, ratio in ratios(programs, rounds, folder).items():
                print(f"  {command}: {ratio:.1f} times `{BARE}`")


if __name__ == "__main__":
    main()
