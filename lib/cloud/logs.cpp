#include "cloud/logs.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "aws/members.h"
#include "aws/parallel.h"
#include "base/time_text.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

using aws::int_of;
using aws::list_of;
using aws::text_of;

using std::chrono::seconds;

constexpr std::size_t kAtOnce = 6;
constexpr seconds kPause{1};
constexpr seconds kLongestPause{64};
constexpr std::int64_t kLateness = 10'000;  // milliseconds by which events may come after later ones

/// What is left to hand over of one group.
struct Feed {
  std::string group;
  std::deque<CloudLogEvent> waiting;
  std::string next;  // of the page that follows
  bool ended = false;
  std::optional<aws::AwsError> failed;

  [[nodiscard]] bool wants_page() const { return waiting.empty() && !ended; }
};

std::vector<Feed> feeds_of(std::vector<std::string> groups) {
  std::vector<Feed> feeds;
  for (std::string& group : groups) feeds.push_back({.group = std::move(group), .waiting = {}, .next = "", .failed = {}});
  return feeds;
}

Json parameters_of(const Feed& feed, const LogRange& range) {
  Json parameters{{"logGroupName", feed.group}, {"interleaved", true}, {"startTime", epoch_ms(range.from)}};
  if (range.to) parameters["endTime"] = epoch_ms(*range.to);
  if (!range.filter.empty()) parameters["filterPattern"] = range.filter;
  if (!feed.next.empty()) parameters["nextToken"] = feed.next;
  return parameters;
}

/// A page may be empty and still not the last one.
Task<void> fetch_page(aws::Client& client, Feed& feed, const LogRange& range) {
  const Json parameters = parameters_of(feed, range);
  const auto page = co_await client.call("logs", "FilterLogEvents", parameters);
  if (!page) {
    feed.ended = true;
    if (page.error().code != "ResourceNotFoundException") feed.failed = page.error();
    co_return;
  }
  for (const Json& each : list_of(*page, "events"))
    feed.waiting.push_back({text_of(each, "eventId"), text_of(each, "logStreamName"), int_of(each, "timestamp"),
                            int_of(each, "ingestionTime"), text_of(each, "message")});
  feed.next = text_of(*page, "nextToken");
  feed.ended = feed.next.empty();
}

/// Until every feed has something to hand over, or nothing more. Gives the first failure.
Task<std::optional<aws::AwsError>> fill(aws::Client& client, std::vector<Feed>& feeds, const LogRange& range) {
  const auto one = [&](std::size_t i) -> Task<void> {
    while (feeds[i].wants_page()) co_await fetch_page(client, feeds[i], range);
  };
  co_await aws::for_each_index(client.world(), feeds.size(), kAtOnce, one);
  for (const Feed& feed : feeds)
    if (feed.failed) co_return feed.failed;
  co_return std::nullopt;
}

/// The feed whose next event is the earliest; null when all are at their end.
Feed* earliest(std::vector<Feed>& feeds) {
  Feed* first = nullptr;
  for (Feed& feed : feeds)
    if (!feed.waiting.empty() && (first == nullptr || feed.waiting.front().time < first->waiting.front().time)) first = &feed;
  return first;
}

Task<std::optional<aws::AwsError>> read_once(aws::Client& client, std::vector<std::string> groups, LogRange range,
                                             TakeLogEvent take) {
  std::vector<Feed> feeds = feeds_of(std::move(groups));
  for (;;) {
    const std::optional<aws::AwsError> failed = co_await fill(client, feeds, range);
    if (failed) co_return failed;
    if (earliest(feeds) == nullptr) co_return std::nullopt;
    while (std::ranges::none_of(feeds, &Feed::wants_page)) {
      Feed* const feed = earliest(feeds);
      if (feed == nullptr) co_return std::nullopt;
      take(feed->waiting.front());
      feed->waiting.pop_front();
    }
  }
}

}  // namespace

Task<Result<void>> read_logs(aws::Client& client, std::vector<std::string> groups, LogRange range, TakeLogEvent take) {
  const auto failed = co_await read_once(client, std::move(groups), std::move(range), std::move(take));
  if (failed) co_return fail(aws::to_error(*failed, "FilterLogEvents"));
  co_return Result<void>();
}

Task<Error> follow_logs(aws::Client& client, std::vector<std::string> groups, LogRange range, TakeLogEvent take) {
  range.to.reset();
  std::map<std::string, std::int64_t> seen;  // ids of events that may be read again, and their times
  std::int64_t latest = epoch_ms(range.from);
  const auto take_new = [&](const CloudLogEvent& event) {
    const bool is_new = seen.emplace(event.id, event.time).second;
    latest = std::max(latest, event.time);
    if (is_new) take(event);
  };
  for (seconds pause = kPause;;) {
    const auto failed = co_await read_once(client, groups, range, take_new);
    if (failed && !failed->repeatable) co_return aws::to_error(*failed, "FilterLogEvents");
    pause = failed ? std::min(pause * 2, kLongestPause) : kPause;
    const std::int64_t from = std::max(latest - kLateness, epoch_ms(range.from));
    range.from = Clock::WallTime(std::chrono::milliseconds(from));
    std::erase_if(seen, [&](const auto& each) { return each.second < from; });
    co_await client.world().clock.sleep_for(pause);
  }
}

}  // namespace cxsam::cloud
