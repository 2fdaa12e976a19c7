"""A program of its own that tries to sign in: `attack.py PORT TRIES_A_SECOND SECONDS NAME…`. Tries that many times a second
over many connections that stay open, as a botnet would, in turn with the names given ("*": a new name each time). Prints
"ready" once it is connected and begins when a line comes in; then how many answers there were of each status, as JSON. A
process of its own, so that what it costs is not the measurer's time."""
import asyncio
import collections
import json
import ssl
import sys
import time

CONNECTIONS = 96


async def read_status(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return int(head.split(b" ", 2)[1])


async def tries(stream, number, pace, until, names, seen):
    reader, writer = stream
    at = time.monotonic() + pace * number / CONNECTIONS
    sent = 0
    while time.monotonic() < until:
        await asyncio.sleep(max(0, at - time.monotonic()))
        at = max(at + pace, time.monotonic() - pace)  # who was kept waiting does not make up for all of it
        name = names[sent % len(names)]
        if name == "*":
            name = f"guess.{number}.{sent}"
        sent += 1
        body = b'{"account":"%s","password":"Wrong-Password-1"}' % name.encode()
        writer.write(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" %
                     len(body) + body)
        try:
            seen[await asyncio.wait_for(read_status(reader), 30)] += 1
        except (asyncio.TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            seen["unanswered"] += 1
            return


async def main():
    port, rate, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    streams = [await asyncio.open_connection("127.0.0.1", port, ssl=context) for _ in range(CONNECTIONS)]
    print("ready", flush=True)
    sys.stdin.readline()
    seen = collections.Counter()
    until = time.monotonic() + seconds
    pace = CONNECTIONS / rate
    await asyncio.gather(*(tries(stream, number, pace, until, sys.argv[4:], seen) for number, stream in enumerate(streams)))
    print(json.dumps({str(status): count for status, count in seen.items()}))


asyncio.run(main())
