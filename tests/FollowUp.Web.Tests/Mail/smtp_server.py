"""A mail server on loopback for the tests: prints its port, then each message that it takes as a line of JSON.

Arguments: addresses that it refuses for good; one that begins with "busy:" is put off."""
import asyncio
import base64
import json
import sys

from aiosmtpd.smtp import SMTP

ARGUMENTS = sys.argv[1:]


class Box:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in ARGUMENTS:
            return "550 5.1.1 No such person"
        if "busy:" + address in ARGUMENTS:
            return "450 4.2.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        content = base64.b64encode(envelope.original_content).decode("ascii")
        print(json.dumps({"to": envelope.rcpt_tos, "content": content}), flush=True)
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Box(), hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
