-- Checks every answer and prints one line of JSON at the end. Each thread counts for itself; bench.py runs one.
-- $BENCH_METHOD and $BENCH_BODY are what is sent, $BENCH_EXPECT is the body that must come back, or $BENCH_STARTS what it starts with.
local threads = {}
local expected = os.getenv("BENCH_EXPECT") or '{"message":"hello a"}'
local starts = os.getenv("BENCH_STARTS")
wrk.method = os.getenv("BENCH_METHOD") or "GET"
wrk.body = os.getenv("BENCH_BODY")

function setup(thread) table.insert(threads, thread) end

function init() wrong = 0 end

function response(status, headers, body)
  local right = body == expected
  if starts then right = body:sub(1, #starts) == starts end
  if status ~= 200 or not right then wrong = wrong + 1 end
end

function done(summary, latency)
  local total = 0
  for _, thread in ipairs(threads) do total = total + (thread:get("wrong") or 0) end
  local errors = summary.errors
  total = total + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format('{"requests": %d, "seconds": %f, "p50": %d, "wrong": %d}', summary.requests, summary.duration / 1e6,
                      latency:percentile(50), total))
end
