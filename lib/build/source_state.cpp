#include "build/source_state.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "build/escapes.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;
using Kind = system::TreeEntry::Kind;

/// File systems stamp with the kernel's tick: an edit this shortly before the walk can be followed by one with the same stamp.
constexpr std::int64_t kUnsureNanoseconds = 50'000'000;

Result<std::vector<system::TreeEntry>> entries_below(const fs::path& root, std::span<const std::string_view> excluded) {
  std::error_code error;
  const fs::file_type type = fs::status(root, error).type();
  if (type == fs::file_type::not_found) return std::vector<system::TreeEntry>{};
  if (type != fs::file_type::regular) return system::walk_tree(root, excluded);
  Result<system::TreeEntry> file = system::look_at_file(root);
  if (!file) return fail(file.error());
  file->path.clear();
  return std::vector{*std::move(file)};
}

fs::path place_of(const fs::path& root, const std::string& path) { return path.empty() ? root : root / path; }

bool is_still(const FileState& old, const system::TreeEntry& entry, std::int64_t taken) {
  return old.entry == entry && std::max(entry.modified, entry.changed) < taken - kUnsureNanoseconds;
}

bool same_content(const FileState& a, const FileState& b) {
  return a.entry.kind == b.entry.kind && a.entry.mode == b.entry.mode && a.entry.target == b.entry.target &&
         a.content == b.content;
}

std::string quoted(const FileState& file, std::string_view what) { return fmt::format("`{}` {}", file.entry.path, what); }

/// Calls `tell` with each file that differs, and what a person would say of it.
void for_each_difference(const SourceState& before, const SourceState& after,
                         const std::function<void(const FileState&, std::string_view)>& tell) {
  auto a = before.files.begin();
  auto b = after.files.begin();
  while (a != before.files.end() || b != after.files.end()) {
    const bool gone = b == after.files.end() || (a != before.files.end() && a->entry.path < b->entry.path);
    const bool fresh = !gone && (a == before.files.end() || b->entry.path < a->entry.path);
    if (gone) {
      tell(*a++, "is gone");
    } else if (fresh) {
      tell(*b++, "is new");
    } else {
      if (!same_content(*a, *b)) tell(*b, "has changed");
      ++a;
      ++b;
    }
  }
}

template <class Number>
bool read_number(std::string_view text, Number& value, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return error == std::errc{} && end == text.data() + text.size();
}

constexpr std::string_view kKinds = "FDL";

bool read_row(std::string_view line, FileState& file) {
  const std::vector<std::string_view> words = split(line, ' ');
  if (words.size() != 8 || words[0].size() != 1 || kKinds.find(words[0]) == std::string_view::npos) return false;
  file.entry.kind = static_cast<Kind>(kKinds.find(words[0]));
  file.content = words[5];
  file.entry.path = unescaped(words[6]);
  file.entry.target = unescaped(words[7]);
  return read_number(words[1], file.entry.mode, 8) && read_number(words[2], file.entry.size) &&
         read_number(words[3], file.entry.modified) && read_number(words[4], file.entry.changed);
}

}  // namespace

std::int64_t time_of_files() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<SourceState> take_state(std::span<const fs::path> roots, std::span<const std::string_view> excluded_names,
                               const SourceState& before) {
  SourceState state;
  state.taken = time_of_files();
  for (const fs::path& root : roots) {
    Result<std::vector<system::TreeEntry>> entries = entries_below(root, excluded_names);
    if (!entries) return fail(entries.error());
    for (system::TreeEntry& entry : *entries) {
      if (roots.size() > 1 || entry.path.empty()) entry.path = place_of(root, entry.path).string();
      FileState file{std::move(entry), ""};
      const FileState* old = find_file(before, file.entry.path);
      if (old != nullptr && is_still(*old, file.entry, before.taken)) {
        file.content = old->content;
      } else if (file.entry.kind == Kind::File) {
        Result<std::string> digest = sha256_hex_of_file(root / file.entry.path);  // an absolute path stays what it is
        if (!digest) return fail(std::move(digest).error());
        file.content = std::move(*digest);
      }
      state.files.push_back(std::move(file));
    }
  }
  if (roots.size() > 1) std::ranges::sort(state.files, {}, [](const FileState& f) { return std::string_view(f.entry.path); });
  return state;
}

const FileState* find_file(const SourceState& state, std::string_view path) {
  const auto found =
      std::ranges::lower_bound(state.files, path, {}, [](const FileState& f) { return std::string_view(f.entry.path); });
  return found != state.files.end() && found->entry.path == path ? &*found : nullptr;
}

std::vector<std::string> differences(const SourceState& before, const SourceState& after) {
  std::vector<std::string> list;
  for_each_difference(before, after, [&](const FileState& file, std::string_view what) { list.push_back(quoted(file, what)); });
  return list;
}

std::set<std::string, std::less<>> changed_paths(const SourceState& before, const SourceState& after) {
  std::set<std::string, std::less<>> paths;
  for_each_difference(before, after, [&](const FileState& file, std::string_view) { paths.insert(file.entry.path); });
  return paths;
}

bool same_times(const SourceState& before, const SourceState& after) {
  return std::ranges::equal(before.files, after.files,
                            [&](const FileState& a, const FileState& b) { return is_still(a, b.entry, before.taken); });
}

void take_over(SourceState& state, const SourceState& after, std::span<const std::string_view> names) {
  const auto is_named = [&](const FileState& file) {
    return std::ranges::find(names, fs::path(file.entry.path).filename().string()) != names.end();
  };
  std::erase_if(state.files, is_named);
  std::ranges::copy_if(after.files, std::back_inserter(state.files), is_named);
  std::ranges::sort(state.files, {}, [](const FileState& f) { return std::string_view(f.entry.path); });
}

std::vector<system::TreeEntry> entries_of(const SourceState& state) {
  std::vector<system::TreeEntry> entries;
  entries.reserve(state.files.size());
  for (const FileState& file : state.files) entries.push_back(file.entry);
  return entries;
}

std::string to_text(const SourceState& state) {
  std::string text = fmt::format("{} {}\n", state.taken, state.files.size());
  for (const FileState& file : state.files) {
    const system::TreeEntry& entry = file.entry;
    fmt::format_to(std::back_inserter(text), "{} {:o} {} {} {} {} {} {}\n", kKinds[static_cast<std::size_t>(entry.kind)],
                   entry.mode, entry.size, entry.modified, entry.changed, file.content, one_word(entry.path),
                   one_word(entry.target));
  }
  return text;
}

SourceState state_from_text(std::string_view text) {
  SourceState state;
  std::size_t count = 0;
  const std::vector<std::string_view> lines = split(text, '\n');
  const std::vector<std::string_view> head = split(lines.front(), ' ');
  if (head.size() != 2 || !read_number(head[0], state.taken) || !read_number(head[1], count)) return {};
  if (lines.size() != count + 2) return {};
  state.files.resize(count);
  for (std::size_t i = 0; i < count; ++i)
    if (!read_row(lines[i + 1], state.files[i])) return {};
  return state;
}

}  // namespace cxsam::build
