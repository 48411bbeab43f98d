#include "deploy/send.h"

#include <vector>

#include "package/upload.h"

namespace cxsam::deploy {

Task<Result<void>> send_artifacts(aws::Client& client, const Plan& plan) {
  co_return co_await package::upload(client, plan.artifacts, plan.settings.storage.upload);
}

Task<Result<void>> send_template(aws::Client& client, const Plan& plan) {
  if (!plan.template_upload) co_return Result<void>();
  const std::vector<package::Upload> one{*plan.template_upload};
  package::UploadOptions options = plan.settings.storage.upload;
  options.put.metadata.clear();  // it is for artifacts
  co_return co_await package::upload(client, one, options);
}

}  // namespace cxsam::deploy
