#!/usr/bin/env bash
# A real PostgreSQL server for tests, on 127.0.0.1.
#
#   infra/services/postgres.sh start FOLDER   starts it, or finds it running; prints DATABASE_URL
#   infra/services/postgres.sh stop FOLDER    ends it; what it holds stays in FOLDER, and the next start takes up there, on the same port
#
# Takes the newest server that is installed (Debian's places, else PATH), else Debian's package, which root alone can install. As root the server
# runs as `postgres` or `nobody`, who have to be let into FOLDER: it cannot lie in root's home. DATABASE_URL is of a user who owns one database and
# may make others and roles, but is no superuser. POSTGRES_PORT names the port (default: a free one).
set -euo pipefail

name=postgres
# shellcheck source=infra/services/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

find_bin() {
  local bin
  bin=$(find /usr/lib/postgresql -path '*/bin/postgres' 2>/dev/null | sort -V | tail -1)
  [ -n "$bin" ] || bin=$(command -v postgres || true)
  [ -n "$bin" ] && dirname "$(readlink -f "$bin")"
}

install_debian() {
  [ "$(id -u)" = 0 ] || fail "no PostgreSQL is here: install it (apt-get install postgresql), or start this as root"
  command -v apt-get >/dev/null || fail "no PostgreSQL is here, and no apt-get to install it with"
  say "installing Debian's PostgreSQL"
  local apt=(apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install -y --no-install-recommends)
  {
    export DEBIAN_FRONTEND=noninteractive
    "${apt[@]}" postgresql-common || { apt-get -o DPkg::Lock::Timeout=300 update && "${apt[@]}" postgresql-common; }
    # The package would make a cluster of its own and start it on port 5432.
    sed -i 's/^#\?create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    "${apt[@]}" postgresql
  } >&2
}

# PostgreSQL refuses to run as root.
user=$(id -un)
[ "$(id -u)" != 0 ] || user=$(id -un postgres 2>/dev/null || echo nobody)
unprivileged() {
  if [ "$(id -u)" != 0 ]; then "$@"; else (cd / && setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"); fi
}

secret() { od -An -tx1 -N24 /dev/urandom | tr -d ' \n'; }

is_up() { unprivileged "$bin/pg_ctl" --pgdata "$data" status >/dev/null 2>&1; }

make_cluster() {
  rm -rf "$home"
  install -d -m 700 "$home"
  [ "$(id -u)" != 0 ] || chown "$user" "$home"
  unprivileged test -w "$home" || fail "$user is not let into $folder: choose another folder, such as one under /tmp"
  secret >"$folder/admin-password"
  secret >"$folder/owner-password"
  unprivileged dd "of=$home/password" <"$folder/admin-password" 2>/dev/null
  unprivileged "$bin/initdb" --pgdata="$data" --username=admin --pwfile="$home/password" --auth=scram-sha-256 \
    --encoding=UTF8 --no-locale --no-sync >/dev/null 2>"$folder/initdb.log" || fail "initdb failed: $(cat "$folder/initdb.log")"
  echo "$port" >"$folder/port"
}

as_admin() { PGPASSWORD=$(cat "$folder/admin-password") "$bin/psql" -qAt -h 127.0.0.1 -p "$port" -U admin -v ON_ERROR_STOP=1 -d postgres "$@"; }

make_owner() {
  [ "$(as_admin -c "SELECT count(*) FROM pg_database WHERE datname = 'air'")" = 1 ] && return
  # By standard input: a command line can be read by everybody on this machine.
  as_admin >&2 <<SQL
CREATE ROLE air LOGIN CREATEDB CREATEROLE PASSWORD '$(cat "$folder/owner-password")';
CREATE DATABASE air OWNER air;
SQL
}

start() {
  bin=$(find_bin) || { install_debian && bin=$(find_bin); } || fail "the package brought no server"
  mkdir -p "$folder"
  port=${POSTGRES_PORT:-$(cat "$folder/port" 2>/dev/null || free_port)}
  umask 077
  if [ ! -s "$folder/port" ]; then make_cluster; fi
  if ! is_up; then
    # Its own clock is not in UTC, so that whatever takes it for that is found out.
    local log=$home/log
    unprivileged "$bin/pg_ctl" --pgdata "$data" --log "$log" --wait --timeout 60 start \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c shared_buffers=64MB -c timezone=Africa/Kampala" \
      </dev/null >/dev/null 2>&1 || fail "it did not start: $(unprivileged tail -5 "$log")"
  else
    port=$(sed -n 4p <(unprivileged cat "$data/postmaster.pid"))
  fi
  echo "$port" >"$folder/port"
  make_owner
  say "$("$bin/postgres" --version) on port $port"
  echo "DATABASE_URL=postgresql://air:$(cat "$folder/owner-password")@127.0.0.1:$port/air"
}

stop() {
  bin=$(find_bin) || return 0
  [ -d "$data" ] && is_up || return 0
  unprivileged "$bin/pg_ctl" --pgdata "$data" --mode fast --wait --timeout 60 stop >&2
}

[ $# = 2 ] || fail "usage: $0 start|stop FOLDER"
as_folder "$2"
home=$folder/server
data=$home/data
case $1 in
  start) start ;;
  stop) stop ;;
  *) fail "usage: $0 start|stop FOLDER" ;;
esac
