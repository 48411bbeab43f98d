#include "cli/commands/sync/code.h"

#include "cli/commands/sync/view.h"

namespace cxsam::cli::sync_command {

Result<int> exit_code_of(const Result<std::size_t>& failed) {
  if (!failed) return fail(failed.error());
  return *failed == 0 ? kDone : kFailed;
}

Task<Result<int>> sync_code(Context& context, aws::Client& client, const sync::Request& request, const sync::Voices& voices) {
  co_return exit_code_of(co_await sync::sync_chosen(client, request, voices, make_tell(context, client.world().clock)));
}

}  // namespace cxsam::cli::sync_command
