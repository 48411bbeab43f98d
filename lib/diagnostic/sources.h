// The texts that a run has read, and where in them things stand.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam {

using FileId = std::uint32_t;

/// A piece of one source text: bytes [begin, end) of file `file`. Lines and columns are worked out only when shown.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// Why a node exists that the user did not write: "Globals.Function", "implicit API". `parent` is an
/// index into the same table; 0 means that nothing further caused it.
struct Expansion {
  Span cause;
  std::string why;
  std::uint32_t parent = 0;
};

/// 1-based; columns count code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Owns the texts of a run. File ids and expansion ids are indexes that stay valid; file 0 is an empty
/// nameless text, so that a default Span points at something that exists.
class Sources {
 public:
  Sources();

  /// Adds a text that is already in memory (standard input, a test).
  FileId add(std::string path, std::string text);
  /// Reads a file of at most 64 MiB.
  Result<FileId> load(const std::filesystem::path& path);
  /// Reads a file that another file names relative to itself.
  Result<FileId> load(FileId from, std::string_view relative);

  std::uint32_t add(Expansion expansion);
  [[nodiscard]] const Expansion& expansion(std::uint32_t id) const { return expansions_[id]; }

  [[nodiscard]] const std::string& path(FileId file) const { return files_[file].path; }
  [[nodiscard]] const std::string& text(FileId file) const { return files_[file].text; }
  /// The bytes that the span covers.
  [[nodiscard]] std::string_view slice(Span span) const;
  [[nodiscard]] Position begin_of(Span span) const { return position(span.file, span.begin); }
  [[nodiscard]] Position end_of(Span span) const { return position(span.file, span.end); }
  /// Line `line` (1-based) without its line end.
  [[nodiscard]] std::string_view line(FileId file, std::uint32_t line) const;
  [[nodiscard]] std::size_t file_count() const { return files_.size(); }

 private:
  struct File {
    std::string path;
    std::string text;
    // Made when first asked for.
    mutable std::vector<std::uint32_t> line_starts = {};
    mutable std::vector<std::uint32_t> code_points = {};  // how many there are before each kStep bytes of the text
  };

  [[nodiscard]] Position position(FileId file, std::uint32_t offset) const;
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts(FileId file) const;
  [[nodiscard]] std::uint32_t code_points_before(FileId file, std::uint32_t offset) const;

  std::deque<File> files_;
  std::deque<Expansion> expansions_;
};

}  // namespace cxsam
