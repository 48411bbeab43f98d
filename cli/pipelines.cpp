#include "cli/pipelines.h"

#include <fmt/format.h>

namespace cxsam::cli {

int say_how_to_make_pipelines(Context& context) {
  return report(
      context.terminal,
      Error{fmt::format("`{}` is not part of cxsam: it makes no pipelines and none of their resources", context.command.name),
            {},
            {"a build server needs two steps: `cxsam build`, then `cxsam package` or `cxsam deploy`",
             "roles for GitHub Actions, GitLab or Bitbucket (OIDC) are made once, in AWS's console or with SAM CLI's "
             "`sam pipeline bootstrap`"}});
}

}  // namespace cxsam::cli
