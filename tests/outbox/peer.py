"""The other end of the uplink: a peer that answers as its folder says, or breaks a rule on purpose.

peer.py MODE CERTIFICATE KEY FOLDER prints its port and serves until it is ended.
  folder    GET gives FOLDER/lists.json; PUT gives FOLDER/ID.status and FOLDER/ID.body, else 503;
            the status 0 breaks the connection off
  redirect  answers everything with a redirect to itself
  endless   answers with more than any cap
  html      answers 200 with a page, as a captive portal that has our certificate would
  plain     like html, without TLS
  tls12     like folder, with nothing newer than TLS 1.2
  silent    reads and never answers
Each request leaves a line in FOLDER/requests: method, path, Content-Digest, SHA-256 of the body.
"""
import base64
import hashlib
import http.server
import pathlib
import socket
import ssl
import sys
import threading

mode, certificate, key, folder = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
PAGE = b"<html><body>Welcome to this network. Please sign in.</body></html>"


class Peer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def note(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        with open(folder / "requests", "a") as out:
            out.write(f"{self.command} {self.path} {self.headers.get('Content-Digest', '-')} {digest}\n")

    def reply(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self):
        self.note()
        if mode == "redirect":
            self.reply(302, b"", Location="/elsewhere")
        elif mode == "endless":
            self.reply(200, b"x" * (9 * 1024 * 1024))
        elif mode in ("html", "plain"):
            self.reply(200, PAGE)
        elif mode == "silent":
            threading.Event().wait()
        else:
            self.from_folder()

    def from_folder(self):
        name = self.path.rsplit("/", 1)[-1]
        if self.command == "GET":
            lists = folder / "lists.json"
            found = lists.exists()
            self.reply(200 if found else 503, lists.read_bytes() if found else b"")
            return
        status, body = folder / f"{name}.status", folder / f"{name}.body"
        code = int(status.read_text()) if status.exists() else 503
        if code == 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.reply(code,
                   body.read_bytes() if body.exists() else b"")

    do_GET = do_PUT = answer


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer)
server.daemon_threads = True
if mode != "plain":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if mode == "tls12":
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
