// The words of commands as a tree: "local" -> "generate-event" -> "s3" -> "put".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace cxsam::cli {

/// Commands that have others below them give way to these.
std::vector<const Command*> leaves(std::span<const Command* const> commands);

/// A word that can stand first, or after a group ("invoke" after "local").
struct Word {
  std::string word;
  std::string summary;  // a group's: the names in it
};

/// The words that can follow `group`: with "" the first ones, each group once.
std::vector<Word> next_words(std::span<const Command* const> commands, std::string_view group);

/// "local" for each command like "local invoke", once; "local generate-event s3" for one of four words, and what it begins
/// with.
std::vector<std::string> groups(std::span<const Command* const> commands);

}  // namespace cxsam::cli
