#!/bin/bash
# Calls the handler with the sample event and looks at its answer.
set -euo pipefail
cd "$(dirname "$0")/.."

source hello-world/function.sh
answer=$(handler "$(cat events/event.json)" 2>/dev/null)
expected='{"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": "{\"message\": \"hello world\"}"}'
[ "$answer" = "$expected" ] || { echo "unexpected answer: $answer"; exit 1; }
echo "ok"
