#!/usr/bin/env bash
# Starts a Waybill in a throw-away folder, sends a parcel's life into it and reads what follows with kcat, Python and as webhooks.
# Exit code 0 when all three see it. PYTHON names the Python that has confluent-kafka, PORT the first of four free ports.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=$(mktemp -d)
port=${PORT:-18080}
WAYBILL_ALLOW_PRIVATE_ADDRESSES=true ./waybill up --data "$data" --port "$port" >"$data.log" 2>&1 &
up=$!
receiver=
finish() {
  local code=$?
  [ $code = 0 ] || cat "$data.log"
  kill "$up" $receiver 2>/dev/null || true
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

subscription=$(./waybill subscriptions create --url "http://127.0.0.1:$((port + 10))/" --type status --json)
WAYBILL_SECRET=$(sed -n 's/.*"secret":"\([^"]*\)".*/\1/p' <<<"$subscription") \
  "${PYTHON:-python3}" docs/subscribers/receiver.py $((port + 10)) >"$data.webhooks" 2>&1 &
receiver=$!

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

echo "--- webhooks: the changes of its status, signed"
for ((i = 0; i < 60; i++)); do
  grep -q "\"status\":\"delivered\"" "$data.webhooks" && break
  sleep 1
done
grep -o '"status":"[a-z_]*"' "$data.webhooks"
grep -q "$shipment.*\"status\":\"delivered\"" "$data.webhooks" || { cat "$data.webhooks"; echo "no webhook told of $shipment"; exit 1; }
echo "All three have read what was sent"
