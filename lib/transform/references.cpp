#include "transform/references.h"

#include <optional>
#include <string>
#include <string_view>

#include "template/sub_string.h"

namespace cxsam::transform {
namespace {

class Rewriter {
 public:
  explicit Rewriter(const Workspace& work) : work_(work) {}

  void rewrite(Node& node) const {
    if (node.is_map() && node.members.size() == 1) {
      Member& only = node.members.front();
      const std::string_view name = only.key;
      if (name == "Ref" && only.value.is_string()) return rewrite_name(only.value.text);
      if (name == "Fn::GetAtt") return rewrite_get_att(only.value);
      if (name == "Fn::Sub") return rewrite_sub(only.value);
    }
    for (Node& item : node.items) rewrite(item);
    for (Member& member : node.members) {
      rewrite(member.value);
      if (std::string_view(member.key) == "DependsOn") rewrite_depends_on(member.value);
    }
  }

 private:
  /// "Layer" -> its new id; "F.Version" -> the id of the version; "Layer.Arn" -> "<new id>.Arn".
  void rewrite_name(std::string& name) const {
    if (const auto found = work_.renamed.find(name); found != work_.renamed.end()) {
      name = found->second;
      return;
    }
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) return;
    const std::string_view view = name;
    const std::size_t second = view.find('.', dot + 1);
    if (const auto found = work_.generated_properties.find(view.substr(0, second)); found != work_.generated_properties.end()) {
      name = found->second + std::string(second == std::string_view::npos ? "" : view.substr(second));
    } else if (const auto renamed = work_.renamed.find(view.substr(0, dot)); renamed != work_.renamed.end()) {
      name = renamed->second + std::string(view.substr(dot));
    }
  }

  /// [F, "Version.Arn"] and ["F.Version", "Arn"] -> [<version id>, "Arn"]
  void rewrite_get_att(Node& argument) const {
    if (!argument.is_list() || argument.items.size() < 2 || !argument.items[0].is_string() || !argument.items[1].is_string()) {
      return rewrite(argument);
    }
    std::string& id = argument.items[0].text;
    std::string& attribute = argument.items[1].text;
    rewrite_name(id);
    const std::size_t dot = attribute.find('.');
    const auto made = work_.generated_properties.find(id + "." + attribute.substr(0, dot));
    if (made == work_.generated_properties.end() || dot == std::string::npos) return;
    id = made->second;
    attribute.erase(0, dot + 1);
  }

  void rewrite_sub(Node& argument) const {
    Node& pattern = argument.is_list() && !argument.items.empty() ? argument.items[0] : argument;
    if (pattern.is_string()) pattern.text = rewritten_pattern(pattern.text);
    for (std::size_t i = 1; i < argument.items.size(); ++i) rewrite(argument.items[i]);
  }

  [[nodiscard]] std::string rewritten_pattern(std::string_view pattern) const {
    return tmpl::replace_names(pattern, [this](std::string_view written) -> std::optional<std::string> {
      std::string name(written);
      rewrite_name(name);
      if (name == written) return std::nullopt;
      return "${" + name + "}";
    });
  }

  void rewrite_depends_on(Node& value) const {
    if (value.is_string()) rewrite_name(value.text);
    for (Node& item : value.items) {
      if (item.is_string()) rewrite_name(item.text);
    }
  }

  const Workspace& work_;
};

}  // namespace

void rewrite_references(Workspace& work) {
  if (work.renamed.empty() && work.generated_properties.empty()) return;
  Rewriter(work).rewrite(work.root);
}

}  // namespace cxsam::transform
