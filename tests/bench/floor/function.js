// The least that a function's process can do with an event: see gateway.c. `node function.js HANDLER_FILE`
const fs = require("node:fs");
const { handler } = require(process.argv[2]);

const bytes = Buffer.allocUnsafe(65536);

async function serve() {
  const size = fs.readSync(3, bytes, 0, bytes.length, null);
  if (size === 0) process.exit(0);
  const answer = JSON.stringify(await handler(JSON.parse(bytes.utf8Slice(4, size))));
  const end = 4 + bytes.write(answer, 4);
  bytes.writeUInt32LE(end - 4, 0);
  fs.writeSync(4, bytes, 0, end);
  setImmediate(serve);
}
serve();
