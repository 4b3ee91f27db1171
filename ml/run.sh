#!/usr/bin/env bash
# Runs a Python module of ml/ in its own environment, which it makes where there is none.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

usage() {
  cat <<'HELP'
Usage: ml/run.sh COMMAND [OPTIONS]

  train     train the committed models and write the reports (--data DIR, or DATA=DIR)
  refit     a new version of pm25-pm-only from files and exports up to a day (--data DIR --until DATE)
  evaluate  score the committed models on a folder of CSV files (--data DIR)
  registry  list | promote | withdraw | rollback | shadow | log
  choose    compare recipes on half-years before the judged one (--data DIR)
  vectors   make the vectors of features, quality tests and probabilities anew (--data DIR)
  test      pytest
  lint      ruff

COMMAND --help tells more. Python >= 3.11 is needed: PYTHON names it (default: the first of python3.13, 3.12, 3.11, python3
that is new enough). The environment is ml/.venv, made from ml/requirements.txt and anew where that has changed.
HELP
}

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "ml/run.sh: Python >= 3.11 is not there; name it with PYTHON" >&2
  return 1
}

make_environment() {
  local stamp="$here/.venv/requirements.txt"
  cmp -s "$here/requirements.txt" "$stamp" && return
  local python
  python="$(find_python)"
  echo "ml/run.sh: making ml/.venv with $("$python" --version)" >&2
  [ -x "$here/.venv/bin/python" ] || "$python" -m venv "$here/.venv" >&2
  "$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  cp "$here/requirements.txt" "$stamp"
}

command="${1:---help}"
[ "$#" -eq 0 ] || shift
case "$command" in
  -h | --help | help)
    usage
    exit 0
    ;;
  train | refit | evaluate | choose | registry | vectors | test | lint) ;;
  *)
    usage >&2
    exit 2
    ;;
esac

make_environment
from="$PWD"
# what is named by a relative path is meant from where the caller stands
arguments=()
for argument in "$@"; do
  case "$argument" in
    /* | -*) arguments+=("$argument") ;;
    *) if [ -e "$from/$argument" ]; then arguments+=("$from/$argument"); else arguments+=("$argument"); fi ;;
  esac
done
set -- ${arguments[@]+"${arguments[@]}"}
export PYTHONPATH="$here/.." PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
cd "$here/.."
python="$here/.venv/bin/python"
case "$command" in
  train) exec "$python" -m ml.training "$@" ;;
  refit) exec "$python" -m ml.training.refit "$@" ;;
  evaluate) exec "$python" -m ml.evaluation "$@" ;;
  choose) exec "$python" -m ml.training.choose "$@" ;;
  registry) exec "$python" -m ml.registry "$@" ;;
  vectors)
    "$python" -m ml.features.make_vectors "$@"
    "$python" -m ml.quality.make_vectors "$@"
    exec "$python" -m ml.evaluation.make_vectors
    ;;
  test) exec "$python" -m pytest -q -p no:cacheprovider ml/tests "$@" ;;
  lint)
    "$here/.venv/bin/ruff" format --check --config "$here/ruff.toml" --no-cache "$here"
    exec "$here/.venv/bin/ruff" check --config "$here/ruff.toml" --no-cache "$here" "$@"
    ;;
esac
