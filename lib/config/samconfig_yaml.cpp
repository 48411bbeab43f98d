#include "config/samconfig_formats.h"
#include "document/reader.h"

namespace cxsam::config {
namespace {

std::string place(const Sources& sources, Span span) {
  const Position position = sources.begin_of(span);
  return sources.path(span.file) + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::string scalar_text(const Node& node) {
  if (const auto flag = node.kind == Node::Kind::Bool ? node.as_bool() : std::nullopt) return *flag ? "true" : "false";
  return node.text;
}

Setting make_setting(const Sources& sources, const Member& member) {
  Setting setting{member.key, {}, !member.value.is_scalar(), place(sources, member.key_span)};
  for (const Node& item : member.value.items) setting.texts.push_back(scalar_text(item));
  for (const Member& pair : member.value.members) setting.texts.push_back(pair.key + "=" + scalar_text(pair.value));
  if (member.value.is_scalar()) setting.texts.push_back(scalar_text(member.value));
  return setting;
}

std::vector<Setting> settings_of(const Sources& sources, const Node& file, std::string_view environment,
                                 std::string_view command) {
  std::vector<Setting> settings;
  const Node* table = file.at_path({environment, command, "parameters"});
  if (table == nullptr) return settings;
  for (const Member& member : table->members) settings.push_back(make_setting(sources, member));
  return settings;
}

}  // namespace

Result<Samconfig> parse_samconfig_yaml(const std::string& path, std::string_view text, std::string_view environment,
                                       std::string_view command) {
  Sources sources;
  Diagnostics diagnostics;
  const std::optional<Node> file = read_document(sources, sources.add(path, std::string(text)), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity == Severity::Error) return fail(place(sources, diagnostic.where) + ": " + diagnostic.message);
  }
  if (!file) return fail(path + ": there is nothing in it");
  Samconfig config{settings_of(sources, *file, environment, command), settings_of(sources, *file, environment, "global"), {}};
  if (file->find("version") == nullptr) config.warnings.push_back(version_warning(path));
  return config;
}

}  // namespace cxsam::config
