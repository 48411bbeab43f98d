#include "vtl/run.h"

#include <utility>

namespace cxsam::vtl {

std::string_view Run::keep(std::string text) {
  take_bytes(text.size() + sizeof(std::string));
  return texts_.emplace_back(std::move(text));
}

List* Run::make_list() {
  take_bytes(sizeof(List));
  return &lists_.emplace_back();
}

Map* Run::make_map() {
  take_bytes(sizeof(Map));
  return &maps_.emplace_back();
}

void Run::add(List& list, Value value) {
  if (take_bytes(sizeof(Value))) list.items.push_back(value);
}

void Run::put(Map& map, std::string_view key, Value value) {
  constexpr std::size_t kIndexed = 64;  // an entry and its place in the index
  if (take_bytes(kIndexed)) map.put(key, value);
}

bool Run::take_steps(std::size_t count) {
  steps_ += count;
  if (steps_ > limits_.steps) fail("it takes more than " + std::to_string(limits_.steps) + " steps");
  return !failed();
}

bool Run::take_bytes(std::size_t count) {
  bytes_ += count;
  if (bytes_ > limits_.bytes) fail("it makes more than " + std::to_string(limits_.bytes >> 20U) + " MB");
  return !failed();
}

void Run::fail(std::string why) {
  if (!failure_) failure_ = std::move(why);
}

Run::Level::Level(Run& run) : run_(run) {
  if (++run.level_ > run.limits_.depth) run.fail("it nests more than " + std::to_string(run.limits_.depth) + " levels");
}

}  // namespace cxsam::vtl
