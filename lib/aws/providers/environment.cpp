// Source: AWS SDKs and Tools reference guide, "AWS access keys".
#include "aws/providers/provider.h"

namespace cxsam::aws {

Task<Found> from_environment(Search search) {
  if (!search.environment) co_return std::nullopt;
  const Variables& variables = search.settings().environment;
  std::string token = value_of(variables, "AWS_SESSION_TOKEN");
  if (token.empty()) token = value_of(variables, "AWS_SECURITY_TOKEN");
  co_return read_pair(value_of(variables, "AWS_ACCESS_KEY_ID"), value_of(variables, "AWS_SECRET_ACCESS_KEY"), token, "env",
                      "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
}

}  // namespace cxsam::aws
