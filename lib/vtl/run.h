// What one rendering, or several that share values, may use: it owns their values and bounds their work.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vtl/value.h"

namespace cxsam::vtl {

/// `bytes` are all that is ever made (texts, lists, output), not what lives at one time.
struct Limits {
  std::size_t steps = 1'000'000;
  std::size_t bytes = std::size_t{64} << 20U;
  int depth = 200;  // of blocks, macros, expressions and nested values
};

/// The templates of one request share a Run, so that what the request's template puts into `$context` is there for the
/// response's.
class Run {
 public:
  explicit Run(Limits limits = {}) : limits_(limits) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Values live until the Run ends.
  std::string_view keep(std::string text);
  List* make_list();
  Map* make_map();
  template <class Type, class... Arguments>
  Type* make_object(Arguments&&... arguments) {
    take_bytes(sizeof(Type));
    auto object = std::make_unique<Type>(std::forward<Arguments>(arguments)...);
    Type* pointer = object.get();
    objects_.push_back(std::move(object));
    return pointer;
  }
  void add(List& list, Value value);
  /// Keeps what values point to.
  void hold(std::shared_ptr<const Block> block) { blocks_.push_back(std::move(block)); }
  void put(Map& map, std::string_view key, Value value);

  /// False when the rendering must end: it failed, or used up its steps or bytes.
  bool take_steps(std::size_t count = 1);
  bool take_bytes(std::size_t count);
  /// Says why the rendering cannot go on; the first reason stays.
  void fail(std::string why);
  [[nodiscard]] bool failed() const { return failure_.has_value(); }
  [[nodiscard]] const std::string& failure() const { return *failure_; }

  /// One level deeper while it lives; false when that is too deep.
  class Level {
   public:
    explicit Level(Run& run);
    ~Level() { --run_.level_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    explicit operator bool() const { return !run_.failed(); }

   private:
    Run& run_;
  };

 private:
  Limits limits_;
  std::size_t steps_ = 0;
  std::size_t bytes_ = 0;
  int level_ = 0;
  std::optional<std::string> failure_;
  std::deque<std::string> texts_;
  std::vector<std::shared_ptr<const Block>> blocks_;
  std::deque<List> lists_;
  std::deque<Map> maps_;
  std::deque<std::unique_ptr<Object>> objects_;
};

/// `$name` by name.
using Variables = std::map<std::string, Value, std::less<>>;

}  // namespace cxsam::vtl
