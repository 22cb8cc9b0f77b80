#!/usr/bin/env bash
# Puts on this machine what the hall needs, each thing once. Usage: setup/prepare.sh run|test
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=$1

say() { printf '\033[36m»\033[0m %s\n' "$*"; }
fail() { printf '\033[31m×\033[0m %s\n' "$@" >&2; exit 1; }

# --- Debian packages ------------------------------------------------------------------------------------
packages=(python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    fonts-arphic-uming fonts-arphic-ukai fonts-noto-cjk)
[ "$purpose" = test ] && packages+=(postgresql redis-server chromium poppler-utils)

command -v apt-get dpkg-deb >/dev/null || fail \
    "本系统没有 apt：请在 Debian 12 / Ubuntu 24.04 或更新版本上运行。" \
    "No apt here: please use Debian 12, Ubuntu 24.04 or later."

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; } || fail \
            "缺少系统软件包，安装需要管理员权限。请管理员执行后重试：" \
            "Debian packages are missing. Ask an administrator to run, then try again:" \
            "  apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
    fi
    say "安装系统软件包 · installing Debian packages: ${missing[*]}"
    apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

# --- Python environment: rebuilt when a lock file changed, completed when only the test tools are missing ----
for python in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    "${python:-false}" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    python=
done
[ -n "$python" ] || fail "需要 Python 3.11 或更新版本。" "Python 3.11 or later is needed."

lock=requirements.lock
[ "$purpose" = test ] && lock=requirements-dev.lock
stamp() { sha256sum "$1" | cut -d' ' -f1; }
stamped() { [ "$(cat ".venv/$1.stamp" 2>/dev/null)" = "$(stamp "$1")" ] && .venv/bin/python -c '' 2>/dev/null; }
if ! stamped $lock; then
    stamped requirements.lock || "$python" -m venv --clear .venv
    say "安装 Python 依赖 · installing Python packages ($lock)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $lock
    for each in requirements.lock $lock; do stamp "$each" >".venv/$each.stamp"; done
fi

.venv/bin/python -m setup.fonts
.venv/bin/python -m setup.frontend
