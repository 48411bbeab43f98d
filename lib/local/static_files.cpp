#include "local/static_files.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/ascii.h"
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

constexpr MediaType kTypes[] = {{".avif", "image/avif"},
                                {".bmp", "image/bmp"},
                                {".css", "text/css; charset=utf-8"},
                                {".csv", "text/csv; charset=utf-8"},
                                {".eot", "application/vnd.ms-fontobject"},
                                {".gif", "image/gif"},
                                {".htm", "text/html; charset=utf-8"},
                                {".html", "text/html; charset=utf-8"},
                                {".ico", "image/vnd.microsoft.icon"},
                                {".jpeg", "image/jpeg"},
                                {".jpg", "image/jpeg"},
                                {".js", "text/javascript; charset=utf-8"},
                                {".json", "application/json"},
                                {".md", "text/markdown; charset=utf-8"},
                                {".mjs", "text/javascript; charset=utf-8"},
                                {".mp3", "audio/mpeg"},
                                {".mp4", "video/mp4"},
                                {".otf", "font/otf"},
                                {".pdf", "application/pdf"},
                                {".png", "image/png"},
                                {".svg", "image/svg+xml; charset=utf-8"},
                                {".tif", "image/tiff"},
                                {".tiff", "image/tiff"},
                                {".ttf", "font/ttf"},
                                {".txt", "text/plain; charset=utf-8"},
                                {".wasm", "application/wasm"},
                                {".webm", "video/webm"},
                                {".webmanifest", "application/manifest+json"},
                                {".webp", "image/webp"},
                                {".woff", "font/woff"},
                                {".woff2", "font/woff2"},
                                {".xml", "application/xml; charset=utf-8"},
                                {".zip", "application/zip"}};

std::string_view type_of(const fs::path& file) {
  const std::string extension = to_lower(file.extension().native());
  const auto* found = std::ranges::find(kTypes, extension, &MediaType::extension);
  return found == std::end(kTypes) ? "application/octet-stream" : found->type;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

/// filename=a.txt, filename="a b.txt", or with what is no ASCII also filename*=UTF-8''... Source: RFC 6266, RFC 8187.
std::string file_name_parameter(std::string_view name) {
  constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";
  const auto is_token = [&](char c) { return is_letter_or_digit(c) || kTokenMarks.find(c) != std::string_view::npos; };
  std::string ascii;
  for (const char c : name)
    if (c >= ' ' && c <= '~') ascii += c;
  const bool extended = ascii.size() != name.size();
  if (!std::ranges::all_of(ascii, is_token)) ascii = '"' + replace_all(replace_all(ascii, "\\", "\\\\"), "\"", "\\\"") + '"';
  return "filename=" + ascii + (extended ? "; filename*=UTF-8''" + percent_encode(name, "!#$&+^`|") : "");
}

/// What SAM CLI's server adds.
http::Response with_name(http::Response answer, std::string_view name) {
  for (auto& [header, value] : answer.headers)
    if (header == "Cache-Control") value = "no-cache, max-age=0";
  answer.headers.emplace_back("Content-Disposition", "inline; " + file_name_parameter(name));
  return answer;
}

}  // namespace

std::optional<http::Response> find_static_file(const StaticFiles& files, const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  std::string path = percent_decode(std::string_view(request.target).substr(0, request.target.find('?')));
  if (files.as_sam && path.ends_with('/')) path.pop_back();
  if (path.find('\0') != std::string::npos) return std::nullopt;
  std::error_code error;
  const fs::path root = fs::canonical(files.folder, error);
  if (error) return std::nullopt;
  fs::path named = root / fs::path(path).relative_path();
  if (!files.as_sam && fs::is_directory(named, error)) named /= "index.html";
  const fs::path file = fs::weakly_canonical(named, error);
  if (error || !is_within(file, root) || !fs::is_regular_file(file, error)) return std::nullopt;
  auto content = read_file(file, kMaxBytes);
  if (!content) return std::nullopt;
  const auto changed = std::chrono::file_clock::to_sys(fs::last_write_time(file, error));
  http::Response answer = file_answer({.type = std::string(type_of(file)),
                                       .bytes = std::move(*content),
                                       .changed = std::chrono::time_point_cast<std::chrono::system_clock::duration>(changed)},
                                      request);
  return files.as_sam ? with_name(std::move(answer), file.filename().native()) : answer;
}

}  // namespace cxsam::local
