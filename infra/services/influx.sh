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
org=air
name=influx
# shellcheck source=infra/services/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

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
  local influxd port token
  influxd=$(find_influxd)
  as_folder "$folder"
  [ -s "$folder/token" ] || (umask 077 && head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"$folder/token")
  port=$(kept_port "${INFLUX_PORT:-}")
  token=$(cat "$folder/token")
  if ! is_running influxd; then
    begin "$folder/influxd.log" "$influxd" --http-bind-address "127.0.0.1:$port" --bolt-path "$folder/influxd.bolt" \
      --engine-path "$folder/engine" --reporting-disabled --ui-disabled --log-level warn
  fi
  await "$folder/influxd.log" is_listening "$port"
  set_up "http://127.0.0.1:$port" "$token"
  echo "INFLUX_URL=http://127.0.0.1:$port"
  echo "INFLUX_TOKEN=$token"
  echo "INFLUX_ORG=$org"
  echo "INFLUX_SERVER=$influxd"
}

usage() { fail "usage: influx.sh build | influx.sh start|stop FOLDER"; }

folder=${2:-}
case "${1:-} $#" in
  "build 1") build ;;
  "start 2") start ;;
  "stop 2") end influxd ;;
  *) usage ;;
esac
