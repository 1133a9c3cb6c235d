#!/usr/bin/env bash
# Makes what is missing of the secrets that docker-compose.yml reads, in ./secrets. What is there is kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The folder keeps others of this machine out. The files are readable, since Compose mounts them as they are and the users of the
# containers are not the one who runs this.
mkdir -p secrets
chmod 0700 secrets
umask 0222

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

for name in postgres-password migrator-password tracking-password analytics-password console-password reader-password \
  webhook-secret api-key subscription-key; do
  [[ -s secrets/$name ]] && continue
  rm -f "secrets/$name"
  random >"secrets/$name"
  echo "secrets/$name: made" >&2
done
# EasyPost's own key cannot be made: empty, nothing is fetched from EasyPost
[[ -e secrets/easypost-api-key ]] || : >secrets/easypost-api-key
