#include "build/record.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <charconv>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/escapes.h"

namespace cxsam::build {
namespace {

constexpr std::string_view kFirstLine = "cxsam build record 1\n";

std::string to_text(const FolderIdentity& folder) { return fmt::format("{} {}", folder.inode, folder.born); }

FolderIdentity folder_from(std::string_view text) {
  FolderIdentity folder;
  const std::size_t blank = std::min(text.find(' '), text.size());
  std::from_chars(text.data(), text.data() + blank, folder.inode);
  if (blank < text.size()) std::from_chars(text.data() + blank + 1, text.data() + text.size(), folder.born);
  return folder;
}

/// "name length\n" and so many bytes: sections need no escapes.
void put_section(std::string& text, std::string_view name, std::string_view content) {
  fmt::format_to(std::back_inserter(text), "{} {}\n{}", name, content.size(), content);
}

bool take_section(std::string_view& text, std::string_view name, std::string_view& content) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(name)) return false;
  const auto size = parse_int(trim(text.substr(name.size(), end - name.size())));
  if (!size || *size < 0 || text.size() - end - 1 < static_cast<std::size_t>(*size)) return false;
  content = text.substr(end + 1, static_cast<std::size_t>(*size));
  text.remove_prefix(end + 1 + content.size());
  return true;
}

void read_head(std::string_view head, Record& record) {
  for (const std::string_view line : split(head, '\n')) {
    const std::vector<std::string_view> words = split(line, ' ');
    if (words.size() < 3) continue;
    const std::string_view rest = line.substr(words[0].size() + 1 + words[1].size() + 1);
    if (words[0] == "setting") record.settings[unescaped(words[1])] = unescaped(rest);
    if (words[0] == "output") record.outputs[unescaped(words[1])] = folder_from(rest);
    if (words[0] == "settled") record.settled = parse_int(rest).value_or(0);
    if (words[0] == "dependencies") {
      record.dependencies_id = words[1];
      record.dependencies = folder_from(rest);
    }
  }
}

}  // namespace

FolderIdentity identity_of(const std::filesystem::path& folder) {
  struct statx info {};
  const int failed = ::statx(AT_FDCWD, folder.c_str(), 0, STATX_TYPE | STATX_INO | STATX_BTIME, &info);
  if (failed != 0 || !S_ISDIR(info.stx_mode)) return {};
  const bool known = (info.stx_mask & STATX_BTIME) != 0;
  return {info.stx_ino, known ? info.stx_btime.tv_sec * 1'000'000'000 + info.stx_btime.tv_nsec : 0};
}

Record load_record(const std::filesystem::path& path) {
  const Result<std::string> file = read_file(path);
  if (!file || !file->starts_with(kFirstLine)) return {};
  std::string_view rest = std::string_view(*file).substr(kFirstLine.size());
  std::string_view head;
  std::string_view source;
  std::string_view inputs;
  if (!take_section(rest, "head", head) || !take_section(rest, "source", source) || !take_section(rest, "inputs", inputs))
    return {};
  Record record;
  read_head(head, record);
  record.source = state_from_text(source);
  record.dependency_inputs = state_from_text(inputs);
  return record;
}

Result<void> save_record(const std::filesystem::path& path, const Record& record) {
  std::string head;
  for (const auto& [name, value] : record.settings) head += fmt::format("setting {} {}\n", one_word(name), one_line(value));
  for (const auto& [id, folder] : record.outputs) head += fmt::format("output {} {}\n", one_word(id), to_text(folder));
  head += fmt::format("settled at {}\n", record.settled);
  if (!record.dependencies_id.empty())
    head += fmt::format("dependencies {} {}\n", record.dependencies_id, to_text(record.dependencies));
  std::string text(kFirstLine);
  put_section(text, "head", head);
  put_section(text, "source", to_text(record.source));
  put_section(text, "inputs", to_text(record.dependency_inputs));
  return write_file_atomically(path, text);
}

}  // namespace cxsam::build
