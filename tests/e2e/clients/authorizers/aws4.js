// Requests that the npm package aws4 signs. Usage: node aws4.js PORT. The exit code is 0 when each is answered as it should be.
const assert = require('assert')
const http = require('http')
const aws4 = require('aws4')

const port = Number(process.argv[2])
const alice = { accessKeyId: 'ALICE', secretAccessKey: 'secret', sessionToken: 'session' }

const ask = (credentials, path, more = {}) => new Promise((resolve, reject) => {
  const options = { host: '127.0.0.1', port, path, method: 'POST', service: 'execute-api', region: 'eu-central-1', ...more }
  options.headers = { Host: `127.0.0.1:${port}`, ...more.headers }
  const request = http.request(aws4.sign(options, credentials), (answer) => {
    answer.resume().on('end', () => resolve(answer.statusCode))
  })
  request.on('error', reject).end(options.body)
})

async function main () {
  assert.strictEqual(await ask(alice, '/rest-signed'), 200)
  assert.strictEqual(await ask(alice, '/rest-signed?b=2&a=1&a=%2F&c'), 200)
  assert.strictEqual(await ask(alice, '/rest-signed?x=a%20b', { body: 'héllo', headers: { 'Content-Type': 'text/plain' } }), 200)
  assert.strictEqual(await ask(alice, '/signed', { body: '{}', headers: { 'Content-Type': 'application/json' } }), 200)
  assert.strictEqual(await ask(alice, '/rest-signed?q=1&X-Amz-Expires=60', { signQuery: true }), 200)
  assert.strictEqual(await ask({ ...alice, secretAccessKey: 'other' }, '/rest-signed'), 403)
  assert.strictEqual(await ask({ ...alice, sessionToken: undefined }, '/rest-signed'), 403)
  assert.strictEqual(await ask(alice, '/rest-signed', { service: 's3' }), 403)
  console.log('all is well')
}

main().catch((error) => { console.error(error); process.exit(1) })
