import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** Answers a request that came through API Gateway. */
export const handler = async (_event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({
  statusCode: 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ message: "hello world" }),
});
