import assert from "node:assert/strict";
import test from "node:test";

import type { APIGatewayProxyEvent } from "aws-lambda";

import event from "../../events/event.json";
import { handler } from "../app";

test("answers a request", async () => {
  const answer = await handler(event as unknown as APIGatewayProxyEvent);

  assert.equal(answer.statusCode, 200);
  assert.deepEqual(JSON.parse(answer.body), { message: "hello world" });
});
