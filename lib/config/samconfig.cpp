#include "config/samconfig.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "base/did_you_mean.h"
#include "base/file.h"
#include "base/text.h"
#include "config/toml_document.h"
#include "document/reader.h"

namespace cxsam::config {
namespace {

constexpr std::uint64_t kMaxBytes = 4 << 20;

std::string place(const Sources& sources, Span span) {
  const Position position = sources.begin_of(span);
  return sources.path(span.file) + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::string scalar_text(const Node& node) {
  if (const auto flag = node.kind == Node::Kind::Bool ? node.as_bool() : std::nullopt) return *flag ? "true" : "false";
  return node.is_null() ? "" : node.text;
}

/// `A=1`, `A="x \"y\""`: read back as the same key and value.
std::string assignment(std::string_view key, const std::string& value) {
  const bool plain = !value.empty() && value.find_first_of(" \t\r\n\"'\\{[") == std::string::npos;
  return std::string(key) + "=" + (plain ? value : "\"" + replace_all(value, "\"", "\\\"") + "\"");
}

/// Reads one key of a parameters table.
class SettingReader {
 public:
  SettingReader(const Sources& sources, const Member& member) : member_(member) {
    setting_.key = member.key;
    setting_.where = place(sources, member.key_span);
    setting_.is_list = !member.value.is_scalar();
  }

  Result<Setting> read() {
    if (member_.value.is_scalar()) setting_.texts.push_back(scalar_text(member_.value));
    if (member_.value.is_map()) take_map(member_.value);
    for (const Node& item : member_.value.items) take_item(item);
    if (too_deep_.empty()) return std::move(setting_);
    return fail(Error{setting_.where + ": `" + too_deep_ + "` is neither a text nor a list of texts"}.hint(
        "write its value as a text, in quotes"));
  }

 private:
  void take_item(const Node& item) {
    if (item.is_map()) return take_map(item);
    if (item.is_list()) too_deep_ = setting_.key;
    setting_.texts.push_back(scalar_text(item));
  }

  /// Names and values, or CloudFormation's {ParameterKey, ParameterValue}.
  void take_map(const Node& map) {
    const Node* key = map.find("ParameterKey");
    const Node* value = map.find("ParameterValue");
    if (key != nullptr && value != nullptr) return take_pair(scalar_text(*key), *value);
    for (const Member& pair : map.members) take_pair(pair.key, pair.value);
  }

  void take_pair(const std::string& key, const Node& value) {
    std::vector<std::string> parts;
    const bool simple = value.is_scalar() || (value.is_list() && std::ranges::all_of(value.items, &Node::is_scalar));
    if (!simple) too_deep_ = key;
    if (value.is_scalar()) parts.push_back(scalar_text(value));
    for (const Node& item : value.items) parts.push_back(scalar_text(item));
    setting_.texts.push_back(assignment(key, join(parts, ",")));
  }

  const Member& member_;
  Setting setting_;
  std::string too_deep_;  // what holds more than an option can take
};

/// The table at the end of these keys; null where there is none, which an empty place in YAML is, too. What is no table would
/// be passed over in silence.
Result<const Node*> table_at(const Sources& sources, const Node& file, std::initializer_list<std::string_view> keys) {
  const Node* table = &file;
  std::string name;
  for (const std::string_view key : keys) {
    const Member* member = table->find_member(key);
    if (member == nullptr || member->value.is_null()) return nullptr;
    name += (name.empty() ? "" : ".") + std::string(key);
    table = &member->value;
    if (table->is_map()) continue;
    const std::string what = table->is_scalar() ? "`" + scalar_text(*table) + "`" : "a list";
    return fail(Error{place(sources, member->key_span) + ": `" + name + "` is " + what + ", not a table"}.hint(
        "options stand in tables such as [default.build.parameters]"));
  }
  return table;
}

Result<std::vector<Setting>> settings_of(const Sources& sources, const Node& file, std::string_view environment,
                                         std::string_view command) {
  std::vector<Setting> settings;
  const Result<const Node*> parameters = table_at(sources, file, {environment, command, "parameters"});
  if (!parameters) return fail(parameters.error());
  if (*parameters == nullptr) return settings;
  for (const Member& member : (*parameters)->members) {
    if (member.value.is_null()) continue;  // YAML's way to leave a value out
    Result<Setting> setting = SettingReader(sources, member).read();
    if (!setting) return fail(std::move(setting.error()));
    settings.push_back(std::move(*setting));
  }
  return settings;
}

/// Tables of subcommands of a known command ("pipeline_init") are known too.
bool is_known_table(const std::string& name, std::span<const std::string> commands) {
  return name == "global" || std::ranges::any_of(commands, [&](const std::string& command) {
           return name == command || name.starts_with(command + "_");
         });
}

std::string with_guess(std::string warning, std::string_view word, std::span<const std::string> names) {
  for (const std::string& hint : did_you_mean(word, names)) warning += "; " + hint;
  return warning;
}

void warn_of_tables(const Sources& sources, const Node& environment, std::span<const std::string> commands,
                    std::vector<std::string>& warnings) {
  std::vector<std::string> names(commands.begin(), commands.end());
  names.emplace_back("global");
  for (const Member& table : environment.members)
    if (!is_known_table(table.key, commands))
      warnings.push_back(
          with_guess(place(sources, table.key_span) + ": `" + table.key + "` is no command, so nothing reads its table",
                     table.key, names));
}

/// Options stand in `parameters`; beside it nothing reads them.
void warn_of_strays(const Sources& sources, const Node* table, std::string_view name, std::vector<std::string>& warnings) {
  if (table == nullptr) return;
  for (const Member& member : table->members)
    if (member.key != "parameters")
      warnings.push_back(place(sources, member.key_span) + ": `" + member.key + "` stands outside of `" + std::string(name) +
                         ".parameters`, so nothing reads it");
}

/// An environment that the file does not have is no error; one that is misspelt is not what was meant.
void warn_of_environment(const std::string& path, const Node& file, std::string_view wanted,
                         std::vector<std::string>& warnings) {
  std::vector<std::string> names;
  for (const Member& member : file.members)
    if (member.value.is_map()) names.push_back(member.key);
  for (const std::string& hint : did_you_mean(wanted, names))
    warnings.push_back(path + ": there is no environment `" + std::string(wanted) + "`; " + hint);
}

void warn(const Sources& sources, const std::string& path, const Node& file, const SamconfigPart& part,
          std::vector<std::string>& warnings) {
  const Member* version = file.find_member("version");
  if (version == nullptr) warnings.push_back(path + ": no `version = 0.1` at the top; SAM CLI refuses such a file");
  if (version != nullptr && scalar_text(version->value).find('.') == std::string::npos)
    warnings.push_back(place(sources, version->key_span) + ": `version` is no number such as 0.1; SAM CLI refuses such a file");
  const Node* environment = file.find(part.environment);
  if (environment == nullptr) return warn_of_environment(path, file, part.environment, warnings);
  if (part.commands.empty()) return;
  warn_of_tables(sources, *environment, part.commands, warnings);
  warn_of_strays(sources, environment->find(part.command), part.command, warnings);
  warn_of_strays(sources, environment->find("global"), "global", warnings);
}

Result<Node> read_yaml(Sources& sources, FileId file) {
  Diagnostics diagnostics;
  std::optional<Node> root = read_document(sources, file, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity == Severity::Error) return fail(place(sources, diagnostic.where) + ": " + diagnostic.message);
  }
  if (!root) return fail(sources.path(file) + ": there is nothing in it");
  return std::move(*root);
}

}  // namespace

std::optional<std::filesystem::path> find_samconfig(const std::filesystem::path& folder) {
  for (const char* name : std::array{"samconfig.toml", "samconfig.yaml", "samconfig.yml"}) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder / name, ignored)) return folder / name;
  }
  return std::nullopt;
}

Result<Samconfig> read_samconfig(const std::filesystem::path& path, const SamconfigPart& part) {
  const Result<std::string> text = read_file(path, kMaxBytes);
  if (!text) return fail(text.error());
  return parse_samconfig(path, *text, part);
}

Result<Samconfig> parse_samconfig(const std::filesystem::path& path, std::string_view text, const SamconfigPart& part) {
  Sources sources;
  const FileId id = sources.add(path.string(), std::string(text));
  if (path.extension() == ".json")
    return fail(
        Error{path.string() + " is JSON, which settings are not written in"}.hint("write them in a .toml, .yaml or .yml file"));
  const bool is_yaml = path.extension() == ".yaml" || path.extension() == ".yml";
  const Result<Node> file = is_yaml ? read_yaml(sources, id) : parse_toml_document(sources, id);
  if (!file) return fail(file.error());
  if (!file->is_map()) return fail(place(sources, file->span) + ": the file is no map of environments, as `default:`");
  auto command = settings_of(sources, *file, part.environment, part.command);
  if (!command) return fail(std::move(command.error()));
  auto global = settings_of(sources, *file, part.environment, "global");
  if (!global) return fail(std::move(global.error()));
  Samconfig config{std::move(*command), std::move(*global), {}};
  warn(sources, path.string(), *file, part, config.warnings);
  return config;
}

}  // namespace cxsam::config
