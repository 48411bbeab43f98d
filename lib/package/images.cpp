#include "package/images.h"

#include <algorithm>

#include <fmt/format.h>

#include "template/effective.h"

namespace cxsam::package {
namespace {

/// The image that a function names in the template; null when it has none, or a value that only the deployment knows.
const Node* image_of(const tmpl::Template& source, const tmpl::Resource& function) {
  const tmpl::Effective properties(source, function);
  const Node* image = nullptr;
  if (function.type == "AWS::Serverless::Function") {
    image = properties.find("ImageUri");
  } else if (function.type == "AWS::Lambda::Function") {
    const Node* code = properties.find("Code");
    image = code != nullptr ? code->find("ImageUri") : nullptr;
  }
  return image != nullptr && image->is_string() ? image : nullptr;
}

}  // namespace

bool is_image_in_registry(std::string_view uri) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t account = uri.find_first_not_of(kDigits);
  if (account == 0 || account == std::string_view::npos || !uri.substr(account).starts_with(".dkr.ecr")) return false;
  const std::size_t slash = uri.find('/');
  return slash != std::string_view::npos && slash + 1 < uri.size() &&
         uri.substr(0, slash).find(".amazonaws.") != std::string_view::npos;
}

void check_images(const tmpl::Template& source, Diagnostics& diagnostics) {
  for (const tmpl::Resource& resource : source.resources()) {
    const Node* image = image_of(source, resource);
    if (image == nullptr || is_image_in_registry(image->text) || image->text.find("{{resolve:") != std::string::npos) continue;
    diagnostics
        .error("", image->span,
               fmt::format("`{}` runs in the image `{}` of this machine, and images are not pushed", resource.logical_id,
                           image->text))
        .hints.emplace_back(
            "push it with `docker push`, and give its address: 123456789012.dkr.ecr.REGION.amazonaws.com/NAME:TAG");
  }
}

}  // namespace cxsam::package
