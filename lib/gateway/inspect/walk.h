// What a request has passed on its way, and how long each step took: what `--explain-request` tells.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::gateway {

struct Exchange;

/// Steps in the order in which they were passed.
struct Walk {
  struct Passed {
    std::string_view step;
    std::chrono::nanoseconds took{};
    bool ended = false;  // the walk, with an answer or a failure
  };
  std::vector<Passed> passed;
};

/// A line for the whole and one for each step, without a line end behind the last. The exchange has a walk and its answer.
std::string walk_text(const Exchange& exchange);

}  // namespace cxsam::gateway
