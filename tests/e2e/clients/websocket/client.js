// What the npm package ws sees of the WebSocket APIs of template.yaml. Usage: node client.js PORT
const assert = require('assert')
const { WebSocket } = require('ws')

const url = `ws://127.0.0.1:${process.argv[2]}/live`

const open = (query = '', protocols = []) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url + query, protocols)
  socket.on('open', () => resolve(socket)).on('error', reject)
})
const next = (socket) => new Promise((resolve) => socket.once('message', (data) => resolve(data.toString())))
const end = (socket) => new Promise((resolve) => socket.once('close', (code, reason) => resolve([code, reason.toString()])))

async function main () {
  const socket = await open('', ['chat'])
  assert.strictEqual(socket.protocol, 'chat')
  const answer = next(socket)
  socket.send('hello')
  assert.strictEqual(JSON.parse(await answer).body, 'hello')
  const pong = new Promise((resolve) => socket.once('pong', (data) => resolve(data.toString())))
  socket.ping('are you there')
  assert.strictEqual(await pong, 'are you there')
  const ended = end(socket)
  socket.close(4123, 'bye from ws')
  assert.deepStrictEqual((await ended)[0], 4123)
  await assert.rejects(open('?status=401'), /Unexpected server response: 401/)
  const broken = await open()
  const refused = end(broken)
  broken._socket.write(Buffer.from([0x81, 0x01, 0x61])) // not masked
  assert.strictEqual((await refused)[0], 1002)
  console.log('all is well')
}

main().catch((error) => { console.error(error); process.exit(1) })
