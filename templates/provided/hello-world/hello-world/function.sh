# Answers a request that came through API Gateway. $1 is the event, as JSON.
handler() {
  echo "event of ${#1} bytes" >&2
  echo '{"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": "{\"message\": \"hello world\"}"}'
}
