#include "local/start_lambda.h"

namespace cxsam::local {

Result<void> start_lambda(const ServeOptions& options, const LambdaApiOptions& api) {
  return serve(options, [&](const World& world, const Functions& functions, lambda::LogTails& log_tails) {
    return std::make_unique<LambdaApi>(world, api, functions, log_tails);
  });
}

}  // namespace cxsam::local
