#!/usr/bin/env bash
# A real InfluxDB 2 server for tests, on 127.0.0.1.
#
#   infra/services/influx.sh start FOLDER    starts it, or finds it running; prints INFLUX_URL, INFLUX_TOKEN and INFLUX_ORG, and the program
#                                            as INFLUX_SERVER, for tests that start servers of their own
#   infra/services/influx.sh stop FOLDER     ends it; what it holds stays in FOLDER, and the next start takes up there, on the same port
#   infra/services/influx.sh build           makes influxd from its Go module, into ${SERVICES_CACHE:-$HOME/.cache/air-services}
#
# `start` takes the influxd on PATH, else the one that was built, else builds it: Debian has only 1.6, without Flux and /api/v2. A build takes 5
# to 10 minutes on two cores and 2 GB of the caches of Go and Cargo. It needs Go from 1.23, Rust (rustup or Debian's cargo), a C compiler and
# pkg-config. INFLUX_PORT names the port (default: a free one), INFLUX_VERSION another version.
set -euo pipefail

version=${INFLUX_VERSION:-2.7.12}
cache=${SERVICES_CACHE:-$HOME/.cache/air-services}
org=air

say() { echo "influx: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

need() { command -v "$1" >/dev/null || fail "$1 is not here: install $2"; }

# The compiler of Flux is Rust inside of Go. Its pinned toolchain of 2023 is overruled, and the lints that it makes errors are quieted in every
# crate, also in those that run while it builds: RUSTFLAGS would not reach them.
build() {
  need go "Go 1.23 or later (go.dev/dl)"
  need cargo "Rust (rustup.rs)"
  need cc "a C compiler"
  need pkg-config pkg-config
  local work
  work=$(mktemp -d)
  say "building influxd $version: this takes minutes"
  (
    cd "$work"
    module=$(go mod download -json "github.com/influxdata/influxdb/v2@v$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
    # modules are read-only, and a program is built from its own
    cp -R "$module" source
    chmod -R u+w source
    cd source
    GOBIN=$work/bin go install "github.com/influxdata/pkg-config@$(go list -mod=mod -m -f '{{.Version}}' github.com/influxdata/pkg-config)"
    printf '#!/bin/sh\nexec "$@" --cap-lints=allow\n' >"$work/rustc"
    chmod +x "$work/rustc"
    GOFLAGS=-mod=mod PKG_CONFIG=$work/bin/pkg-config RUSTUP_TOOLCHAIN=stable RUSTC_WRAPPER=$work/rustc \
      nice -n 19 go build -tags sqlite_foreign_keys,sqlite_json,noasm -ldflags "-X main.version=v$version" -o "$work/influxd" ./cmd/influxd
  ) >&2
  mkdir -p "$cache"
  mv "$work/influxd" "$cache/influxd"
  rm -rf "$work"
}

# Not Debian's 1.6.
find_influxd() {
  if command -v influxd >/dev/null && ! influxd version 2>/dev/null | grep -q 'v1\.'; then
    command -v influxd
    return
  fi
  [ -x "$cache/influxd" ] || build
  echo "$cache/influxd"
}

is_running() { [ -s "$folder/pid" ] && kill -0 "$(cat "$folder/pid")" 2>/dev/null && grep -qs influxd "/proc/$(cat "$folder/pid")/cmdline"; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# The first user, our organisation and its token; done once, and harmless when it comes again.
set_up() {
  URL=$1 ORG=$org TOKEN=$2 node -e '
    const { URL: url, ORG: org, TOKEN: token } = process.env;
    const ask = async () => (await (await fetch(`${url}/api/v2/setup`)).json()).allowed;
    const set = () => fetch(`${url}/api/v2/setup`, {
      method: "POST",
      body: JSON.stringify({ username: "air", password: token, org, bucket: "unused", token }),
    });
    const run = async (tries) => {
      try {
        if (!(await ask())) return;
        const answer = await set();
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      } catch (error) {
        if (tries === 0) throw error;
        await new Promise((go) => setTimeout(go, 200));
        await run(tries - 1);
      }
    };
    run(50).catch((error) => { console.error(error.message); process.exit(1); });
  '
}

start() {
  need node "Node 20 or later"
  local influxd port token tries
  influxd=$(find_influxd)
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  [ -s "$folder/port" ] || echo "${INFLUX_PORT:-$(free_port)}" >"$folder/port"
  [ -s "$folder/token" ] || (umask 077 && head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"$folder/token")
  port=$(cat "$folder/port")
  token=$(cat "$folder/token")
  if ! is_running; then
    # its own session: it outlives this script and whoever runs it
    setsid "$influxd" --http-bind-address "127.0.0.1:$port" --bolt-path "$folder/influxd.bolt" --engine-path "$folder/engine" \
      --reporting-disabled --ui-disabled --log-level warn >"$folder/influxd.log" 2>&1 </dev/null &
    echo $! >"$folder/pid"
  fi
  for tries in $(seq 300); do
    answers "$port" && break
    # not by its name, which it takes on a moment after it is born
    kill -0 "$(cat "$folder/pid")" 2>/dev/null || { tail -n 20 "$folder/influxd.log" >&2; fail "it ended before it answered"; }
    [ "$tries" -lt 300 ] || fail "it does not answer; see $folder/influxd.log"
    sleep 0.2
  done
  set_up "http://127.0.0.1:$port" "$token"
  echo "INFLUX_URL=http://127.0.0.1:$port"
  echo "INFLUX_TOKEN=$token"
  echo "INFLUX_ORG=$org"
  echo "INFLUX_SERVER=$influxd"
}

stop() {
  is_running || return 0
  local pid
  pid=$(cat "$folder/pid")
  kill "$pid"
  for _ in $(seq 150); do
    is_running || break
    sleep 0.1
  done
  is_running && kill -9 "$pid"
  rm -f "$folder/pid"
}

usage() { fail "usage: influx.sh build | influx.sh start|stop FOLDER"; }

folder=${2:-}
case "${1:-} $#" in
  "build 1") build ;;
  "start 2") start ;;
  "stop 2") stop ;;
  *) usage ;;
esac
