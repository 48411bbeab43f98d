#include "local/start_lambda.h"

#include "local/outbox.h"

namespace cxsam::local {

Result<void> start_lambda(const ServeOptions& options, const LambdaApiOptions& api) {
  return serve(options, [&](const World& world, const Functions& functions, lambda::LogTails& log_tails) {
    auto outbox = make_outbox(world, options.functions.shell, options.functions.credentials, options.functions.region);
    return std::make_unique<LambdaApi>(world, options, api, functions, log_tails, std::move(outbox));
  });
}

}  // namespace cxsam::local
