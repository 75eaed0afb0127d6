@echo off
rem Installs lawcheck into the folder "lawcheck" beside this file, from the wheels in this folder alone.
chcp 65001 > nul
setlocal
set "python=py -3"
py -3 --version > nul 2> nul || set "python=python"
%python% -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" || goto nopython
%python% -m venv "%~dp0lawcheck" || goto failed
"%~dp0lawcheck\Scripts\python.exe" -m pip install --quiet --no-index --find-links "%~dp0wheels" -r "%~dp0packages.txt" || goto failed
"%~dp0lawcheck\Scripts\lawcheck.exe" --version || goto failed
echo "%~dp0lawcheck\Scripts\lawcheck.exe"
exit /b 0
:nopython
echo Python 3.11, 3.12 or 3.13 is needed. 需要 Python 3.11、3.12 或 3.13。
exit /b 1
:failed
echo lawcheck was not installed. 没有装好。
exit /b 1
