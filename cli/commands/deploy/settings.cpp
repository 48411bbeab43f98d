#include "cli/commands/deploy/settings.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/settings.h"
#include "cli/template_options.h"
#include "cli/upload_options.h"
#include "config/precedence.h"

namespace cxsam::cli::deploy_command {
namespace {

bool is_assignment(std::string_view word) { return word.find('=') != std::string_view::npos && word.front() != '='; }

/// A key or value in the quotes that a shell would have taken away.
std::string unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  if (!quoted) return std::string(text);
  return replace_all(std::string(text.substr(1, text.size() - 2)), "\\\"", "\"");
}

deploy::OnFailure on_failure(const config::Values& options) {
  const std::string word = options.text_or("on-failure", "ROLLBACK");
  if (word == "DELETE") return deploy::OnFailure::Delete;
  const bool keeps = word == "DO_NOTHING" || options.flag("disable-rollback");
  return keeps ? deploy::OnFailure::DoNothing : deploy::OnFailure::Rollback;
}

/// SAM_CLI_POLL_DELAY, in seconds.
std::chrono::nanoseconds poll_delay(std::chrono::nanoseconds usual) {
  const std::string text = environment_variable("SAM_CLI_POLL_DELAY").value_or("");
  double seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc{} || !(seconds > 0) || seconds > 3600) return usual;
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
}

/// JSON is for programs, which cannot answer. A question of samconfig.toml is not seen in what was typed.
std::optional<Error> question_of_programs(const config::Values& options) {
  if (options.text_or("output", "text") != "json") return std::nullopt;
  if (options.flag("guided")) return Error{"--guided is not compatible with --output json"};
  if (!options.flag("confirm-changeset")) return std::nullopt;
  Error error{"--confirm-changeset is not compatible with --output json"};
  if (options.origin("confirm-changeset") == config::Origin::CommandLine) return error;
  return std::move(error).hint("samconfig.toml asks for it; `--no-confirm-changeset` counts over that");
}

}  // namespace

std::optional<Error> find_wrong_use(const Context& context) {
  const config::Values& options = context.options;
  if (options.has("on-failure") && options.flag("disable-rollback"))
    return Error{"You must not provide both the --on-failure and --disable-rollback parameters.\n"};
  if (auto question = question_of_programs(options)) return question;
  if (const auto profiles = read_signing_profiles(options); !profiles) return profiles.error();
  if (const auto tags = read_tags(options.list("tags")); !tags) return tags.error();
  if (auto fault = fault_of_uploads(options)) return fault;
  if (options.flag("guided") || !options.text_or("stack-name", "").empty()) return std::nullopt;
  return Error{fmt::format(
      "Missing option '--stack-name', '{} deploy --guided' can be used to provide and save needed parameters for future "
      "deploys.",
      context.program())};
}

Result<deploy::Settings> read_deploy_settings(Context& context) {
  const config::Values& options = context.options;
  Result<package::UploadOptions> upload = read_upload_options(context);
  if (!upload) return fail(std::move(upload).error());
  Result<TemplateChoice> choice = read_template_choice(options);
  if (!choice) return fail(choice.error());
  auto tags = read_tags(options.list("tags"));
  if (!tags) return fail(std::move(tags).error());
  if (const auto empty = std::ranges::find(*tags, "", [](const auto& tag) { return tag.second; }); empty != tags->end())
    return fail(Error{"the tag `" + empty->first + "` has no value"}.hint("CloudFormation takes no tag whose value is empty"));
  deploy::Settings settings{.stack = options.text_or("stack-name", "")};
  settings.parameters = std::move(choice->parameters);
  settings.tags = *std::move(tags);
  settings.capabilities = read_names(options.list("capabilities"));
  settings.notification_arns = read_names(options.list("notification-arns"));
  settings.role_arn = options.text_or("role-arn", "");
  settings.storage = {*std::move(upload), read_s3_prefix(context), *read_signing_profiles(options)};
  settings.json = options.flag("use-json");
  settings.express = options.flag("express");
  settings.execute = !options.flag("no-execute-changeset");
  settings.on_failure = on_failure(options);
  settings.tidy = !context.as_sam;
  settings.program = context.program();
  settings.pause = poll_delay(settings.pause);
  settings.longest =
      std::chrono::minutes(std::clamp<std::int64_t>(options.number("max-wait-duration").value_or(60), 1, 60'000));
  return settings;
}

Result<std::vector<std::pair<std::string, std::string>>> read_tags(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, std::string>> tags;
  for (const std::string& word : words) {
    std::vector<std::string> pieces = config::split_words(word);
    if (!std::ranges::all_of(pieces, is_assignment)) pieces = {word};
    for (const std::string& piece : pieces) {
      if (!is_assignment(piece))
        return fail("Invalid value for '--tags': ('" + piece +
                    "',) is not in valid format. It must look something like 'KeyName1=string KeyName2=string'");
      const std::size_t equals = piece.find('=');
      std::string key = unquoted(piece.substr(0, equals));
      std::erase_if(tags, [&](const auto& tag) { return tag.first == key; });  // the last one counts; AWS takes no two
      tags.emplace_back(std::move(key), unquoted(piece.substr(equals + 1)));
    }
  }
  return tags;
}

std::vector<std::string> read_names(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const std::string& word : words) {
    const std::string listed = replace_all(word, " ", ",");
    for (const std::string_view part : split(listed, ','))
      if (!trim(part).empty()) names.emplace_back(trim(part));
  }
  return names;
}

}  // namespace cxsam::cli::deploy_command
