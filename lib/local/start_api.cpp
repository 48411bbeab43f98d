#include "local/start_api.h"

namespace cxsam::local {

Result<void> start_api(const ServeOptions& options, const GatewayOptions& gateways) {
  ServeOptions own = options;
  own.as_sam = gateways.as_sam;
  return serve(own, [&](const World& world, const Functions& functions, lambda::LogTails& log_tails) {
    return std::make_unique<Gateways>(world, gateways, functions, log_tails);
  });
}

}  // namespace cxsam::local
