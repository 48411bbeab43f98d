#include "lambda/log_tails.h"

#include "invoke/log_text.h"

namespace cxsam::lambda {
namespace {

constexpr std::size_t kTail = 4096;
constexpr std::size_t kKept = 16 * kTail;  // cut only now and then

/// What is told around a call and is no part of its log on AWS.
bool is_remark(const invoke::LogEvent& event) {
  return std::holds_alternative<invoke::LogEvent::Note>(event.what) ||
         std::holds_alternative<invoke::LogEvent::Request>(event.what);
}

}  // namespace

LogTails::Tail::Tail(LogTails& tails, std::string request_id) : tails_(tails), request_id_(std::move(request_id)) {
  tails_.followed_.emplace(request_id_, "");
}

LogTails::Tail::~Tail() { tails_.followed_.erase(request_id_); }

std::string LogTails::Tail::text() const {
  const std::string& lines = tails_.followed_.at(request_id_);
  return lines.size() > kTail ? lines.substr(lines.size() - kTail) : lines;
}

void LogTails::record(const invoke::LogEvent& event) {
  next_.record(event);
  if (followed_.empty() || is_remark(event)) return;
  const auto found = followed_.find(event.request_id);
  if (found == followed_.end()) return;
  std::string& lines = found->second;
  add_text(lines, event);
  if (lines.size() > kKept) lines.erase(0, lines.size() - kTail);
}

}  // namespace cxsam::lambda
