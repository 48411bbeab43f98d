// What the files of a build were, so that the next build can tell at the price of a walk whether they are the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "system/tree.h"

namespace cxsam::build {

struct FileState {
  system::TreeEntry entry;
  std::string content;  // SHA-256 of a file in hexadecimal; "" for folders and links
};

/// Files sorted by path. `taken` is when the walk began, in nanoseconds since 1970.
struct SourceState {
  std::vector<FileState> files;
  std::int64_t taken = 0;
};

/// Now by the clock that stamps files, in nanoseconds since 1970.
std::int64_t time_of_files();

/// Walks `roots` (folders or single files; those that do not exist count as empty). Only files whose size, mode or
/// times differ from `before`, or that changed so shortly before `before` was taken that their times cannot tell, are read
/// and hashed. With one root the paths are relative to it, with several they are absolute.
Result<SourceState> take_state(std::span<const std::filesystem::path> roots, std::span<const std::string_view> excluded_names,
                               const SourceState& before);

/// The file of that path, or null.
const FileState* find_file(const SourceState& state, std::string_view path);

/// What a person would say of the difference: "`app.py` has changed", "`lib/new.py` is new", "`old.py` is gone". Only content,
/// kind and mode count, times do not. Empty: the same.
std::vector<std::string> differences(const SourceState& before, const SourceState& after);

/// The paths of files that are others now, or gone.
std::set<std::string, std::less<>> changed_paths(const SourceState& before, const SourceState& after);

/// True when the next walk could skip nothing more than with `before`: no time has moved.
bool same_times(const SourceState& before, const SourceState& after);

/// Puts what `after` has of files with one of these names in the place of what `state` has of them.
void take_over(SourceState& state, const SourceState& after, std::span<const std::string_view> names);

/// The entries alone, for copying.
std::vector<system::TreeEntry> entries_of(const SourceState& state);

/// One line a file, and back. A text that was cut short or is no state reads as nothing known.
std::string to_text(const SourceState& state);
SourceState state_from_text(std::string_view text);

}  // namespace cxsam::build
