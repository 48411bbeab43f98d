#include "local/missing_package.h"

#include <algorithm>
#include <array>

#include "json/json.h"
#include "runtime/sdk.h"

namespace cxsam::local {
namespace {

/// How an interpreter words it, and how the names begin that Lambda has.
struct Wording {
  std::string_view family;
  std::string_view words;
  std::string_view name;
};

constexpr std::array kWordings{
    Wording{"python", "No module named '", "boto3"},         Wording{"python", "No module named '", "botocore"},
    Wording{"nodejs", "Cannot find module '", "@aws-sdk/"},  Wording{"nodejs", "Cannot find module '", "@smithy/"},
    Wording{"nodejs", "Cannot find package '", "@aws-sdk/"}, Wording{"nodejs", "Cannot find package '", "@smithy/"},
};

/// "@aws-sdk/client-s3" of "@aws-sdk/client-s3/dist/x'", "boto3" of "boto3.session'".
std::string package_of(std::string_view text, std::string_view family) {
  text = text.substr(0, text.find('\''));
  if (family == "python") return std::string(text.substr(0, text.find('.')));
  return std::string(text.substr(0, text.find('/', text.find('/') + 1)));
}

}  // namespace

std::optional<MissingPackage> find_missing_package(std::string_view answer) {
  const auto document = parse_json(answer);
  if (!document || !document->is_object() || !document->contains("errorMessage")) return std::nullopt;
  const Json& said = (*document)["errorMessage"];
  if (!said.is_string()) return std::nullopt;
  const std::string message = said.get<std::string>();
  for (const Wording& wording : kWordings) {
    const std::size_t at = message.find(std::string(wording.words) + std::string(wording.name));
    if (at == std::string::npos) continue;
    const std::string_view name = std::string_view(message).substr(at + wording.words.size());
    return MissingPackage{.family = wording.family, .name = package_of(name, wording.family)};
  }
  return std::nullopt;
}

std::vector<std::string> packages_for(const MissingPackage& missing) {
  std::vector<std::string> packages = runtime::usual_sdk_packages(missing.family);
  const bool is_usual = std::ranges::find(packages, missing.name) != packages.end();
  if (missing.family == "nodejs" && !is_usual) packages.push_back(missing.name);
  return packages;
}

}  // namespace cxsam::local
