#include "artifacts/cdk_assets.h"

namespace cxsam::artifacts {

bool is_asset_of_cdk(const Node& code) {
  const Node* bucket = code.find("S3Bucket");
  if (bucket == nullptr) return false;
  const std::optional<Intrinsic> call = as_intrinsic(*bucket);
  const std::string_view name = call ? call->argument->text : bucket->text;
  if (call && call->name == "Ref") return name.starts_with("AssetParameters");
  return name.starts_with("cdk-") && name.find("-assets-") != std::string_view::npos;
}

}  // namespace cxsam::artifacts
