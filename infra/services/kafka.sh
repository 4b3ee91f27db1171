#!/usr/bin/env bash
# A real Kafka broker for tests: one node (KRaft: broker and controller in one process), from Maven Central, on 127.0.0.1.
#
#   infra/services/kafka.sh start FOLDER    starts it, or finds it running; prints KAFKA_BROKERS=127.0.0.1:PORT
#   infra/services/kafka.sh stop FOLDER     ends it; what it holds stays in FOLDER, and the next start takes up there, on the same port
#
# Needs Java 17 and Maven; as root on Debian it installs them. KAFKA_PORT names the port (default: a free one), KAFKA_VERSION another version.
# Jars are kept in ${SERVICES_CACHE:-$HOME/.cache/air-services}.
set -euo pipefail

version=${KAFKA_VERSION:-4.1.1}
cache=${SERVICES_CACHE:-$HOME/.cache/air-services}
libs=$cache/kafka-$version

say() { echo "kafka: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

need() {
  command -v "$1" >/dev/null && return
  { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; } || fail "$1 is not here: install $2"
  say "installing $2"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } >&2
}

# Into a folder of its own first, so that a broken download is never taken for the whole.
get_jars() {
  [ -e "$libs/.complete" ] && return
  need mvn maven
  local work
  work=$(mktemp -d)
  cat >"$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
  say "getting Kafka $version from Maven Central"
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/libs" >&2
  touch "$work/libs/.complete"
  mkdir -p "$cache"
  rm -rf "$libs"
  mv "$work/libs" "$libs"
  rm -rf "$work"
}

# Two ports that nobody listens on.
free_ports() {
  node -e '
    const net = require("node:net");
    const one = () => new Promise((done) => { const s = net.createServer().listen(0, "127.0.0.1", () => done(s)); });
    Promise.all([one(), one()]).then((all) => { console.log(...all.map((s) => s.address().port)); for (const s of all) s.close(); });
  '
}

is_running() { [ -s "$folder/pid" ] && kill -0 "$(cat "$folder/pid")" 2>/dev/null && grep -qs kafka.Kafka "/proc/$(cat "$folder/pid")/cmdline"; }
# Its own word, too: somebody else may listen on the port that it wants.
answers() { grep -qs 'Kafka Server started' "$folder/kafka.log" && (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Little memory, and clean-up that does not let a test wait. offsets.topic: the default of 50 partitions takes seconds to make.
configure() {
  local port=$1 controller=$2
  cat >"$folder/server.properties" <<CONF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$folder/data
auto.create.topics.enable=false
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
num.network.threads=2
num.io.threads=4
log.index.size.max.bytes=1048576
log.cleaner.dedupe.buffer.size=16777216
log.cleaner.backoff.ms=500
log.retention.check.interval.ms=2000
log.initial.task.delay.ms=1000
CONF
}

start() {
  need java openjdk-17-jre-headless
  get_jars
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  if [ ! -s "$folder/port" ]; then
    local ports
    read -r -a ports <<<"$(free_ports)"
    echo "${KAFKA_PORT:-${ports[0]}}" >"$folder/port"
    configure "$(cat "$folder/port")" "${ports[1]}"
  fi
  local port
  port=$(cat "$folder/port")
  if ! is_running; then
    if [ ! -e "$folder/data/meta.properties" ]; then
      java -Xmx128m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$libs/*" kafka.tools.StorageTool format --ignore-formatted \
        --cluster-id "$(cluster_id)" --config "$folder/server.properties" >&2
    fi
    # its own session: it outlives this script and whoever runs it
    setsid java -Xmx512m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.showDateTime=true \
      -cp "$libs/*" kafka.Kafka "$folder/server.properties" >"$folder/kafka.log" 2>&1 </dev/null &
    echo $! >"$folder/pid"
  fi
  local tries
  for tries in $(seq 300); do
    answers "$port" && break
    # not by its name, which it takes on a moment after it is born
    kill -0 "$(cat "$folder/pid")" 2>/dev/null || { tail -n 20 "$folder/kafka.log" >&2; fail "it ended before it answered"; }
    [ "$tries" -lt 300 ] || fail "it does not answer; see $folder/kafka.log"
    sleep 0.2
  done
  echo "KAFKA_BROKERS=127.0.0.1:$port"
}

# A cluster id is 16 random bytes in URL-safe base64.
cluster_id() { head -c 16 /dev/urandom | base64 | tr '+/' '-_' | tr -d '='; }

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

[ $# -eq 2 ] || fail "usage: kafka.sh start|stop FOLDER"
folder=$2
case $1 in
  start) start ;;
  stop) stop ;;
  *) fail "usage: kafka.sh start|stop FOLDER" ;;
esac
