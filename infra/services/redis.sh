#!/usr/bin/env bash
# A real Redis server for tests, on 127.0.0.1, in memory alone.
#
#   infra/services/redis.sh start FOLDER    starts it, or finds it running; prints REDIS_URL, and REDIS_SERVER: the program, for tests that start their own
#   infra/services/redis.sh stop FOLDER     ends it, and forgets what it held; the next start is on the same port, with the same password
#
# Takes the program from PATH, else from Debian's packages, unpacked under ${SERVICES_CACHE:-$HOME/.cache/air-services}: nothing is installed and no
# service starts. REDIS_PORT names the port (default: a free one).
set -euo pipefail

name=redis
# shellcheck source=infra/services/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# The program is in redis-tools, under the name of another that it can be as well; the others are what a small Debian lacks.
packages=(redis-tools liblzf1 libjemalloc2 libatomic1)
download() { apt-get -o APT::Sandbox::User=root download -qq "${packages[@]}" >&2; }

# Into a folder of its own first, so that half of it is never taken for the whole.
unpack_debian() {
  command -v apt-get >/dev/null || fail "no redis-server is here, and no apt-get to get it with"
  say "getting Debian's Redis"
  local work
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/redis.XXXXXX")
  # a new machine has no package lists
  (cd "$work" && { download 2>/dev/null || { as_root apt-get update -qq >&2 && download; }; }) || fail "Debian's packages are not to be had"
  local package
  for package in "$work"/*.deb; do dpkg -x "$package" "$work"; done
  rm "$work"/*.deb
  # The folder is found from the program's own place: it moves below.
  cat >"$work/redis-server" <<'RUN'
#!/usr/bin/env bash
home=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
libs=$(echo "$home"/usr/lib/*-linux-gnu*)
export LD_LIBRARY_PATH=$libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
exec -a redis-server "$home/usr/bin/redis-check-rdb" "$@"
RUN
  chmod +x "$work/redis-server"
  "$work/redis-server" --version >&2
  mv -T "$work" "$cache/redis" 2>/dev/null || rm -rf "$work"
}

find_server() {
  command -v redis-server && return
  [ -x "$cache/redis/redis-server" ] || unpack_debian
  echo "$cache/redis/redis-server"
}

is_ready() { grep -qs 'Ready to accept connections' "$folder/log"; }

start() {
  local server port password
  server=$(find_server)
  umask 077
  [ -s "$folder/password" ] || od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$folder/password"
  port=$(kept_port "${REDIS_PORT:-}")
  password=$(cat "$folder/password")
  if ! is_running redis-server; then
    # By a file: a command line can be read by everybody on this machine.
    cat >"$folder/redis.conf" <<CONF
bind 127.0.0.1
port $port
requirepass $password
dir "$folder"
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-lru
CONF
    begin "$folder/log" "$server" "$folder/redis.conf"
  fi
  await "$folder/log" is_ready
  say "$("$server" --version | cut -d' ' -f1-3) on port $port"
  echo "REDIS_URL=redis://:$password@127.0.0.1:$port"
  echo "REDIS_SERVER=$server"
}

# What it said before would be taken for the next one's word.
stop() {
  end redis-server
  rm -f "$folder/log"
}

[ $# -eq 2 ] || fail "usage: $0 start|stop FOLDER"
as_folder "$2"
case $1 in
  start) start ;;
  stop) stop ;;
  *) fail "usage: $0 start|stop FOLDER" ;;
esac
