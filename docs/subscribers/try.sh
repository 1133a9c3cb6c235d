#!/usr/bin/env bash
# Starts a Waybill in a throw-away folder, sends a parcel's life into it and reads what follows with kcat and Python.
# Exit code 0 when both see it. PYTHON names the Python that has confluent-kafka, PORT the first of four free ports.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=$(mktemp -d)
./waybill up --data "$data" --port "${PORT:-18080}" >"$data.log" 2>&1 &
up=$!
finish() {
  local code=$?
  [ $code = 0 ] || cat "$data.log"
  kill "$up" 2>/dev/null || true
  wait "$up" 2>/dev/null || true
  rm -rf "$data" "$data".*
}
trap finish EXIT
for ((i = 0; i < 300; i++)); do
  [ -f "$data/waybill.env" ] && break
  kill -0 "$up" 2>/dev/null || exit 1
  sleep 1
done
set -a
. "$data/waybill.env"
set +a

emitted=$(./waybill emit --sample delivered-late --json)
shipment=$(sed -n 's/.*"shipment_id":"\([^"]*\)".*/\1/p' <<<"$emitted")
echo "Sent: $emitted"

echo "--- kcat: keys and CloudEvents headers of tracking-events"
timeout 60 kcat -q -b "$WAYBILL_KAFKA" -C -t tracking-events -o beginning -c 1 -X isolation.level=read_committed -f '%k %h\n' | tee "$data.kcat"
grep -q "^$shipment .*ce_type=dev.waybill.tracking.told" "$data.kcat" || { echo "kcat has not seen $shipment"; exit 1; }

echo "--- Python: the same, decoded"
"${PYTHON:-python3}" docs/subscribers/consumer.py --topic tracking-events --key "$shipment" --seconds 15 >"$data.json"
"${PYTHON:-python3}" - "$data.json" "$shipment" <<'EOF'
import json, sys
records = [json.loads(line) for line in open(sys.argv[1])]
assert all(record["value"]["shipment_id"] == sys.argv[2] for record in records), records
last = records[-1]["value"]["tracker"]
assert last["status"] == "delivered", last
for scan in last["tracking_details"]:
    print(scan["datetime"], scan["status"], scan["message"])
EOF
echo "Both have read what was sent"
