#!/usr/bin/env bash
# The main job on a sample application, as `./dev demo` shows it. Needs `cxsam` on PATH; leaves nothing behind.
set -euo pipefail

folder=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT

show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

cd "$folder"
show cxsam init --name hello --runtime python3.11 --app-template hello-world --no-interactive
cd hello
show cxsam validate
show cxsam graph --format mermaid
show cxsam build
show cxsam local invoke --event events/event.json

# Port 0 is a free port; the line that names it is what tools wait for.
printf '\n$ cxsam local start-api --port 0 &\n'
cxsam local start-api --port 0 2>server.log &
server=$!
for _ in $(seq 100); do
  grep -q 'Press CTRL+C' server.log && break
  kill -0 "$server" || { cat server.log; exit 1; }
  sleep 0.1
done
cat server.log
address=$(sed -n 's/^ \* Running on //p' server.log)
show curl --silent --show-error --fail --include "$address/hello"
printf '\n'
kill -INT "$server"
wait "$server" && printf '\nstart-api ended with exit code 0\n'
server=
printf '\nThat was validate, build, invoke and start-api, by build/release/cxsam. Next: ./dev install, then cxsam --help\n'
