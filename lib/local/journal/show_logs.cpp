#include "local/journal/show_logs.h"

#include <fstream>
#include <string>

#include "loop/run.h"
#include "loop/world.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPause{200};
constexpr std::size_t kReadBytes = std::size_t{1} << 20U;

/// A file that grows.
class Tail {
 public:
  explicit Tail(fs::path path) : path_(std::move(path)) {}

  /// What has come since the last time, up to the last whole line. A file that is shorter than before begins anew.
  std::string read() {
    std::error_code error;
    const auto size = fs::file_size(path_, error);
    if (error) return "";
    if (size < offset_) {
      offset_ = 0;
      rest_.clear();
    }
    std::ifstream file(path_, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset_));
    std::string text = std::move(rest_);
    std::string part(kReadBytes, '\0');
    while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0) {
      offset_ += static_cast<std::uintmax_t>(file.gcount());
      text.append(part, 0, static_cast<std::size_t>(file.gcount()));
    }
    const std::size_t end = text.rfind('\n') + 1;  // 0 without any
    rest_ = text.substr(end);
    text.resize(end);
    return text;
  }

 private:
  fs::path path_;
  std::uintmax_t offset_ = 0;
  std::string rest_;  // a line that has no end yet
};

void say_lines(std::string_view text, const LogFilter& filter, const std::function<void(std::string_view)>& say) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines += log_text_of(text.substr(0, end), filter).value_or("");
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (!lines.empty()) say(lines);
}

Task<bool> follow(Clock& clock, Tail& tail, const LogFilter& filter, const std::function<void(std::string_view)>& say) {
  while (true) {
    co_await clock.sleep_for(kPause);
    say_lines(tail.read(), filter, say);
  }
}

}  // namespace

Result<void> show_logs(const LogsOptions& options, const std::function<void(std::string_view)>& say) {
  std::error_code error;
  if (!options.follow && !fs::is_regular_file(options.journal, error)) {
    return fail(Error{"there is no journal `" + options.journal.string() + "`"}.hint(
        "`cxsam local start-api --journal " + options.journal.string() + "` writes one"));
  }
  Tail tail(options.journal);
  say_lines(tail.read(), options.filter, say);
  if (!options.follow) return {};
  SystemWorld system;
  run(system.loop, follow(system.clock, tail, options.filter, say));
  return {};
}

}  // namespace cxsam::local
