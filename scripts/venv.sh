# Sourced by scripts/demo and scripts/test: finds a Python and makes a virtual environment. Needs bash.

# The first Python from 3.11 to 3.13 on this machine; AITIA_PYTHON names one.
find_python() {
  local candidate
  for candidate in ${AITIA_PYTHON:+"$AITIA_PYTHON"} python3.13 python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  echo "aitia needs Python 3.11, 3.12 or 3.13; install one, or name it: AITIA_PYTHON=/path/to/python3.11 $0" >&2
  return 1
}

# Installs Debian packages where that is allowed; says so and fails where it is not.
apt_install() {
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    return 1
  fi
  echo "-- installing $*" >&2
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# make_venv DIRECTORY: a virtual environment there, unless there is a working one.
make_venv() {
  local directory=$1 python
  if [ -x "$directory/bin/python" ] && "$directory/bin/python" -m pip --version >/dev/null 2>&1; then
    return 0
  fi
  python=$(find_python) || return 1
  rm -rf "$directory"
  if ! "$python" -m venv "$directory" >/dev/null 2>&1; then
    rm -rf "$directory"
    apt_install python3-venv python3-pip || true # Debian's Python comes without what makes environments
    if ! "$python" -m venv "$directory"; then
      rm -rf "$directory"
      echo "$python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv" >&2
      return 1
    fi
  fi
}

# pip_install DIRECTORY ARGUMENT...: quietly, into that environment, from package indexes only.
pip_install() {
  local directory=$1
  shift
  "$directory/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
    --root-user-action=ignore "$@"
}
