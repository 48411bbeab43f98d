#include "gateway/dialect.h"

#include <algorithm>
#include <iterator>

#include "base/percent.h"
#include "gateway/sam/python.h"

namespace cxsam::gateway {
namespace {

constexpr const Step* kArrival[] = {&kAnswerPreflight, &kFindRoute};
constexpr const Step* kEnd[] = {&kGatewayResponse, &kFillCache, &kApplyCors, &kAddIds, &kWriteAccessLog};

constexpr const Step* kSamArrival[] = {&kMergeSamSlashes, &kAnswerSamPreflight, &kFindSamRoute};
constexpr const Step* kSamEnd[] = {&kSamGatewayResponse, &kApplySamCors, &kWriteAccessLog};

/// SAM CLI's server decodes a path before it looks for slashes in it; a fragment does not count.
std::string decoded_target(std::string target) {
  target = utf8_of_latin1(std::string_view(target).substr(0, target.find('#')));
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string path = percent_encode(percent_decode(target.substr(0, mark)), "/:@!$&'()*+,;=");
  return path + target.substr(mark);
}

bool is_any(std::string_view route_method, std::string_view) { return route_method == "ANY"; }

/// ANY is the seven methods that SAM CLI names; its server gives HEAD to routes for GET.
bool sam_takes(std::string_view route_method, std::string_view method) {
  constexpr std::string_view kAny[] = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};
  if (route_method == "ANY") return std::ranges::find(kAny, method) != std::end(kAny);
  return route_method == "GET" && method == "HEAD";
}

}  // namespace

const Dialect kAwsDialect{.arrival = kArrival,
                          .proxy = &kCallProxy,
                          .end = kEnd,
                          .checks = true,
                          .target = nullptr,
                          .exact_slashes = false,
                          .exact_methods = true,
                          .takes = is_any};
const Dialect kSamDialect{.arrival = kSamArrival,
                          .proxy = &kCallSamProxy,
                          .end = kSamEnd,
                          .checks = false,
                          .target = decoded_target,
                          .exact_slashes = true,
                          .exact_methods = false,
                          .takes = sam_takes};

}  // namespace cxsam::gateway
