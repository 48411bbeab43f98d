// LLVMFuzzerCustomMutator for targets whose input is a template: linking template_mutator.cpp is enough to have it.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "document/node.h"

namespace cxsam::fuzz {

/// Changes of a tree that know the shape of a template. Equal seeds make equal changes.
class Mutation {
 public:
  /// `root` outlives the mutation.
  Mutation(Node& root, unsigned seed);

  /// One change: a key or item is dropped, copied or renamed, or a value becomes another of the same template, one of another
  /// kind, or the argument of an intrinsic function.
  void apply();

 private:
  void collect(Node& node);
  Node& pick();
  std::string name();
  void drop(Node& node);
  void repeat(Node& node);
  void rename(Node& node);
  Node other_kind(const Node& node);
  Node wrapped(const Node& node);
  Node other_text(const Node& node);

  std::mt19937 random_;
  std::vector<Node*> nodes_;
  std::vector<std::string> names_;
};

}  // namespace cxsam::fuzz
