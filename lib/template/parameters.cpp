#include "template/parameters.h"

#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "document/misspelt.h"
#include "facts/regions.h"
#include "template/parameter_constraints.h"
#include "template/parameter_type.h"
#include "template/pattern.h"
#include "template/section_reading.h"

namespace cxsam::tmpl {
namespace {

/// Source: AWS CloudFormation user guide, "Quotas": bytes of a parameter's value.
constexpr std::size_t kMaxValueBytes = 4096;

/// Which values a key of a declaration may have, and for which types it is.
struct DeclarationKey {
  std::string_view name;
  enum class Shape : std::uint8_t { Text, Number, Flag, List } shape = Shape::Text;
  enum class For : std::uint8_t { All, Numbers, Texts } types = For::All;
};

constexpr std::array kDeclarationKeys{
    DeclarationKey{"Type"},
    DeclarationKey{"Default"},
    DeclarationKey{"Description"},
    DeclarationKey{"ConstraintDescription"},
    DeclarationKey{"NoEcho", DeclarationKey::Shape::Flag},
    DeclarationKey{"AllowedValues", DeclarationKey::Shape::List},
    DeclarationKey{"AllowedPattern", DeclarationKey::Shape::Text, DeclarationKey::For::Texts},
    DeclarationKey{"MinLength", DeclarationKey::Shape::Number, DeclarationKey::For::Texts},
    DeclarationKey{"MaxLength", DeclarationKey::Shape::Number, DeclarationKey::For::Texts},
    DeclarationKey{"MinValue", DeclarationKey::Shape::Number, DeclarationKey::For::Numbers},
    DeclarationKey{"MaxValue", DeclarationKey::Shape::Number, DeclarationKey::For::Numbers},
};

std::string_view shape_name(DeclarationKey::Shape shape) {
  switch (shape) {
    case DeclarationKey::Shape::Text:
      return "a text";
    case DeclarationKey::Shape::Number:
      return "a number";
    case DeclarationKey::Shape::Flag:
      return "`true` or `false`";
    case DeclarationKey::Shape::List:
      return "a list";
  }
  return "";
}

bool is_flag(std::string_view text) { return equals_ignoring_case(text, "true") || equals_ignoring_case(text, "false"); }

bool has_shape(const Node& value, DeclarationKey::Shape shape) {
  switch (shape) {
    case DeclarationKey::Shape::Text:
      return value.as_text().has_value();
    case DeclarationKey::Shape::Number:
      return value.as_text() && parse_number(*value.as_text());
    case DeclarationKey::Shape::Flag:
      return value.as_text() && is_flag(*value.as_text());
    case DeclarationKey::Shape::List:
      return value.is_list();
  }
  return false;
}

/// Reads one entry of Parameters: reports what is wrong with it and finds its value.
class ParameterReader {
 public:
  ParameterReader(const Member& entry, const ParameterOverrides& overrides, Diagnostics& diagnostics)
      : entry_(entry), declaration_(entry.value), diagnostics_(diagnostics) {
    const auto given = overrides.find(entry.key);
    if (given != overrides.end()) given_ = &given->second;
  }

  std::optional<Node> read() {
    if (!declaration_.is_map()) {
      report("E2001", place_of(entry_), name() + " is " + std::string(kind_name(declaration_)) + ", not a map");
      return std::nullopt;
    }
    if (!is_logical_id(entry_.key))
      report("E2001", entry_.key_span, name() + " has a name that is not only letters and digits");
    type_ = read_type();
    for (const Member& member : declaration_.members) check_key(member);
    return value();
  }

 private:
  Diagnostic& report(std::string id, Span where, std::string message) {
    return diagnostics_.add(
        {.id = std::move(id), .message = std::move(message), .where = where, .expansion = declaration_.expansion});
  }

  ParameterType read_type() {
    const Member* member = declaration_.find_member("Type");
    if (member == nullptr) {
      Diagnostic& missing = report("E2001", entry_.key_span, name() + " has no `Type`");
      missing.related = misspelt(declaration_, "Type");
      missing.hints.push_back("most are `Type: String`");
      return {};
    }
    const std::optional<std::string_view> declared = member->value.as_string();
    if (!declared) return {};  // check_key() says so
    const std::optional<ParameterType> type = find_parameter_type(*declared);
    if (type) return *type;
    const bool may_be_taken = declared->starts_with("AWS::SSM::Parameter::Value<") || declared->starts_with("List<");
    if (may_be_taken) {
      report("W2002", member->value.span, name() + " has the type `" + std::string(*declared) + "`, which is not documented")
          .severity = Severity::Warning;
      return *declared == "List<AWS::SSM::Parameter::Name>" ? ParameterType{.list = true} : ParameterType{};
    }
    Diagnostic& unknown =
        report("E2002", member->value.span, name() + " has the unknown type `" + std::string(*declared) + "`");
    unknown.hints = did_you_mean(*declared, common_parameter_types());
    return {};
  }

  void check_key(const Member& member) {
    const auto key = std::ranges::find(kDeclarationKeys, member.key, &DeclarationKey::name);
    if (key == kDeclarationKeys.end()) return report_unknown_key(member);
    const bool misplaced = (key->types == DeclarationKey::For::Numbers && !type_.number) ||
                           (key->types == DeclarationKey::For::Texts && type_.number);
    if (misplaced) {
      report("E2001", member.key_span, name() + " has `" + member.key + "`, which is not for its type");
    } else if (!has_shape(member.value, key->shape)) {
      report("E2001", place_of(member),
             "`" + member.key + "` of " + name() + " is " + std::string(kind_name(member.value)) + ", not " +
                 std::string(shape_name(key->shape)));
    } else if (member.key == "AllowedPattern") {
      check_pattern(member.value);
    }
  }

  void report_unknown_key(const Member& member) {
    Diagnostic& unknown = report("E2001", member.key_span, name() + " has the unknown key `" + member.key + "`");
    std::vector<std::string> names;
    for (const DeclarationKey& key : kDeclarationKeys) names.emplace_back(key.name);
    unknown.hints = did_you_mean(member.key, names);
  }

  void check_pattern(const Node& expression) {
    const Result<Pattern> pattern = Pattern::compile(expression.text);
    if (pattern) return;
    Diagnostic& broken =
        report("CX2001", expression.span, "`AllowedPattern` of " + name() + " cannot be read: " + pattern.error().message);
    broken.severity = Severity::Warning;
    broken.notes.push_back("Its values are not held against the pattern.");
  }

  /// The text that is given, or the default; nothing when there is neither, or when only AWS Systems Manager knows.
  std::optional<Node> value() {
    const Member* fallback = declaration_.find_member("Default");
    const bool from_default = given_ == nullptr;
    if (from_default && (fallback == nullptr || type_.ssm_value)) return std::nullopt;
    const std::optional<std::string_view> text =
        from_default ? fallback->value.as_text() : std::optional<std::string_view>(*given_);
    if (!text) return std::nullopt;  // check_key() says so

    const Span where = from_default ? fallback->value.span : entry_.key_span;
    if (text->size() > kMaxValueBytes) {
      report(from_default ? "E2011" : violation_id(), where,
             subject() + " is longer than " + std::to_string(kMaxValueBytes) + " bytes");
      return std::nullopt;
    }
    const std::vector<std::string> items = items_of(*text);
    if (!is_allowed_whole(*text)) check_constraints(items, where);
    return make_value(items, from_default ? fallback->value : declaration_);
  }

  std::string violation_id() const { return given_ == nullptr ? "E2015" : "E2900"; }
  std::string subject() const { return (given_ == nullptr ? "the default of " : "the value given for ") + name(); }
  std::string name() const { return "parameter `" + entry_.key + "`"; }

  std::vector<std::string> items_of(std::string_view text) const {
    if (!type_.list) return {std::string(text)};
    std::vector<std::string> items;
    for (const std::string_view item : split(text, ',')) items.emplace_back(trim(item));
    return items;
  }

  // AllowedValues of a list may name a whole list, commas included.
  bool is_allowed_whole(std::string_view text) const {
    const Node* allowed = type_.list ? declaration_.find("AllowedValues") : nullptr;
    return allowed && std::ranges::any_of(allowed->items, [text](const Node& value) { return value.as_text() == text; });
  }

  void check_constraints(const std::vector<std::string>& items, Span where) {
    const std::optional<Complaint> complaint = find_complaint(declaration_, type_, items);
    if (!complaint) return;
    Diagnostic& broken = report(violation_id(), where, subject() + " " + complaint->message);
    if (!complaint->hint.empty()) broken.hints.push_back(complaint->hint);
    const Node* description = declaration_.find("ConstraintDescription");
    if (description != nullptr && description->is_string()) broken.notes.push_back(description->text);
  }

  Node make_value(const std::vector<std::string>& items, const Node& origin) const {
    if (!type_.list) return make_string(items.front(), origin);
    Node list = make_list({}, origin);
    for (const std::string& item : items) list.items.push_back(make_string(item, origin));
    return list;
  }

  const Member& entry_;
  const Node& declaration_;
  Diagnostics& diagnostics_;
  const std::string* given_ = nullptr;
  ParameterType type_;
};

/// Source: SAM CLI's local values of the pseudo parameters.
std::map<std::string, Node, std::less<>> pseudo_parameters(const Environment& environment) {
  const std::string partition(partition_of(environment.region));
  const std::string stack_id = "arn:" + partition + ":cloudformation:" + environment.region + ":" + environment.account_id +
                               ":stack/" + environment.stack_name + "/51af3dc0-da77-11e4-872e-1234567db123";
  std::map<std::string, Node, std::less<>> values;
  values.emplace("AWS::AccountId", make_string(environment.account_id));
  values.emplace("AWS::Partition", make_string(partition));
  values.emplace("AWS::Region", make_string(environment.region));
  values.emplace("AWS::StackId", make_string(stack_id));
  values.emplace("AWS::StackName", make_string(environment.stack_name));
  values.emplace("AWS::URLSuffix", make_string(std::string(url_suffix_of(environment.region))));
  return values;
}

/// A given name that no parameter has, but nearly: configuration files give values for several templates, so that any other
/// foreign name is right.
void check_given_names(const Node& section, const ParameterOverrides& overrides, Diagnostics& diagnostics) {
  std::vector<std::string> open;  // parameters without a given value
  for (const Member& entry : section.members)
    if (!overrides.contains(entry.key)) open.push_back(entry.key);
  for (const auto& [name, value] : overrides) {
    if (section.find(name) != nullptr) continue;
    const std::optional<std::string> meant = closest(name, open);
    if (!meant) continue;
    Diagnostic& finding = diagnostics.warning("CX2002", section.find_member(*meant)->key_span,
                                              "a value is given for `" + name + "`, which is no parameter");
    finding.hints.push_back("did you mean `" + *meant + "`?");
  }
}

}  // namespace

std::string_view partition_of(std::string_view region) { return facts::partition_of(region).name; }

std::string_view url_suffix_of(std::string_view region) { return facts::partition_of(region).url_suffix; }

std::map<std::string, Node, std::less<>> parameter_values(const Template& source, const ParameterOverrides& overrides,
                                                          const Environment& environment, Diagnostics& diagnostics) {
  std::map<std::string, Node, std::less<>> values = pseudo_parameters(environment);
  for (auto& [name, value] : values)
    if (const auto given = overrides.find(name); given != overrides.end()) value = make_string(given->second);
  const Node* section = source.section("Parameters");
  if (section == nullptr) return values;
  check_given_names(*section, overrides, diagnostics);
  for (const Member& entry : section->members)
    if (std::optional<Node> value = ParameterReader(entry, overrides, diagnostics).read())
      values.insert_or_assign(entry.key, std::move(*value));
  return values;
}

}  // namespace cxsam::tmpl
