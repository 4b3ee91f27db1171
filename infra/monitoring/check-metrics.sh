#!/usr/bin/env bash
# Starts the platform and lets Prometheus' own promtool judge what it answers at /metrics, at the gateway and at the rooms, and
# the questions and the configuration that docs/how-to/observe.md offers.
# promtool is taken from PATH, or from the Debian package "prometheus", unpacked aside: nothing is installed and no service starts.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

download() { (cd "$work" && apt-get -o APT::Sandbox::User=root download -qq prometheus); }

find_promtool() {
  if type -P promtool; then return; fi
  # a new machine has no package lists
  download >&2 || { as_root apt-get update -qq >&2 && download >&2; }
  dpkg -x "$work"/prometheus_*.deb "$work/unpacked"
  echo "$work/unpacked/usr/bin/promtool"
}

# below the ports that a system gives to connections that go out, so that none of those takes it meanwhile
free_port() {
  node -e 'const server = require("net").createServer();
  const attempt = () => server.listen(12000 + Math.floor(Math.random() * 20000), "127.0.0.1");
  server.on("error", attempt).on("listening", () => {
    console.log(server.address().port);
    server.close();
  });
  attempt();'
}

# ask URL [BODY]: prints the answer, fails where it is not 200
ask() {
  node -e 'const [url, body] = process.argv.slice(1);
  const post = { method: "POST", headers: { "content-type": "application/json" }, body };
  fetch(url, body ? post : {}).then(async (answer) => {
    process.stdout.write(await answer.text());
    process.exitCode = answer.status === 200 ? 0 : 1;
  })' "$@"
}

# start NAME SETTINGS...: waits until it says that it is up
start() {
  local name=$1
  shift
  env "${settings[@]}" "$@" node infra/run/node24.mjs node infra/run/start.ts >"$work/$name.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 1 300); do
    if grep -q 'is up\.$' "$work/$name.log"; then return; fi
    if ! kill -0 "${pids[-1]}" 2>/dev/null; then break; fi
    sleep 0.2
  done
  cat "$work/$name.log"
  return 1
}

promtool=$(find_promtool)
"$promtool" --version 2>&1 | head -n 1
gateway=$(free_port)
auth=$(free_port)
readings=$(free_port)
forecasts=$(free_port)
correlations=$(free_port)
alerts=$(free_port)
sensors=$(free_port)
exports=$(free_port)
settings=(
  DATA_DIR="$work/data" REPLAY=off LOG_LEVEL=warn PORT="$gateway"
  INTERNAL_SECRET="$(node -p 'crypto.randomBytes(32).toString("base64url")')"
  AUTH_URL="http://127.0.0.1:$auth" READINGS_URL="http://127.0.0.1:$readings" FORECASTS_URL="http://127.0.0.1:$forecasts"
  CORRELATIONS_URL="http://127.0.0.1:$correlations" ALERTS_URL="http://127.0.0.1:$alerts" SENSORS_URL="http://127.0.0.1:$sensors" EXPORTS_URL="http://127.0.0.1:$exports"
)
start rooms SERVE=alerts,auth,correlations,exports,forecasts,readings,sensors
start gateway SERVE=gateway

ask "http://127.0.0.1:$gateway/graphql" '{"query":"{ sensors(first: 1) { nodes { name latest { value } } } }"}' >/dev/null

for port in "$gateway" "$auth" "$sensors" "$readings" "$forecasts" "$correlations" "$alerts" "$exports"; do
  ask "http://127.0.0.1:$port/metrics" >"$work/metrics"
  "$promtool" check metrics <"$work/metrics"
  echo "port $port: $(grep -c '^# TYPE' "$work/metrics") metrics, nothing to complain of"
done

# blocks LANGUAGE: the blocks of the page in that language, each ended by a line "---"
blocks() {
  awk -v language="$1" '$0 == "```" { if (inside) print "---"; inside = 0 } inside { print } $0 == "```" language { inside = 1 }' \
    docs/how-to/observe.md
}

blocks yaml | grep -v '^---$' >"$work/prometheus.yml"
"$promtool" check config --syntax-only "$work/prometheus.yml"
blocks promql | awk '
  BEGIN { print "groups:\n  - name: page\n    rules:" }
  $0 == "---" { open = 0; next }
  !open { open = 1; n++; print "      - record: question:" n "\n        expr: |" }
  { print "          " $0 }
' >"$work/rules.yml"
"$promtool" check rules "$work/rules.yml"
