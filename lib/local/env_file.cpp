#include "local/env_file.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam::local {
namespace {

constexpr std::string_view kBlanks = " \t\v\f";
constexpr std::string_view kLineEnds = "\r\n";
constexpr std::string_view kSpace = " \t\v\f\r\n";

void skip(std::string_view& text, std::string_view letters) {
  text.remove_prefix(std::min(text.find_first_not_of(letters), text.size()));
}

std::string_view take_until(std::string_view& text, std::string_view letters) {
  const std::string_view taken = text.substr(0, text.find_first_of(letters));
  text.remove_prefix(taken.size());
  return taken;
}

/// The letter that a backslash and `c` mean within quotes; nothing where the backslash stands for itself.
std::optional<char> escaped(char c, char quote) {
  if (c == '\\' || c == '\'') return c;
  if (quote == '\'') return std::nullopt;
  constexpr std::string_view kLetters = "\"abfnrtv";
  constexpr std::string_view kMeant = "\"\a\b\f\n\r\t\v";
  const std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? std::nullopt : std::optional(kMeant[at]);
}

/// Nothing when no quote closes it.
std::optional<std::string> take_quoted(std::string_view& text) {
  const char quote = text.front();
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == quote) {
      text.remove_prefix(at + 1);
      return value;
    }
    if (text[at] != '\\' || at + 1 == text.size()) {
      value += text[at];
      continue;
    }
    const std::optional<char> meant = escaped(text[++at], quote);
    if (!meant) value += '\\';
    value += meant.value_or(text[at]);
  }
  return std::nullopt;
}

/// To the end of the line, or to a comment, which blanks stand before.
std::string take_plain(std::string_view& text) {
  std::string_view line = take_until(text, kLineEnds);
  for (std::size_t at = line.find('#', 1); at != std::string_view::npos; at = line.find('#', at + 1))
    if (kBlanks.find(line[at - 1]) != std::string_view::npos) line = line.substr(0, at);
  return std::string(trim(line));
}

class Reader {
 public:
  Reader(std::string_view text, const Variables& shell) : whole_(text), left_(text), shell_(shell) {}

  Result<std::map<std::string, std::string>> run() && {
    while (true) {
      skip(left_, kSpace);
      if (left_.empty()) return std::move(values_);
      const std::string_view line = left_;
      if (!read_line())
        return fail(fmt::format("line {} is no assignment NAME=value",
                                1 + std::count(whole_.begin(), whole_.end() - static_cast<std::ptrdiff_t>(line.size()), '\n')));
    }
  }

 private:
  bool read_line() {
    if (left_.starts_with('#')) return end_line();
    skip_export();
    const std::optional<std::string> name = read_name();
    if (!name) return false;
    skip(left_, kBlanks);
    std::optional<std::string> value = "";
    if (left_.starts_with('=')) value = read_value();
    if (!value || !end_line()) return false;
    values_[*name] = expanded(*value);
    return true;
  }

  void skip_export() {
    constexpr std::string_view kExport = "export";
    if (!left_.starts_with(kExport)) return;
    std::string_view behind = left_.substr(kExport.size());
    skip(behind, kBlanks);
    if (behind.size() + kExport.size() < left_.size()) left_ = behind;  // else a name that begins so
  }

  std::optional<std::string> read_name() {
    if (left_.starts_with('\'')) return take_quoted(left_);
    const std::string_view name = take_until(left_, "=# \t\v\f\r\n");
    const bool fits = !name.empty() && name.find_first_of("\"'`()[]{}<>:;,&|$\\") == std::string_view::npos;
    return fits ? std::optional<std::string>(name) : std::nullopt;
  }

  std::optional<std::string> read_value() {
    left_.remove_prefix(1);
    std::string_view behind = left_;
    skip(behind, kBlanks);
    const bool quoted = behind.starts_with('"') || behind.starts_with('\'');
    if (!quoted) return take_plain(left_);
    left_ = behind;
    return take_quoted(left_);
  }

  bool end_line() {
    skip(left_, kBlanks);
    if (left_.starts_with('#')) take_until(left_, kLineEnds);
    return left_.empty() || kLineEnds.find(left_.front()) != std::string_view::npos;
  }

  /// "${NAME}" and "${NAME:-default}"; what is of neither form stays.
  [[nodiscard]] std::string expanded(std::string_view value) const {
    std::string out;
    for (std::size_t begin = value.find("${"); begin != std::string_view::npos; begin = value.find("${")) {
      const std::size_t end = value.find('}', begin);
      if (end == std::string_view::npos) break;
      const std::string_view inner = value.substr(begin + 2, end - begin - 2);
      const std::string_view name = inner.substr(0, inner.find(':'));
      const std::string_view behind = inner.substr(name.size());
      out += value.substr(0, begin);
      if (behind.empty() || behind.starts_with(":-")) {
        out += find(name).value_or(std::string(behind.empty() ? behind : behind.substr(2)));
      } else {
        out += value.substr(begin, end + 1 - begin);
      }
      value.remove_prefix(end + 1);
    }
    return out += value;
  }

  [[nodiscard]] std::optional<std::string> find(std::string_view name) const {
    if (const auto said = values_.find(std::string(name)); said != values_.end()) return said->second;
    const auto known = shell_.find(std::string(name));
    return known == shell_.end() ? std::nullopt : std::optional(known->second);
  }

  std::string_view whole_;
  std::string_view left_;
  const Variables& shell_;
  std::map<std::string, std::string> values_;
};

}  // namespace

Result<std::map<std::string, std::string>> parse_env_file(std::string_view text, const Variables& shell) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return Reader(text, shell).run();
}

}  // namespace cxsam::local
