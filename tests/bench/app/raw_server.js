// The peer of the warm figures: the same handler behind Node's own HTTP server, and nothing between them.
const http = require("node:http");
const { handler } = require("./node/src/app.js");

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  const answer = await handler({ queryStringParameters: Object.fromEntries(url.searchParams) });
  response.writeHead(answer.statusCode, answer.headers);
  response.end(answer.body);
});
server.listen(0, "127.0.0.1", () => console.log(`Running on http://127.0.0.1:${server.address().port}`));
