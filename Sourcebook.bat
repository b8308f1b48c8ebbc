@echo off
rem Double-click on Windows: find a Python that suits, or fetch a private one, and start.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "TOOLS=%HERE%.python"
set "UV_PYTHON_INSTALL_DIR=%TOOLS%\pythons"
set "PYTHON="
set "PYTHON_ARGUMENT="

for %%V in (3.13 3.12 3.11) do call :try py -%%V
for %%V in (3.13 3.12 3.11) do call :try python%%V
call :try python
if not defined PYTHON call :fetch
if not defined PYTHON goto :nothing

"%PYTHON%" %PYTHON_ARGUMENT% "%HERE%run.py" %*
set "STATUS=%ERRORLEVEL%"
if not "%STATUS%"=="0" if "%~1"=="" pause
exit /b %STATUS%

:try
if defined PYTHON exit /b 0
"%~1" %~2 -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))" >nul 2>nul
if errorlevel 1 exit /b 0
set "PYTHON=%~1"
set "PYTHON_ARGUMENT=%~2"
exit /b 0

:fetch
set "UV="
where uv >nul 2>nul && set "UV=uv"
if not defined UV if exist "%USERPROFILE%\.local\bin\uv.exe" set "UV=%USERPROFILE%\.local\bin\uv.exe"
if not defined UV if exist "%TOOLS%\uv.exe" set "UV=%TOOLS%\uv.exe"
if defined UV call :find
if defined PYTHON exit /b 0
echo No suitable Python was found; fetching a private one into "%TOOLS%". 1>&2
if not defined UV call :fetch_uv
if not defined UV exit /b 1
"%UV%" python install --no-bin 3.12
if errorlevel 1 exit /b 1
call :find
exit /b 0

:fetch_uv
set "UV_UNMANAGED_INSTALL=%TOOLS%"
set "UV_NO_MODIFY_PATH=1"
powershell -NoProfile -ExecutionPolicy Bypass -Command "irm https://astral.sh/uv/install.ps1 | iex"
if exist "%TOOLS%\uv.exe" set "UV=%TOOLS%\uv.exe"
exit /b 0

:find
for /f "usebackq delims=" %%P in (`call "%UV%" python find --managed-python 3.12 2^>nul`) do call :try "%%P"
exit /b 0

:nothing
echo Sourcebook needs Python 3.11, 3.12 or 3.13, and none could be fetched. 1>&2
echo Connect to the internet and try again, or install one from python.org. 1>&2
pause
exit /b 1
