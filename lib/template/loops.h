// Fn::ForEach: a map's key `Fn::ForEach::Name: [Variable, Collection, Body]` becomes the members of Body, once for each item.
// Source: AWS CloudFormation template reference, "Fn::ForEach".
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "template/undecided.h"

namespace cxsam::tmpl {

class Loops {
 public:
  /// The items of a collection, or why they are not known.
  struct Items {
    std::optional<std::vector<std::string>> known;
    std::vector<std::string> names_without_value;  // that a deployment would give
  };
  using Collection = std::function<Items(const Node&)>;

  Loops(Collection collection, Undecided undecided, Sources& sources, Diagnostics& diagnostics);

  /// Expands all loops below `node`, outer ones first. What they make carries an expansion "Fn::ForEach Variable=Item", whose
  /// parent is the outer loop's. False after an error (id E0001; none where a value is missing that a deployment gives).
  bool expand(Node& node);

 private:
  /// Members of one map, and their keys.
  struct Collected {
    Members members;
    std::unordered_set<std::string> keys;
  };

  bool expand_into(Collected& collected, const Member& loop);
  bool expand_unknown(Collected& collected, const Member& loop, const std::vector<std::string>& names);
  bool put_item(Collected& collected, const Member& loop, std::string_view item);
  bool put_body(Collected& collected, const Member& loop, Node body);
  bool report(const Member& loop, Span where, std::string message, std::string hint = {});

  Collection collection_;
  Undecided undecided_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::size_t made_ = 0;
};

}  // namespace cxsam::tmpl
