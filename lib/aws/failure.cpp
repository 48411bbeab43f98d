#include "aws/failure.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cxsam::aws {
namespace {

// Source: AWS SDKs and Tools reference guide, "Retry behavior"; Amazon S3 API reference, "Error responses".
constexpr std::array<std::string_view, 14> kThrottled{"Throttling",
                                                      "ThrottlingException",
                                                      "ThrottledException",
                                                      "RequestThrottledException",
                                                      "RequestThrottled",
                                                      "TooManyRequestsException",
                                                      "RequestLimitExceeded",
                                                      "BandwidthLimitExceeded",
                                                      "SlowDown",
                                                      "LimitExceededException",
                                                      "EC2ThrottledException",
                                                      "ProvisionedThroughputExceededException",
                                                      "PriorRequestNotComplete",
                                                      "TransactionInProgressException"};
constexpr std::array<std::string_view, 3> kExpired{"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"};
constexpr int kTooMany = 429;

}  // namespace

bool is_throttled(const AwsError& error) {
  return error.status == kTooMany || std::ranges::find(kThrottled, error.code) != kThrottled.end();
}

bool says_expired(const AwsError& error) { return std::ranges::find(kExpired, error.code) != kExpired.end(); }

bool was_repeated(const AwsError& error) { return error.attempts > 1; }

bool may_have_been_done(const AwsError& error) { return error.status == 0 || error.status >= 500 || was_repeated(error); }

}  // namespace cxsam::aws
