#!/bin/sh
# Makes what infra/docker/compose.yaml mounts as secrets, each once; what is there stays.
#   sh infra/docker/make-secrets.sh [FOLDER]
set -eu
folder=${1:-$(dirname "$0")/secrets}
umask 077
mkdir -p "$folder"
# containers read them as another user, and nobody else comes into the folder
write() { [ -e "$folder/$1" ] || { printf '%s' "$2" > "$folder/$1" && chmod 444 "$folder/$1"; }; }
random() { openssl rand -hex 32; }
for name in internal-secret cursor-secret auth-secret alerts-secret exports-secret setup-token postgres-password redis-password influx-token influx-password s3-secret; do
  write "$name" "$(random)"
done
write database-url "postgres://air:$(cat "$folder/postgres-password")@postgres:5432/air"
write redis-url "redis://:$(cat "$folder/redis-password")@redis:6379"
echo "secrets are in $folder; setup-token makes the first Admin" >&2
