"""A program of its own that tries to sign in: `attack.py PORT TRIES_A_SECOND SECONDS NAME…`. Tries that many times a second
over a few connections that stay open, as a botnet would, in turn with the names given ("*": a new name each time), and
prints how many answers there were of each status, as JSON. A process of its own, so that what it costs is not the
measurer's time."""
import asyncio
import collections
import json
import ssl
import sys
import time

CONNECTIONS = 16


async def connect(port):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return await asyncio.open_connection("127.0.0.1", port, ssl=context)


async def read_status(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return int(head.split(b" ", 2)[1])


async def worker(port, number, pace, until, names, seen):
    reader, writer = await connect(port)
    at = time.monotonic()
    outstanding = 0
    done = asyncio.Event()
    sent = 0

    async def receive():
        nonlocal outstanding
        try:
            while not done.is_set() or outstanding:
                seen[await read_status(reader)] += 1
                outstanding -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            seen["closed"] += 1

    receiving = asyncio.create_task(receive())
    while time.monotonic() < until:
        name = names[sent % len(names)]
        if name == "*":
            name = f"guess.{number}.{sent}"
        sent += 1
        body = b'{"account":"%s","password":"Wrong-Password-1"}' % name.encode()
        writer.write(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" %
                     len(body) + body)
        outstanding += 1
        at += pace
        await asyncio.sleep(max(0, at - time.monotonic()))
    done.set()
    try:
        await asyncio.wait_for(receiving, 20)
    except asyncio.TimeoutError:
        seen["unanswered"] += outstanding
    writer.close()


async def main():
    port, rate, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    seen = collections.Counter()
    until = time.monotonic() + seconds
    await asyncio.gather(*(worker(port, number, CONNECTIONS / rate, until, sys.argv[4:], seen) for number in range(CONNECTIONS)))
    print(json.dumps({str(status): count for status, count in seen.items()}))


asyncio.run(main())
