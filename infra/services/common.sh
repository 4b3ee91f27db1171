# What the scripts of this folder share. Sourced, with `name` set to the server's; `folder` is where its data, its port and its process id are kept.

cache=${SERVICES_CACHE:-$HOME/.cache/air-services}

say() { echo "$name: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

# as_folder FOLDER: makes it where it is absent, and knows it by its whole path from here on.
as_folder() {
  mkdir -p "$1"
  folder=$(cd "$1" && pwd)
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# kept_port WISHED: the port of this folder: the one of the last start, else WISHED, else a free one.
kept_port() {
  [ -s "$folder/port" ] || echo "${1:-$(free_port)}" >"$folder/port"
  cat "$folder/port"
}

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# is_running WORD: whether the process of this folder lives, and has WORD in its command line: numbers of processes are used again.
is_running() { [ -s "$folder/pid" ] && kill -0 "$(cat "$folder/pid")" 2>/dev/null && grep -qs "$1" "/proc/$(cat "$folder/pid")/cmdline"; }

# begin LOG COMMAND...: in a session of its own, so that it outlives the script and whoever runs it.
begin() {
  local log=$1
  shift
  setsid "$@" >"$log" 2>&1 </dev/null &
  echo $! >"$folder/pid"
}

# await LOG COMMAND...: until COMMAND says that the server answers, for a minute.
await() {
  local log=$1 tries
  shift
  for tries in $(seq 600); do
    "$@" && return
    # not by its name, which it takes on a moment after it is born
    kill -0 "$(cat "$folder/pid")" 2>/dev/null || fail "it did not start: $(tail -n 20 "$log")"
    [ "$tries" -lt 600 ] || fail "it does not answer; see $log"
    sleep 0.1
  done
}

# end WORD: asks the process of this folder to end, and makes it after 15 s.
end() {
  is_running "$1" || return 0
  local pid
  pid=$(cat "$folder/pid")
  kill "$pid"
  for _ in $(seq 150); do
    is_running "$1" || break
    sleep 0.1
  done
  ! is_running "$1" || kill -9 "$pid"
  rm -f "$folder/pid"
}
