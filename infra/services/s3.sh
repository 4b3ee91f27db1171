#!/usr/bin/env bash
# A real S3 server for tests, on 127.0.0.1: Versity S3 Gateway (Apache-2.0) over a folder.
#
#   infra/services/s3.sh start FOLDER    starts it, or finds it running; prints S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, and
#                                        S3_SERVER: the program, for tests that start their own
#   infra/services/s3.sh stop FOLDER     ends it; what it holds stays in FOLDER, and the next start takes up there, on the same port
#
# Takes the program from PATH, else builds it, which needs Go 1.21 or later (1.25 or later itself, or one that may fetch it) and takes some minutes, once. It is kept in
# ${SERVICES_CACHE:-$HOME/.cache/air-services}. S3_PORT names the port (default: a free one), S3_VERSION another version.
set -euo pipefail

version=${S3_VERSION:-1.8.0}
name=s3
# shellcheck source=infra/services/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build() {
  command -v go >/dev/null || fail "neither versitygw nor Go is here: install one of them"
  say "building Versity S3 Gateway $version"
  local work
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/versitygw.XXXXXX")
  GOBIN=$work go install -trimpath -ldflags '-s -w' "github.com/versity/versitygw/cmd/versitygw@v$version" >&2 || {
    rm -rf "$work"
    fail "it could not be built"
  }
  mv "$work/versitygw" "$cache/versitygw-$version"
  rmdir "$work"
}

find_server() {
  command -v versitygw && return
  [ -x "$cache/versitygw-$version" ] || build
  echo "$cache/versitygw-$version"
}

start() {
  local server port
  server=$(find_server)
  umask 077
  mkdir -p "$folder/data" "$folder/meta"
  [ -s "$folder/secret" ] || od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$folder/secret"
  port=$(kept_port "${S3_PORT:-}")
  if ! is_running versitygw; then
    # Keys by the environment: a command line can be read by everybody on this machine. Its notes in a folder of their own: not every file system has attributes.
    ROOT_ACCESS_KEY_ID=air ROOT_SECRET_ACCESS_KEY=$(cat "$folder/secret") \
      begin "$folder/log" "$server" --port "127.0.0.1:$port" --keep-alive --quiet posix --sidecar "$folder/meta" "$folder/data"
  fi
  await "$folder/log" is_listening "$port"
  say "Versity S3 Gateway on port $port"
  echo "S3_ENDPOINT=http://127.0.0.1:$port"
  echo "S3_REGION=us-east-1"
  echo "S3_ACCESS_KEY_ID=air"
  echo "S3_SECRET_ACCESS_KEY=$(cat "$folder/secret")"
  echo "S3_SERVER=$server"
}

[ $# -eq 2 ] || fail "usage: $0 start|stop FOLDER"
as_folder "$2"
case $1 in
  start) start ;;
  stop) end versitygw ;;
  *) fail "usage: $0 start|stop FOLDER" ;;
esac
