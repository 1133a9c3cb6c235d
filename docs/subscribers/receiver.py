#!/usr/bin/env python3
"""Takes webhooks and prints those whose signature is right: receiver.py PORT, with the secret in WAYBILL_SECRET."""
import base64, hashlib, hmac, http.server, os, sys, time

secret = base64.b64decode(os.environ["WAYBILL_SECRET"].removeprefix("whsec_"))


def is_ours(headers, body):
    moment = headers.get("webhook-timestamp", "")
    signed = f"{headers.get('webhook-id')}.{moment}.".encode() + body
    right = "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    told = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(right, one) for one in told) and abs(time.time() - int(moment)) < 300


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        ours = is_ours(self.headers, body)
        if ours:
            print(body.decode(), flush=True)
        self.send_response(204 if ours else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
