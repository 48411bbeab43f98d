#include "local/start_api.h"

namespace cxsam::local {

Result<void> start_api(const ServeOptions& options, const GatewayOptions& gateways) {
  return serve(options, [&](const World& world, const Functions& functions, lambda::LogTails& log_tails) {
    return std::make_unique<Gateways>(world, options, gateways, functions, log_tails);
  });
}

}  // namespace cxsam::local
