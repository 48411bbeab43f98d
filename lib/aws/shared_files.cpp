#include "aws/shared_files.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kOfNames = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

/// "dev" for "profile dev" and "profile \"dev\"" when `word` is "profile". A name of several words has to be quoted.
std::optional<std::string> named(std::string_view section, std::string_view word) {
  if (!section.starts_with(word)) return std::nullopt;
  section.remove_prefix(word.size());
  if (!section.starts_with(' ') && !section.starts_with('\t')) return std::nullopt;
  section = trim(section);
  const bool quoted =
      section.size() >= 2 && (section.front() == '"' || section.front() == '\'') && section.back() == section.front();
  if (quoted) return std::string(section.substr(1, section.size() - 2));
  return section.find_first_of(" \t") == std::string_view::npos ? std::optional(std::string(section)) : std::nullopt;
}

/// "$HOME/x" and "${HOME}/x" with the value; what is no variable stays, as in AWS's tools.
std::string with_variables(std::string_view text, const Variables& environment) {
  std::string filled;
  while (!text.empty()) {
    const bool braced = text.starts_with("${");
    const std::size_t begin = braced ? 2 : 1;
    const std::size_t end = braced ? text.find('}') : std::min(text.find_first_not_of(kOfNames, 1), text.size());
    const auto found = text.front() == '$' && end != std::string_view::npos && end > begin
                           ? environment.find(text.substr(begin, end - begin))
                           : environment.end();
    const std::size_t taken = found == environment.end() ? 1 : end + (braced ? 1 : 0);
    filled += found == environment.end() ? text.substr(0, 1) : std::string_view(found->second);
    text.remove_prefix(taken);
  }
  return filled;
}

std::filesystem::path file_of(const Variables& environment, std::string_view variable, std::string_view name) {
  const std::filesystem::path home = value_of(environment, "HOME");
  const std::string given = with_variables(value_of(environment, variable), environment);
  if (given == "~" || given.starts_with("~/")) return home / given.substr(std::min<std::size_t>(2, given.size()));
  return given.empty() ? home / ".aws" / name : std::filesystem::path(given);
}

Result<Sections> read_file_sections(const std::filesystem::path& path) {
  if (!file_exists(path)) return Sections{};
  const Result<std::string> text = read_file(path);
  if (!text) return fail(text.error());
  return read_sections(*text, path.string());
}

/// All AWS tools refuse such a file: which of the two counts is anybody's guess.
tl::unexpected<Error> twice(std::string_view name, std::size_t line, std::string_view what) {
  return fail(
      Error{fmt::format("{}:{}: `{}` stands here for the second time", name, line, what)}.hint("remove one of the two"));
}

void put(Section& into, const Section& from) {
  for (const auto& [key, value] : from.values) into.values[key] = value;
  for (const auto& [key, values] : from.nested) into.nested[key] = values;
}

/// `[profile default]` beats `[default]`, so those with the word come last.
void sort_out(const Sections& sections, SharedFiles& files) {
  if (const auto plain = sections.find("default"); plain != sections.end()) files.config["default"] = plain->second;
  for (const auto& [name, section] : sections) {
    if (const auto profile = named(name, "profile")) files.config[*profile] = section;
    if (const auto session = named(name, "sso-session")) files.sso_sessions[*session] = section;
    if (const auto services = named(name, "services")) files.services[*services] = section;
  }
}

}  // namespace

std::string value_of(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

Variables environment_variables() {
  Variables variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Result<Sections> read_sections(std::string_view text, std::string_view name) {
  Sections sections;
  Section* section = nullptr;
  Variables* nested = nullptr;
  std::size_t number = 0;
  std::optional<std::size_t> indent_of_key;  // what stands further to the right belongs to the key above
  if (text.starts_with(kByteOrderMark))
    return fail(Error{fmt::format("{} begins with a byte order mark, which AWS's tools do not read", name)}.hint(
        "save it as UTF-8 without one"));
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#') || line.starts_with(';')) continue;
    const std::size_t indent = raw.find_first_not_of(" \t");
    const bool indented = indent_of_key && indent > *indent_of_key;
    const std::size_t bracket = line.rfind(']');  // what follows it is passed over
    if (line.starts_with('[') && bracket != std::string_view::npos && !indented) {
      // As it stands: to AWS's tools `[ default ]` is another name than `[default]`.
      const auto [place, is_new] = sections.try_emplace(std::string(line.substr(1, bracket - 1)));
      if (!is_new) return twice(name, number, line);
      section = &place->second;
      nested = nullptr;
      indent_of_key.reset();
      continue;
    }
    const std::size_t equals = line.find_first_of("=:");
    if (section == nullptr || equals == 0 || (equals == std::string_view::npos && !indented))
      return fail(Error{fmt::format("{}:{}: `{}` is neither a section nor `key = value`", name, number, line)}.hint(
          "a section is `[default]` or, in the configuration file, `[profile NAME]`"));
    if (equals == std::string_view::npos) continue;  // the second line of a value, which no setting read here has
    std::string key = to_lower(trim(line.substr(0, equals)));
    std::string value(trim(line.substr(equals + 1)));
    if (indented && nested != nullptr) {
      (*nested)[std::move(key)] = std::move(value);
      continue;
    }
    if (indented) continue;
    indent_of_key = indent;
    if (section->values.contains(key)) return twice(name, number, key);
    nested = value.empty() ? &section->nested[key] : nullptr;
    section->values[std::move(key)] = std::move(value);
  }
  return sections;
}

Result<SharedFiles> read_shared_files(const Variables& environment) {
  auto credentials = read_file_sections(file_of(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
  if (!credentials) return fail(std::move(credentials).error());
  const auto config = read_file_sections(file_of(environment, "AWS_CONFIG_FILE", "config"));
  if (!config) return fail(config.error());
  SharedFiles files;
  files.credentials = *std::move(credentials);
  sort_out(*config, files);
  files.merged = files.config;
  for (const auto& [profile, section] : files.credentials) put(files.merged[profile], section);
  return files;
}

const Section* SharedFiles::find(std::string_view profile) const {
  const auto found = merged.find(profile);
  return found == merged.end() ? nullptr : &found->second;
}

}  // namespace cxsam::aws
