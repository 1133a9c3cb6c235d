#!/usr/bin/env python3
"""Prints the records of a topic of Waybill as JSON, a line each.

Where Waybill is say WAYBILL_KAFKA and WAYBILL_CONSOLE_URL, as in data/waybill.env.
Needs confluent-kafka with Avro: apt-get install python3-confluent-kafka python3-avro python3-requests
"""

import argparse
import json
import os
import sys
import time

from confluent_kafka import Consumer
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--topic", default="tracking-events")
    arguments.add_argument("--key", help="only records of this shipment")
    arguments.add_argument("--count", type=int, default=0, help="end after so many records; 0 for never")
    arguments.add_argument("--seconds", type=float, default=0, help="end after so long; 0 for never")
    arguments.add_argument("--group", default="consumer.py")
    asked = arguments.parse_args()

    registry = CachedSchemaRegistryClient({"url": os.environ["WAYBILL_CONSOLE_URL"] + "/schema-registry"})
    # AvroConsumer would take the keys for Avro too; Waybill's are text
    values = MessageSerializer(registry)
    consumer = Consumer({
        "bootstrap.servers": os.environ["WAYBILL_KAFKA"],
        "group.id": asked.group,
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
    })
    consumer.subscribe([asked.topic])
    printed = 0
    end = time.monotonic() + asked.seconds if asked.seconds else float("inf")
    try:
        while (not asked.count or printed < asked.count) and time.monotonic() < end:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if record.error():
                sys.exit(str(record.error()))
            key = (record.key() or b"").decode()
            if asked.key and key != asked.key:
                continue
            print(json.dumps({
                "key": key,
                "headers": {name: value.decode() for name, value in record.headers() or []},
                "value": values.decode_message(record.value()),
            }, default=str), flush=True)
            printed += 1
    finally:
        consumer.close()
    return 0 if not asked.count or printed == asked.count else 1


if __name__ == "__main__":
    sys.exit(main())
