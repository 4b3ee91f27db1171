#!/usr/bin/env bash
# What can be proven of the image and of compose.yaml without Docker: the image's steps done by hand (a clean copy, `npm ci --omit=dev`, slim.sh), the
# result started as a user who may write nothing but its data, and asked whether it is well; compose.yaml read by the loader that Docker Compose
# itself is made of (github.com/compose-spec/compose-go; where Go is installed).
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
pid=
cleanup() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

echo "── compose.yaml"
if command -v go > /dev/null; then
  GOBIN="$work/bin" GOFLAGS=-mod=mod go install github.com/compose-spec/compose-go/v2/cmd@v2.13.0
  sh infra/docker/make-secrets.sh "$work/secrets" 2> /dev/null
  "$work/bin/cmd" infra/docker/compose.yaml > "$work/compose.yaml"
  services=$(sed -n '/^services:/,/^[a-z]/s/^    \([a-z0-9]*\):$/\1/p' "$work/compose.yaml" | sort | tr '\n' ' ')
  echo "services: $services"
else
  echo "not read: Go is not installed"
fi

echo "── the image's steps"
image=$work/image
mkdir -p "$image" "$work/data"
# as .dockerignore has it
git ls-files -z --cached --others --exclude-standard | grep -zvE '(\.test\.ts$|(^|/)testing/|^docs/|^\.ci/|^tests/)' | xargs -0 cp --parents -t "$image"
cp --parents tests/package.json "$image"
(cd "$image" && npm ci --omit=dev --loglevel=error > /dev/null)
node24=$(cd "$image" && node -p "require('path').dirname(require.resolve('node-linux-' + process.arch + '/package.json')) + '/bin/node'")
cp "$node24" "$work/node"
before=$(du -sm "$image/node_modules" | cut -f1)
sh infra/docker/slim.sh "$image/node_modules"
after=$(du -sm "$image/node_modules" | cut -f1)
echo "node_modules: $before MB, slim $after MB"

# another user where that is possible: nothing of the image is theirs
as_nobody=()
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$work" && chmod -R go+rX "$image" && chmod 755 "$work/node" && chown 65532:65532 "$work/data"
  as_nobody=(setpriv --reuid 65532 --regid 65532 --clear-groups)
fi
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
(
  cd "$image"
  exec "${as_nobody[@]}" env -i HOME=/nonexistent NODE_ENV=production HOST=127.0.0.1 PORT="$port" DATA_DIR="$work/data/d" REPLAY=off \
    "$work/node" infra/run/start.ts
) > "$work/out.log" 2>&1 &
pid=$!
for _ in $(seq 60); do
  if (cd "$image" && PORT=$port "$work/node" infra/docker/healthy.ts); then
    echo "healthy"
    kill "$pid" && wait "$pid" && pid= && exit 0
    echo "it did not end cleanly" >&2 && exit 1
  fi
  kill -0 "$pid" 2> /dev/null || break
  sleep 0.5
done
cat "$work/out.log" >&2
exit 1
