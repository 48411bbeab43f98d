#include "vtl/renderer.h"

#include <utility>
#include <vector>

#include "vtl/match.h"
#include "vtl/methods.h"
#include "vtl/parser.h"

namespace cxsam::vtl {
namespace {

/// `$foreach`.
struct Loop final : Object {
  std::size_t index = 0;
  std::size_t size = 0;
  bool stopped = false;
  Object* parent = nullptr;

  Value property(Run& /*run*/, std::string_view name) override {
    if (name == "index") return static_cast<std::int64_t>(index);
    if (name == "count") return static_cast<std::int64_t>(index + 1);
    if (name == "hasNext") return index + 1 < size;
    if (name == "first") return index == 0;
    if (name == "last") return index + 1 == size;
    if (name == "parent" && parent != nullptr) return parent;
    return {};
  }
  std::optional<Value> call(Run& run, std::string_view name, std::span<const Value> /*arguments*/) override {
    if (name == "stop") stopped = true;
    if (name == "stop") return Value();
    if (name == "hasNext" || name == "isFirst" || name == "isLast")
      return property(run, name == "isFirst" ? "first" : name == "isLast" ? "last" : name);
    if (name == "getIndex" || name == "getCount") return property(run, name == "getIndex" ? "index" : "count");
    return std::nullopt;
  }
};

std::vector<Value> items_of(const Value& source) {
  if (const List* list = source.list()) return list->items;
  std::vector<Value> items;
  if (Object* const* object = source.as<Object*>()) return (*object)->items();
  if (const Map* map = source.map())
    for (const Map::Entry& entry : map->entries) items.push_back(entry.second);
  return items;
}

/// Puts a variable back as it was.
class Kept {
 public:
  Kept(Variables& variables, std::string name) : variables_(variables), name_(std::move(name)) {
    if (const auto found = variables_.find(name_); found != variables_.end()) before_ = found->second;
  }
  ~Kept() {
    if (before_) {
      variables_[name_] = *before_;
    } else {
      variables_.erase(name_);
    }
  }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

 private:
  Variables& variables_;
  std::string name_;
  std::optional<Value> before_;
};

}  // namespace

void Renderer::render(const Block& block, std::string& out) {
  const Run::Level level(run_);
  for (const Node& node : block.nodes) {
    if (!level || !goes_on() || !run_.take_steps()) return;
    if (node.line != 0) line_ = node.line;
    render(node, out);
  }
}

void Renderer::write(std::string& out, std::string_view text) {
  if (run_.take_bytes(text.size())) out += text;
}

void Renderer::render(const Node& node, std::string& out) {
  const auto choose = [&](const If& what) {
    for (const Branch& branch : what.branches)
      if (is_true(evaluate(branch.condition))) return render(*branch.block, out);
    if (what.otherwise) render(*what.otherwise, out);
  };
  std::visit(
      Match{[&](const Text& text) { write(out, text.text); }, [&](const Reference& reference) { insert(reference, out); },
            [&](const Set& what) { set(what); }, choose, [&](const ForEach& what) { loop(what, out); },
            [&](const Define& what) { variables_[what.variable] = what.block.get(); },
            [&](const Evaluate& what) { evaluate_text(what, out); }, [&](const MacroCall& what) { call(what, out); },
            [&](const Stop&) { leaving_ = Leaving::Template; }, [&](const Break& what) { leave_loop(what); }},
      node.what);
}

/// Two backslashes print one; with an odd one the reference prints as it is written. In front of what is undefined they are
/// text.
void Renderer::insert(const Reference& reference, std::string& out) {
  const bool odd = reference.escapes % 2 == 1;
  if (reference.escapes == 0) return insert(reference, evaluate(reference), out);
  const Value value = evaluate(reference);
  const bool defined = !value.is_null() || undefined_ == Undefined::Empty;
  write(out, std::string(defined ? reference.escapes / 2 : reference.escapes, '\\'));
  if (odd || !defined) return write(out, reference.source);
  insert(reference, value, out);
}

void Renderer::insert(const Reference& reference, const Value& value, std::string& out) {
  if (value.is_null()) {
    if (!reference.quiet && undefined_ == Undefined::Source) write(out, reference.source);
  } else if (const auto* block = value.as<const Block*>()) {
    render(**block, out);
  } else {
    append_text(run_, out, value);
  }
}

void Renderer::set(const Set& set) {
  const Reference& target = set.target;
  const Value value = evaluate(set.value);
  if (target.path.empty()) {
    variables_[target.name] = value;
    return;
  }
  Value holder;
  if (const auto found = variables_.find(target.name); found != variables_.end()) holder = found->second;
  for (std::size_t i = 0; i + 1 < target.path.size(); ++i) holder = follow(holder, target.path[i]);
  const Access& last = target.path.back();
  const Value key = last.kind == Access::Kind::Index ? evaluate(last.arguments.at(0)) : Value(last.name);
  if (Map* map = holder.map(); map != nullptr && !map->entry) {
    run_.put(*map, run_.keep(text_of(run_, key)), value);
  } else if (List* list = holder.list(); list != nullptr && last.kind == Access::Kind::Index) {
    if (const auto place = place_in(run_, *list, key, true)) list->items[*place] = value;
  }
}

void Renderer::loop(const ForEach& what, std::string& out) {
  const std::vector<Value> items = items_of(evaluate(what.source));
  if (items.empty()) {
    if (what.otherwise) render(*what.otherwise, out);
    return;
  }
  if (!run_.take_bytes(items.size() * sizeof(Value))) return;
  const Kept variable(variables_, what.variable);
  const Kept foreach (variables_, "foreach");
  const Kept count(variables_, "velocityCount");
  Loop* state = run_.make_object<Loop>();
  state->parent = std::exchange(loop_, state);
  state->size = items.size();
  for (const Value& item : items) {
    if (!goes_on() || state->stopped || !run_.take_steps()) break;
    variables_[what.variable] = item;
    variables_["foreach"] = state;
    variables_["velocityCount"] = static_cast<std::int64_t>(state->index + 1);
    render(*what.body, out);
    ++state->index;
  }
  loop_ = state->parent;
  if (leaving_ == Leaving::Loop && (left_ == nullptr || left_ == state)) leaving_ = Leaving::No;
}

void Renderer::leave_loop(const Break& what) {
  leaving_ = Leaving::Loop;
  left_ = nullptr;
  if (!what.loop) return;
  const Value value = evaluate(*what.loop);
  Object* const* named = value.as<Object*>();
  for (const Object* each = loop_; each != nullptr && left_ == nullptr; each = static_cast<const Loop*>(each)->parent)
    if (named != nullptr && each == *named) left_ = each;
  if (left_ == nullptr) run_.fail("what `#break` names is no loop around it");
}

void Renderer::call(const MacroCall& call, std::string& out) {
  const auto found = macros_.find(call.name);
  if (found == macros_.end()) return write(out, call.source);
  const Macro& macro = found->second;
  std::vector<Value> values;
  for (std::size_t i = 0; i < macro.parameters.size(); ++i) {
    const Parameter& parameter = macro.parameters[i];
    if (i < call.arguments.size()) {
      values.push_back(evaluate(call.arguments[i]));
    } else {
      values.push_back(parameter.standard.empty() ? Value() : evaluate(parameter.standard.front()));
    }
  }
  std::vector<std::unique_ptr<Kept>> kept;
  for (std::size_t i = 0; i < values.size(); ++i) {
    kept.push_back(std::make_unique<Kept>(variables_, macro.parameters[i].name));
    variables_[macro.parameters[i].name] = values[i];
  }
  if (call.body) {
    kept.push_back(std::make_unique<Kept>(variables_, "bodyContent"));
    variables_["bodyContent"] = call.body.get();
  }
  render(*macro.body, out);
  if (leaving_ == Leaving::Loop) leaving_ = Leaving::No;
}

/// `#evaluate`: a text that is a template itself.
void Renderer::evaluate_text(const Evaluate& evaluate, std::string& out) {
  const Value value = this->evaluate(evaluate.source);
  const auto text = value.text();
  if (!text) return;
  if (!run_.take_bytes(text->size()) || !run_.take_steps(text->size())) return;
  Macros macros = macros_;
  Parser parser(*text, macros);
  const auto block = parser.parse_all();
  if (!block) return run_.fail("the text of `#evaluate` is no template: " + parser.fault().message);
  run_.hold(block);
  for (const auto& [name, macro] : macros) run_.hold(macro.body);
  Renderer inner(run_, variables_, macros, undefined_);
  inner.render(*block, out);
}

}  // namespace cxsam::vtl
