#include "local/journal/journal_file.h"

#include <utility>

#include "json/json.h"
#include "local/view/render.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kWaitingBytes = std::size_t{64} << 20U;

}  // namespace

Result<std::shared_ptr<JournalFile>> JournalFile::open(const std::filesystem::path& path) {
  auto write = system::to_file(path);
  if (!write) return fail(std::move(write.error()).with("opening the file of `--journal`"));
  const auto notice = [](std::size_t lines) { return dump_json(Json{{"kind", "missing"}, {"lines", lines}}) + "\n"; };
  return std::shared_ptr<JournalFile>(new JournalFile({std::move(*write), kWaitingBytes, notice}));
}

void JournalFile::record(const invoke::LogEvent& event) {
  lines_.clear();
  add_event_json(lines_, event);
  sink_.write(lines_);
}

Result<void> JournalFile::finish() {
  sink_.flush();
  if (const int failure = sink_.failure()) return fail("cannot write the file of `--journal`: " + errno_text(failure));
  return {};
}

}  // namespace cxsam::local
