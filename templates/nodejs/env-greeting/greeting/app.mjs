/**
 * Greets the name in the path, and says which environment does so.
 */
export const handler = async (event) => ({
  statusCode: 200,
  headers: { "Content-Type": "text/plain; charset=utf-8" },
  body: `Hello ${event.pathParameters.name} from ${process.env.EnvironmentName}`,
});
