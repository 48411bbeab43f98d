#include "gateway/dialect.h"

#include <algorithm>

#include "base/percent.h"

namespace cxsam::gateway {
namespace {

constexpr const Step* kArrival[] = {&kAnswerPreflight, &kFindRoute};
constexpr const Step* kEnd[] = {&kGatewayResponse, &kFillCache, &kApplyCors, &kAddIds, &kWriteAccessLog};

constexpr const Step* kSamArrival[] = {&kAnswerSamPreflight, &kFindSamRoute};
constexpr const Step* kSamEnd[] = {&kSamGatewayResponse, &kApplySamCors, &kWriteAccessLog};

/// SAM CLI's server decodes a path before it looks for slashes in it.
std::string decoded_target(std::string target) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string path = percent_encode(percent_decode(target.substr(0, mark)), "/:@!$&'()*+,;=");
  return path + target.substr(mark);
}

}  // namespace

const Dialect kAwsDialect{.arrival = kArrival, .proxy = &kCallProxy, .end = kEnd, .checks = true, .target = nullptr};
const Dialect kSamDialect{.arrival = kSamArrival,
                          .proxy = &kCallSamProxy,
                          .end = kSamEnd,
                          .checks = false,
                          .target = decoded_target,
                          .takes_refused = true};

}  // namespace cxsam::gateway
