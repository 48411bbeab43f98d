-- Checks every answer and prints one line of JSON at the end. Each thread counts for itself; bench.py runs one.
local threads = {}

function setup(thread) table.insert(threads, thread) end

function init() wrong = 0 end

function response(status, headers, body)
  if status ~= 200 or body ~= '{"message":"hello a"}' then wrong = wrong + 1 end
end

function done(summary, latency)
  local total = 0
  for _, thread in ipairs(threads) do total = total + (thread:get("wrong") or 0) end
  local errors = summary.errors
  total = total + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format('{"requests": %d, "seconds": %f, "p50": %d, "wrong": %d}', summary.requests, summary.duration / 1e6,
                      latency:percentile(50), total))
end
