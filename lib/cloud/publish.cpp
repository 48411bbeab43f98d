#include "cloud/publish.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/percent.h"
#include "base/text.h"
#include "document/writer.h"

namespace cxsam::cloud {
namespace {

using aws::text_of;

constexpr std::string_view kSection = "AWS::ServerlessRepo::Application";
constexpr std::string_view kService = "serverlessrepo";
constexpr std::string_view kGuide =
    "Please follow the instructions in "
    "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"
    "serverless-sam-template-publishing-applications.html";

/// Of the template and of the API. `changeable`: an application that is there takes it, too.
struct Property {
  std::string_view name, member;
  bool required = false, changeable = false;
};
constexpr std::array kProperties{
    Property{"Author", "author", true, true},
    Property{"Description", "description", true, true},
    Property{"HomePageUrl", "homePageUrl", false, true},
    Property{"Labels", "labels", false, true},
    Property{"LicenseUrl", "licenseUrl"},
    Property{"Name", "name", true},
    Property{"ReadmeUrl", "readmeUrl", false, true},
    Property{"SemanticVersion", "semanticVersion"},
    Property{"SourceCodeUrl", "sourceCodeUrl"},
    Property{"SpdxLicenseId", "spdxLicenseId"},
};

/// In the words that stand before the guide's address.
Error refusal(std::string text) { return Error{fmt::format("{}\n{}", text, kGuide)}; }

Json plain(const Node& node) {
  if (!node.is_list()) return std::string(node.as_text().value_or(""));
  Json list = Json::array();
  for (const Node& item : node.items) list.push_back(plain(item));
  return list;
}

Result<void> check(const Json& metadata) {
  std::vector<std::string> missing;
  for (const Property& each : kProperties)
    if (each.required && !metadata.contains(each.name)) missing.push_back(to_lower(each.name));
  if (!missing.empty())
    return fail(refusal(fmt::format("Invalid application metadata: '{} properties not provided'", join(missing, ", "))));
  for (const char* name : {"LicenseUrl", "ReadmeUrl"}) {
    const std::string url = text_of(metadata, name);
    const bool remote = url.empty() || url.starts_with("s3://") || url.starts_with("https://");
    if (!remote)
      return fail(
          refusal(fmt::format("Your SAM template contains invalid S3 URIs. Please make sure that you have uploaded "
                              "application artifacts to S3 by packaging the template. ({} is the file `{}`)",
                              name, url)));
  }
  return {};
}

/// What the API takes of it.
Json body_of(const Publication& publication, bool (*wanted)(const Property&)) {
  Json body = Json::object();
  for (const Property& each : kProperties)
    if (wanted(each) && publication.metadata.contains(each.name))
      body[std::string(each.member)] = publication.metadata[each.name];
  return body;
}

/// What of the metadata an update has changed.
Json changed_metadata(const Publication& publication, bool new_version) {
  Json changed = Json::object();
  for (const auto& [name, value] : publication.metadata.items()) {
    const auto known = std::ranges::find(kProperties, name, &Property::name);
    const bool of_version = name == "SemanticVersion" || name == "SourceCodeUrl";
    if (of_version ? new_version : known != kProperties.end() && known->changeable) changed[name] = value;
  }
  return changed;
}

/// "Application with id arn:... already exists" -> the ARN.
std::string arn_in(std::string_view message) {
  const std::size_t begin = message.find("arn:");
  if (begin == std::string_view::npos) return "";
  return std::string(message.substr(begin, message.find_first_of(" ,'\"", begin) - begin));
}

std::string application_path(const std::string& application) { return "/applications/" + percent_encode(application); }

Task<Result<void>> refuse_same_version(aws::Client& client, std::string application, std::string version) {
  std::string path = application_path(application) + "?semanticVersion=" + percent_encode(version);
  const auto found = co_await aws::rest_get(client, kService, std::move(path));
  if (!found && found.error().status == 404) co_return Result<void>();
  if (!found) co_return fail(aws::to_error(found.error(), "GetApplication"));
  co_return fail(
      refusal(fmt::format("Cannot publish version {} for application {} because it already exists", version, application)));
}

/// Gives whether there is a new version.
Task<Result<bool>> update(aws::Client& client, std::string application, Publication publication) {
  const Json changes = body_of(publication, [](const Property& each) { return each.changeable; });
  std::string path = application_path(application);
  const auto changed = co_await aws::rest(client, kService, "PATCH", path, changes);
  if (!changed) co_return fail(aws::to_error(changed.error(), "UpdateApplication"));
  const std::string version = text_of(publication.metadata, "SemanticVersion");
  if (version.empty()) co_return false;
  Json added{{"templateBody", publication.template_text}};
  if (const std::string source = text_of(publication.metadata, "SourceCodeUrl"); !source.empty())
    added["sourceCodeUrl"] = source;
  path += "/versions/" + percent_encode(version);
  const auto made = co_await aws::rest(client, kService, "PUT", std::move(path), added);
  const bool known = !made && made.error().status == 409;
  if (!made && !known) co_return fail(aws::to_error(made.error(), "CreateApplicationVersion"));
  co_return made.has_value();
}

}  // namespace

Result<Publication> read_publication(const Node& root, const std::string& version) {
  const Node* section = root.at_path({"Metadata", kSection});
  if (section == nullptr || !section->is_map())
    return fail(refusal(fmt::format(
        "Application metadata not found in the SAM template: 'missing {} section in template Metadata'", kSection)));
  Publication publication{Json::object(), ""};
  for (const Member& member : section->members) publication.metadata[member.key] = plain(member.value);
  if (!version.empty()) publication.metadata["SemanticVersion"] = version;
  if (const Result<void> checked = check(publication.metadata); !checked) return fail(checked.error());
  Node rest = root;
  Node* metadata = rest.find("Metadata");
  metadata->erase(kSection);
  if (metadata->members.empty()) rest.erase("Metadata");
  publication.template_text = write_yaml(rest);
  return publication;
}

Task<Result<Published>> publish(aws::Client& client, Publication publication, bool fail_on_same_version) {
  Json body = body_of(publication, [](const Property&) { return true; });
  body["templateBody"] = publication.template_text;
  const auto made = co_await aws::rest(client, kService, "POST", "/applications", body);
  if (made) co_return Published{text_of(*made, "applicationId"), true, true, publication.metadata};
  const std::string application = arn_in(made.error().message);
  if (made.error().status != 409 || application.empty()) co_return fail(aws::to_error(made.error(), "CreateApplication"));
  const std::string version = text_of(publication.metadata, "SemanticVersion");
  if (fail_on_same_version && !version.empty()) {
    const Result<void> unknown = co_await refuse_same_version(client, application, version);
    if (!unknown) co_return fail(unknown.error());
  }
  const Result<bool> new_version = co_await update(client, application, publication);
  if (!new_version) co_return fail(new_version.error());
  co_return Published{application, false, *new_version, changed_metadata(publication, *new_version)};
}

}  // namespace cxsam::cloud
