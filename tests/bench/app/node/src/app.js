exports.handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message: `hello ${event.queryStringParameters?.name ?? "nobody"}` }),
});
