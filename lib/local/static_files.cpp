#include "local/static_files.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/file.h"
#include "base/percent.h"
#include "base/text.h"
#include "local/file_answer.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = std::uint64_t{64} << 20U;

struct MediaType {
  std::string_view extension;
  std::string_view type;
};

constexpr MediaType kTypes[] = {{".css", "text/css; charset=utf-8"},
                                {".gif", "image/gif"},
                                {".html", "text/html; charset=utf-8"},
                                {".ico", "image/x-icon"},
                                {".jpeg", "image/jpeg"},
                                {".jpg", "image/jpeg"},
                                {".js", "text/javascript; charset=utf-8"},
                                {".json", "application/json"},
                                {".md", "text/markdown; charset=utf-8"},
                                {".mjs", "text/javascript; charset=utf-8"},
                                {".pdf", "application/pdf"},
                                {".png", "image/png"},
                                {".svg", "image/svg+xml; charset=utf-8"},
                                {".txt", "text/plain; charset=utf-8"},
                                {".wasm", "application/wasm"},
                                {".webp", "image/webp"},
                                {".woff", "font/woff"},
                                {".woff2", "font/woff2"},
                                {".xml", "application/xml; charset=utf-8"}};

std::string_view type_of(const fs::path& file) {
  const std::string extension = to_lower(file.extension().native());
  const auto* found = std::ranges::find(kTypes, extension, &MediaType::extension);
  return found == std::end(kTypes) ? "application/octet-stream" : found->type;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

std::optional<http::Response> find_static_file(const StaticFiles& files, const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::string path = percent_decode(std::string_view(request.target).substr(0, request.target.find('?')));
  if (path.find('\0') != std::string::npos) return std::nullopt;
  std::error_code error;
  const fs::path root = fs::canonical(files.folder, error);
  if (error) return std::nullopt;
  fs::path named = root / fs::path(path).relative_path();
  if (files.index_pages && fs::is_directory(named, error)) named /= "index.html";
  const fs::path file = fs::weakly_canonical(named, error);
  if (error || !is_within(file, root) || !fs::is_regular_file(file, error)) return std::nullopt;
  auto content = read_file(file, kMaxBytes);
  if (!content) return std::nullopt;
  const auto changed = std::chrono::file_clock::to_sys(fs::last_write_time(file, error));
  return file_answer({.type = std::string(type_of(file)),
                      .bytes = std::move(*content),
                      .changed = std::chrono::time_point_cast<std::chrono::system_clock::duration>(changed)},
                     request);
}

}  // namespace cxsam::local
