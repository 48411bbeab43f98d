#include "local/credentials.h"

#include <utility>

#include "aws/chain.h"
#include "aws/exchange.h"
#include "aws/settings.h"
#include "loop/run.h"
#include "loop/world.h"
#include "system/http_client.h"

namespace cxsam::local {

Result<Identity> find_identity(const Variables& environment, const std::optional<std::string>& profile) {
  // A machine without credentials is no instance of EC2, and asking would take seconds.
  Variables variables = environment;
  variables["AWS_EC2_METADATA_DISABLED"] = "true";
  Result<aws::Settings> settings = aws::read_settings(std::move(variables), {.profile = profile});
  if (!settings) return fail(std::move(settings).error());
  Identity identity{.region = aws::region_of(*settings)};
  SystemWorld system;  // functions' own loop has not begun
  system::HttpClient http(aws::http_options(*settings));
  aws::Wire wire{system.world, http, *settings};
  auto found = run(system.loop, aws::find_credentials(wire));
  if (!found) return identity;
  if (!*found) {
    identity.no_credentials = std::move(*found).error();
  } else if (*found && **found) {
    aws::Credentials& keys = ***found;
    identity.credentials = {std::move(keys.access_key), std::move(keys.secret_key), std::move(keys.token)};
  }
  return identity;
}

}  // namespace cxsam::local
