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
name=kafka
# shellcheck source=infra/services/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
libs=$cache/kafka-$version

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

# Its own word, too: somebody else may listen on the port that it wants.
answers() { grep -qs 'Kafka Server started' "$folder/kafka.log" && is_listening "$1"; }

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
  as_folder "$folder"
  local port
  port=$(kept_port "${KAFKA_PORT:-}")
  [ -s "$folder/server.properties" ] || configure "$port" "$(free_port)"
  if ! is_running kafka.Kafka; then
    if [ ! -e "$folder/data/meta.properties" ]; then
      java -Xmx128m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$libs/*" kafka.tools.StorageTool format --ignore-formatted \
        --cluster-id="$(cluster_id)" --config "$folder/server.properties" >&2
    fi
    begin "$folder/kafka.log" java -Xmx512m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.showDateTime=true \
      -cp "$libs/*" kafka.Kafka "$folder/server.properties"
  fi
  await "$folder/kafka.log" answers "$port"
  echo "KAFKA_BROKERS=127.0.0.1:$port"
}

# A cluster id is 16 random bytes in URL-safe base64, which may begin with a dash.
cluster_id() { head -c 16 /dev/urandom | base64 | tr '+/' '-_' | tr -d '='; }

[ $# -eq 2 ] || fail "usage: kafka.sh start|stop FOLDER"
folder=$2
case $1 in
  start) start ;;
  stop) end kafka.Kafka ;;
  *) fail "usage: kafka.sh start|stop FOLDER" ;;
esac
