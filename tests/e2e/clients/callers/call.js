// Calls a function with the JavaScript SDK, whole and as a stream; prints what came, a JSON value a line.
const { LambdaClient, InvokeCommand, InvokeWithResponseStreamCommand } = require("@aws-sdk/client-lambda");

const client = new LambdaClient({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "k", secretAccessKey: "s" },
});
const text = (bytes) => Buffer.from(bytes).toString();
const show = (value) => console.log(JSON.stringify(value));

async function main() {
  const good = await client.send(new InvokeCommand({ FunctionName: "Streams", Payload: '{"parts": ["whole"]}', LogType: "Tail" }));
  show([good.StatusCode, good.FunctionError ?? null, text(good.Payload), Buffer.from(good.LogResult, "base64").toString().startsWith("START ")]);
  const bad = await client.send(new InvokeCommand({ FunctionName: "Streams", Payload: '{"fail": true}' }));
  show([bad.StatusCode, bad.FunctionError, JSON.parse(text(bad.Payload)).errorMessage]);
  const stream = await client.send(
    new InvokeWithResponseStreamCommand({ FunctionName: "Streams", Payload: '{"parts": ["one", "two", "three"], "wait": 30}' }),
  );
  const parts = [];
  let complete = null;
  for await (const event of stream.EventStream) {
    if (event.PayloadChunk) parts.push(text(event.PayloadChunk.Payload));
    if (event.InvokeComplete) complete = event.InvokeComplete.ErrorCode ?? "fine";
  }
  show([parts.join("|"), complete]);
  try {
    await client.send(new InvokeCommand({ FunctionName: "Nope" }));
  } catch (error) {
    show([error.name, error.$metadata.httpStatusCode]);
  }
}

main();
