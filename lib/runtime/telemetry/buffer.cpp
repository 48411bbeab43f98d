#include "runtime/telemetry/buffer.h"

#include <utility>

#include "runtime/telemetry/records.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kBatchesKept = 8;  // for a subscriber that is slow

}  // namespace

void TelemetryBuffer::add(std::string record, Clock::TimePoint now) {
  if (bytes_ + record.size() > kBatchesKept * rules_.max_bytes) {
    ++dropped_records_;
    dropped_bytes_ += record.size();
    return;
  }
  if (records_.empty()) since_ = now;
  bytes_ += record.size();
  records_.push_back(std::move(record));
}

Clock::TimePoint TelemetryBuffer::due() const {
  if (empty()) return Clock::TimePoint::max();
  const bool full = records_.size() >= rules_.max_items || bytes_ >= rules_.max_bytes || dropped_records_ > 0;
  return full ? since_ : since_ + rules_.timeout;
}

std::deque<std::string> TelemetryBuffer::take(Clock::TimePoint now, Clock::WallTime wall) {
  std::deque<std::string> batch;
  std::size_t taken = 0;
  if (dropped_records_ > 0) {
    batch.push_back(dropped_record(wall, dropped_records_, dropped_bytes_));
    dropped_records_ = dropped_bytes_ = 0;
  }
  while (!records_.empty() && batch.size() < rules_.max_items &&
         (taken == 0 || taken + records_.front().size() <= rules_.max_bytes)) {
    taken += records_.front().size();
    batch.push_back(std::move(records_.front()));
    records_.pop_front();
  }
  bytes_ -= taken;
  since_ = now;
  return batch;
}

}  // namespace cxsam::runtime
