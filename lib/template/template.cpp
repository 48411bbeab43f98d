#include "template/template.h"

#include <algorithm>
#include <array>

#include "document/misspelt.h"
#include "template/section_reading.h"

namespace cxsam::tmpl {
namespace {

constexpr std::array<std::string_view, 8> kMapSections{"Metadata",   "Parameters", "Rules",     "Mappings",
                                                       "Conditions", "Globals",    "Resources", "Outputs"};
constexpr std::array<std::string_view, 3> kIndexedSections{"Parameters", "Mappings", "Conditions"};
constexpr std::string_view kServerlessTransform = "AWS::Serverless-2016-10-31";

/// "a list", and "an empty list", which SAM CLI passes over in some sections.
std::string kind_of_section(const Node& value) {
  if (value.is_list() && value.items.empty()) return "an empty list";
  return value.is_string() && value.text.empty() ? "an empty string" : std::string(kind_name(value));
}

void check_sections(const Node& root, Diagnostics& diagnostics) {
  if (!root.is_map()) {
    diagnostics.error("E0000", root.span, "the template is " + std::string(kind_name(root)) + ", not a map of sections")
        .hints.push_back("start with `Resources:` and give each resource a `Type`");
    return;
  }
  for (const Member& member : root.members) {
    if (std::ranges::find(kMapSections, member.key) == kMapSections.end() || member.value.is_map()) continue;
    Diagnostic& fault = diagnostics.error("E1001", place_of(member),
                                          "section `" + member.key + "` is " + kind_of_section(member.value) + ", not a map");
    if (!member.value.items.empty()) fault.hints.emplace_back("an entry begins with its name: `Name:`, not `- Name:`");
  }
  if (root.find("Resources") != nullptr) return;
  const bool has_brace = root.style == Node::Style::Flow || root.members.empty();
  const Span start = has_brace ? Span{root.span.file, root.span.begin, std::min(root.span.begin + 1, root.span.end)}
                               : root.members.front().key_span;
  Diagnostic& missing = diagnostics.error("E1001", start, "the template has no section `Resources`");
  missing.related = misspelt(root, "Resources");
  missing.hints.push_back("declare at least one resource below `Resources:`");
}

/// Reads one entry of Resources; what is misshapen is reported and left out.
class ResourceReader {
 public:
  ResourceReader(const Member& entry, Diagnostics& diagnostics) : entry_(entry), diagnostics_(diagnostics) {}

  Resource read() {
    Resource resource{.logical_id = entry_.key, .id_span = entry_.key_span, .type = {}, .node = &entry_.value};
    check_id();
    resource.type = type();
    resource.properties = properties();
    resource.condition = condition();
    resource.depends_on = depends_on();
    return resource;
  }

 private:
  Diagnostic& report(Span where, std::string_view problem) {
    return diagnostics_.add({.id = "E3001",
                             .message = "resource `" + entry_.key + "` " + std::string(problem),
                             .where = where,
                             .expansion = entry_.value.expansion});
  }

  void check_id() {
    if (is_logical_id(entry_.key)) return;
    Diagnostic& odd = report(entry_.key_span, "has a logical id that is not only letters and digits");
    odd.hints.push_back("CloudFormation takes A-Z, a-z and 0-9");
  }

  std::string_view type() {
    const Member* type = entry_.value.find_member("Type");
    if (type == nullptr) {
      if (entry_.value.find("Fn::Transform")) return {};  // a macro may bring it
      Diagnostic& missing = report(entry_.key_span, "has no `Type`");
      missing.related = misspelt(entry_.value, "Type");
      missing.hints.push_back("say what it is: `Type: AWS::Serverless::Function`");
      return {};
    }
    if (!type->value.is_string()) report(place_of(*type), "has a `Type` that is no string");
    return type->value.as_string().value_or(std::string_view());
  }

  [[nodiscard]] bool is_typed() const {
    const Node* type = entry_.value.find("Type");
    return type && type->is_string();
  }

  const Node* properties() {
    const Member* properties = entry_.value.find_member("Properties");
    if (properties == nullptr) return nullptr;
    if (properties->value.is_map()) return &properties->value;
    if (!is_typed()) return nullptr;  // nobody can say what it wants
    Diagnostic& wrong =
        report(place_of(*properties), "has `Properties` that are " + std::string(kind_name(properties->value)) + ", not a map");
    wrong.id = "E3012";
    const bool is_last = properties == &entry_.value.members.back();
    if (properties->value.is_null() && !is_last)
      wrong.hints.push_back("indent what follows if it belongs below `Properties`; else leave `Properties` out");
    if (properties->value.is_null() && is_last) wrong.hints.push_back("leave `Properties` out, or write `Properties: {}`");
    return nullptr;
  }

  std::optional<std::string_view> condition() {
    const Member* condition = entry_.value.find_member("Condition");
    if (condition == nullptr) return std::nullopt;
    if (!condition->value.is_string()) report(place_of(*condition), "has a `Condition` that is not the name of a condition");
    return condition->value.as_string();
  }

  std::vector<std::string_view> depends_on() const {
    std::vector<std::string_view> ids;
    const Node* value = entry_.value.find("DependsOn");
    if (value == nullptr) return ids;
    if (value->is_string()) ids.push_back(value->text);
    for (const Node& item : value->items)
      if (item.is_string()) ids.push_back(item.text);
    return ids;
  }

  const Member& entry_;
  Diagnostics& diagnostics_;
};

}  // namespace

const Node* Resource::property(std::string_view name) const { return properties == nullptr ? nullptr : properties->find(name); }

Template Template::from(Node root, Diagnostics& diagnostics) {
  Template result;
  result.root_ = std::make_unique<Node>(std::move(root));
  check_sections(*result.root_, diagnostics);
  for (const std::string_view name : kIndexedSections)
    if (const Node* section = result.section(name)) {
      auto& entries = result.entries_[name];
      for (const Member& entry : section->members) entries.try_emplace(entry.key, &entry.value);
    }

  const Node* resources = result.section("Resources");
  if (resources == nullptr) return result;
  result.resources_.reserve(resources->members.size());
  for (const Member& entry : resources->members) {
    if (entry.key.starts_with("Fn::")) continue;  // Fn::ForEach and Fn::Transform make resources; they are none
    if (!entry.value.is_map()) {
      Diagnostic& wrong = diagnostics.error(
          "E3001", place_of(entry), "resource `" + entry.key + "` is " + std::string(kind_name(entry.value)) + ", not a map");
      wrong.hints.emplace_back(entry.value.is_null() ? "indent what belongs to it, its `Type` first, below its name"
                                                     : "it begins with its `Type`, below its name; look at the indentation");
      continue;
    }
    result.resources_.push_back(ResourceReader(entry, diagnostics).read());
  }

  result.by_name_.resize(result.resources_.size());
  for (std::uint32_t i = 0; i < result.by_name_.size(); ++i) result.by_name_[i] = i;
  std::ranges::sort(result.by_name_, {}, [&](std::uint32_t i) { return result.resources_[i].logical_id; });
  return result;
}

const Node* Template::section(std::string_view name) const {
  const Node* section = root_->find(name);
  return section != nullptr && section->is_map() ? section : nullptr;
}

const Node* Template::entry(std::string_view section, std::string_view name) const {
  const auto names = entries_.find(section);
  if (names == entries_.end()) return nullptr;
  const auto found = names->second.find(name);
  return found == names->second.end() ? nullptr : found->second;
}

const Resource* Template::find_resource(std::string_view logical_id) const {
  const auto id_of = [this](std::uint32_t i) { return resources_[i].logical_id; };
  const auto found = std::ranges::lower_bound(by_name_, logical_id, {}, id_of);
  return found != by_name_.end() && id_of(*found) == logical_id ? &resources_[*found] : nullptr;
}

bool Template::is_serverless() const {
  const Node* transform = root_->find("Transform");
  if (transform == nullptr) return false;
  if (transform->as_string() == kServerlessTransform) return true;
  return std::ranges::any_of(transform->items, [](const Node& item) { return item.as_string() == kServerlessTransform; });
}

}  // namespace cxsam::tmpl
