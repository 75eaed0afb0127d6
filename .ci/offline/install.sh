#!/bin/sh
# Installs lawcheck into the folder `lawcheck` beside this file, from the wheels in this folder alone.
# 只用本文件夹里的文件，把 lawcheck 装到旁边的 lawcheck 文件夹。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
    echo "Python 3.11, 3.12 or 3.13 is needed; say which with PYTHON=/path/to/python3 ./install.sh" >&2
    echo "需要 Python 3.11、3.12 或 3.13；可用 PYTHON=/路径/python3 ./install.sh 指明" >&2
    exit 1
}
"$python" -m venv "$here/lawcheck"
"$here/lawcheck/bin/python" -m pip install --quiet --no-index --find-links "$here/wheels" -r "$here/packages.txt"
"$here/lawcheck/bin/lawcheck" --version
echo "$here/lawcheck/bin/lawcheck"
