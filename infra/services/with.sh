#!/usr/bin/env bash
# Runs a command beside real servers, and ends them with it: infra/services/with.sh COMMAND [ARGUMENT …]
#
# Servers that the environment names (DATABASE_URL, REDIS_URL, KAFKA_BROKERS, INFLUX_URL, S3_ENDPOINT) are used as they are. The others are started by
# the scripts beside this one, side by side, in a folder that goes with the command; one that cannot be had is left out, and said. InfluxDB is
# started where an influxd is found; BUILD_INFLUXD=yes builds one, which takes 5 to 10 minutes.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${SERVICES_CACHE:-$HOME/.cache/air-services}
[ $# -gt 0 ] || { sed -n '2,6p' "$0" >&2; exit 2; }

folder=$(mktemp -d)
chmod 755 "$folder"
started=()
end() {
  for name in "${started[@]}"; do "$here/$name.sh" stop "$folder/$name" >&2 || true; done
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT TERM

has_influxd() { command -v influxd > /dev/null || [ -x "$cache/influxd" ] || [ -n "${BUILD_INFLUXD:-}" ]; }
wanted() {
  case $1 in
    postgres) [ -z "${DATABASE_URL:-}" ] ;;
    redis) [ -z "${REDIS_URL:-}" ] ;;
    kafka) [ -z "${KAFKA_BROKERS:-}" ] ;;
    s3) [ -z "${S3_ENDPOINT:-}" ] ;;
    influx) [ -z "${INFLUX_URL:-}" ] && has_influxd ;;
  esac
}

# one after the other where they may install something: package managers lock each other out
for name in postgres redis kafka s3 influx; do
  wanted "$name" || continue
  if "$here/$name.sh" start "$folder/$name" > "$folder/$name.env" 2> "$folder/$name.log"; then
    started+=("$name")
    set -a
    # shellcheck disable=SC1090
    . "$folder/$name.env"
    set +a
  else
    echo "$name could not be started: what needs it is not run. It said:" >&2
    tail -n 5 "$folder/$name.log" >&2
  fi
done
[ -n "${INFLUX_URL:-}" ] || echo "no influxd is found: what needs InfluxDB is not run (BUILD_INFLUXD=yes builds one)" >&2

"$@"
