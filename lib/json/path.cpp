#include "json/path.h"

#include <algorithm>
#include <limits>
#include <span>

#include "json/path_steps.h"

namespace cxsam {
namespace {

using Step = JsonPath::Step;
using Values = std::vector<const Json*>;

constexpr std::size_t kMostVisits = 1'000'000;

/// Follows steps. Lengths have no place in the document: they are kept here.
class Search {
 public:
  explicit Search(const Json& document) : document_(document) {}

  [[nodiscard]] bool failed() const { return visits_ > kMostVisits; }

  /// Nothing where a definite beginning of the path leads to what its next step cannot look into.
  std::optional<Values> find(std::span<const Step> steps) {
    Values values{&document_};
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!values.empty() && !steps[i].descends && cannot_take(steps[i], *values.front())) return std::nullopt;
      if (!steps[i].definite()) return follow(steps.subspan(i), std::move(values));
      values = follow(steps.subspan(i, 1), std::move(values));
    }
    return values;
  }

  Values follow(std::span<const Step> steps, Values values) {
    for (const Step& step : steps) {
      if (step.descends) values = everything_below(values);
      Values next;
      for (const Json* value : values) {
        take(step, *value, next);
        if (failed()) return {};
      }
      values = std::move(next);
    }
    return values;
  }

 private:
  void add(const Json& value, Values& found) {
    ++visits_;
    if (!failed()) found.push_back(&value);
  }

  Values everything_below(const Values& values) {
    Values all;
    for (const Json* value : values) add_with_below(*value, all);
    return all;
  }

  void add_with_below(const Json& value, Values& all) {
    add(value, all);
    if (!value.is_structured() || failed()) return;
    for (const Json& member : value) add_with_below(member, all);
  }

  static bool cannot_take(const Step& step, const Json& value) {
    if (step.kind == Step::Kind::Names) return step.names.size() == 1 && !(value.is_object() && value.contains(step.names[0]));
    return (step.kind == Step::Kind::Indexes || step.kind == Step::Kind::Slice) && !value.is_array();
  }

  void take(const Step& step, const Json& value, Values& found) {
    switch (step.kind) {
      case Step::Kind::Names:
        return take_names(step, value, found);
      case Step::Kind::Indexes:
        for (const std::int64_t index : step.indexes) take_index(value, index, found);
        return;
      case Step::Kind::Slice:
        return take_slice(step, value, found);
      case Step::Kind::Length:
        if (value.is_structured() || value.is_string()) {
          made_.push_back(
              std::make_unique<Json>(value.is_string() ? value.get_ref<const std::string&>().size() : value.size()));
          add(*made_.back(), found);
        }
        return;
      case Step::Kind::All:
        if (!value.is_structured()) return;
        for (const Json& member : value) add(member, found);
        return;
      case Step::Kind::Filter:
        return filter(step.filter.front(), value, found);
    }
  }

  /// Several names give an object of those that are there.
  void take_names(const Step& step, const Json& value, Values& found) {
    if (!value.is_object()) return;
    if (step.names.size() == 1) {
      visits_ += value.size() / 64;
      const auto member = value.find(step.names.front());
      if (member != value.end()) add(*member, found);
      return;
    }
    auto object = std::make_unique<Json>(Json::object());
    for (const std::string& name : step.names)
      if (value.contains(name)) (*object)[name] = value[name];
    made_.push_back(std::move(object));
    add(*made_.back(), found);
  }

  void take_index(const Json& value, std::int64_t index, Values& found) {
    if (!value.is_array()) return;
    const auto size = static_cast<std::int64_t>(value.size());
    if (index < 0) index += size;
    if (index >= 0 && index < size) add(value[static_cast<std::size_t>(index)], found);
  }

  void take_slice(const Step& step, const Json& value, Values& found) {
    if (!value.is_array()) return;
    const auto size = static_cast<std::int64_t>(value.size());
    const auto place = [&](std::int64_t index) { return std::clamp<std::int64_t>(index < 0 ? index + size : index, 0, size); };
    const std::int64_t end = place(step.to.value_or(size));
    for (std::int64_t i = place(step.from.value_or(0)); i < end; ++i) add(value[static_cast<std::size_t>(i)], found);
  }

  void filter(const JsonFilter& filter, const Json& value, Values& found) {
    if (value.is_object() && holds(filter, value)) add(value, found);
    if (!value.is_array()) return;
    for (const Json& item : value)
      if (holds(filter, item)) add(item, found);
  }

  bool holds(const JsonFilter& filter, const Json& item) {
    using Kind = JsonFilter::Kind;
    ++visits_;
    if (failed()) return false;
    if (filter.kind == Kind::And) return holds(filter.filters[0], item) && holds(filter.filters[1], item);
    if (filter.kind == Kind::Or) return holds(filter.filters[0], item) || holds(filter.filters[1], item);
    if (filter.kind == Kind::Not) return !holds(filter.filters[0], item);
    const Json* left = value_of(filter.operands[0], item);
    if (filter.kind == Kind::Exists) return left != nullptr;
    const Json* right = value_of(filter.operands[1], item);
    if (left == nullptr || right == nullptr) return filter.kind == Kind::NotEqual && left != right;
    if (filter.kind == Kind::Equal) return *left == *right;
    if (filter.kind == Kind::NotEqual) return *left != *right;
    if (filter.kind == Kind::In) return right->is_array() && std::ranges::find(*right, *left) != right->end();
    const bool comparable = (left->is_number() && right->is_number()) || (left->is_string() && right->is_string());
    if (!comparable) return false;
    if (filter.kind == Kind::Less) return *left < *right;
    if (filter.kind == Kind::LessEqual) return *left <= *right;
    return filter.kind == Kind::Greater ? *left > *right : *left >= *right;
  }

  const Json* value_of(const JsonFilter::Operand& operand, const Json& item) {
    if (operand.literal) return &*operand.literal;
    const Values found = follow(operand.path, {operand.of_document ? &document_ : &item});
    return found.empty() ? nullptr : found.front();
  }

  const Json& document_;
  std::size_t visits_ = 0;
  std::vector<std::unique_ptr<Json>> made_;
};

}  // namespace

Result<JsonPath> JsonPath::compile(std::string_view path) {
  auto steps = read_json_path(path);
  if (!steps) return tl::unexpected(std::move(steps.error()));
  JsonPath compiled;
  compiled.steps_ = std::make_shared<const std::vector<Step>>(std::move(*steps));
  return compiled;
}

Result<std::optional<Json>> JsonPath::find(const Json& document) const {
  Search search(document);
  const std::optional<Values> values = search.find(*steps_);
  if (search.failed()) return fail("the JSONPath visits more than " + std::to_string(kMostVisits) + " values");
  if (!values) return std::optional<Json>();
  const Values& found = *values;
  if (std::ranges::all_of(*steps_, &Step::definite)) {
    if (found.empty()) return std::optional<Json>();
    return std::optional<Json>(*found.front());
  }
  Json list = Json::array();
  for (const Json* value : found) list.push_back(*value);
  return std::optional<Json>(std::move(list));
}

}  // namespace cxsam
