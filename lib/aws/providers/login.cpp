// `aws login` keeps its tokens bound to a key of its own, which cxsam does not use: the user is told so.
#include <fmt/format.h>

#include "aws/providers/provider.h"

namespace cxsam::aws {

Task<Found> from_login(Search search) {
  if (search.value("login_session").empty()) co_return std::nullopt;
  co_return fail(
      Error{fmt::format("profile \"{}\" signs in with `aws login`, whose sessions cxsam cannot read", search.profile)}.hint(
          "`credential_process = aws configure export-credentials --profile " + search.profile +
          "` in another profile hands them on"));
}

}  // namespace cxsam::aws
