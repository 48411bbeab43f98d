// What blocks and brackets of YAML have in common: tags, anchors, aliases and texts, and the events for them.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "document/yaml_scalars.h"
#include "document/yaml_text.h"

namespace cxsam {

constexpr std::size_t kLongestYamlKey = 1000;  // YAML has no key of more than 1,024 signs

inline YAML::Mark yaml_mark(std::size_t at) {
  YAML::Mark mark;
  mark.pos = static_cast<int>(at);
  return mark;
}

/// What stands before a value.
struct YamlProperties {
  std::size_t begin = 0;
  std::string tag;
  YAML::anchor_t anchor = YAML::NullAnchor;

  [[nodiscard]] std::size_t begin_of(std::size_t content) const { return any() ? begin : content; }
  [[nodiscard]] std::string tag_or(const char* nonspecific) const { return tag.empty() ? nonspecific : tag; }
  [[nodiscard]] bool any() const { return !tag.empty() || anchor != YAML::NullAnchor; }
};

/// Those on lines of their own with those beside the value. Uncommon where both have a tag, or an anchor.
YamlProperties joined(YamlProperties outer, YamlProperties inner);

/// Reads values that are no collections, from `in.at`, and leaves it behind them and the spaces there.
struct YamlValues {
  enum class Scalar { Plain, Quoted };

  YamlValues(std::string_view document, YAML::EventHandler& handler) : in{document}, events(handler) {}

  YamlText in;
  YAML::EventHandler& events;
  std::string text;  // that was read last

  YamlProperties properties();
  void alias();

  /// Reads a text, of a plain one its first line, into `text`.
  Scalar read_text(Around around);
  void give_text(const YamlProperties& properties, std::size_t content, Scalar kind);

  /// Nothing stands behind a tag or an anchor: a tag makes it an empty text.
  void give_nothing(const YamlProperties& properties);
  void give_null() { events.OnNull(yaml_mark(in.at), YAML::NullAnchor); }

 private:
  std::string tag();
  std::string_view name();

  std::map<std::string, YAML::anchor_t, std::less<>> anchors_;
  YAML::anchor_t last_anchor_ = 0;
};

/// `[...]` or `{...}`, whose bracket stands at `values.in.at`.
void read_flow_collection(YamlValues& values, const YamlProperties& of_collection);

}  // namespace cxsam
