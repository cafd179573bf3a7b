@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
set "BIN=.venv\Scripts"

where py >nul 2>nul
if errorlevel 1 (
    echo 没有找到 Python。请先安装 Python 3.11 或更高版本，安装时勾选“py launcher”，然后再双击本文件。
    goto failed
)
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
    echo Python 版本太低。请安装 Python 3.11 或更高版本，然后再双击本文件。
    goto failed
)

if not exist "%BIN%\python.exe" (
    echo 正在准备运行环境，第一次需要几分钟，请稍候……
    py -3 -m venv .venv
    if errorlevel 1 goto setup_failed
)
fc /b requirements.lock .venv\installed.lock >nul 2>nul
if errorlevel 1 (
    echo 正在安装所需组件，请稍候……
    "%BIN%\python.exe" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    if errorlevel 1 goto setup_failed
    "%BIN%\python.exe" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    if errorlevel 1 goto setup_failed
    copy /y requirements.lock .venv\installed.lock >nul
)

echo 正在生成网站……
"%BIN%\python.exe" -m cunjian build
if errorlevel 2 goto failed
if errorlevel 1 (
    echo 网站已生成，但有上面列出的问题，请逐条查看。
) else (
    echo 网站已生成。
)
if exist "site\index.html" start "" "site\index.html"
echo 按任意键关闭本窗口。
pause >nul
exit /b 0

:setup_failed
echo 运行环境没有装好。请检查网络后再双击本文件；仍不行时删去 .venv 文件夹重试。
:failed
echo 没有完成。按任意键关闭本窗口。
pause >nul
exit /b 1
