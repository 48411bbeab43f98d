#include "local/function_code.h"

#include <algorithm>
#include <string>

#include "artifacts/cdk_assets.h"

namespace cxsam::local {

namespace fs = std::filesystem;

std::optional<fs::path> code_of(const project::Stack& stack, std::string_view logical_id, artifacts::Kind kind) {
  const auto artifact = std::ranges::find_if(
      stack.paths.known, [&](const artifacts::Artifact& each) { return each.logical_id == logical_id && each.kind == kind; });
  if (artifact == stack.paths.known.end()) return std::nullopt;
  std::error_code error;
  const fs::path path = fs::weakly_canonical(stack.folder() / artifact->path, error);
  return error ? stack.folder() / artifact->path : path;
}

std::optional<Error> why_no_code(const project::Stack& stack, std::string_view logical_id) {
  for (const artifacts::UnknownPath& path : stack.paths.unknown)
    if (path.artifact.logical_id == logical_id && path.artifact.kind == artifacts::Kind::FunctionCode)
      return artifacts::why_unknown(path);
  const tmpl::Resource* function = stack.source.find_resource(logical_id);
  const Node* code = function != nullptr ? function->property("Code") : nullptr;
  if (code == nullptr || !artifacts::is_asset_of_cdk(*code)) return std::nullopt;
  return Error{"the template does not say where the code of `" + std::string(logical_id) + "` lies"}.hint(
      std::string(artifacts::kSynthesize));
}

bool is_in_bucket(const project::Stack& stack, std::string_view logical_id) {
  for (const artifacts::Elsewhere& one : stack.paths.in_s3) {
    const bool is_code = one.artifact.logical_id == logical_id && one.artifact.kind == artifacts::Kind::FunctionCode;
    if (is_code && one.value.text.starts_with("s3://")) return true;
  }
  const tmpl::Resource* resource = stack.source.find_resource(logical_id);
  if (resource == nullptr) return false;
  const Node* code = resource->property("Code");
  const Node* uri = resource->property("CodeUri");
  return (code != nullptr && code->find("S3Bucket") != nullptr && !artifacts::is_asset_of_cdk(*code)) ||
         (uri != nullptr && uri->find("Bucket") != nullptr);
}

}  // namespace cxsam::local
