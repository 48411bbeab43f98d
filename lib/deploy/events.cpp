#include "deploy/events.h"

#include <algorithm>

namespace cxsam::deploy {

Task<void> Events::begin_now() {
  const aws::Answer<aws::EventPage> page = co_await aws::stack_events(client_, stack_);
  if (page && !page->events.empty()) last_old_ = page->events.front().id;
}

Task<aws::Answer<std::vector<aws::StackEvent>>> Events::next() {
  std::vector<aws::StackEvent> fresh;
  std::string token;
  while (true) {
    aws::Answer<aws::EventPage> page = co_await aws::stack_events(client_, stack_, token);
    if (!page) co_return tl::unexpected(page.error());
    bool all_new = true;
    for (aws::StackEvent& event : page->events) {
      if (event.id == last_old_) {
        all_new = false;
        break;
      }
      // An event that comes late stands below newer ones, so that known ones are passed over and do not end the search.
      if (seen_.insert(event.id).second)
        fresh.push_back(std::move(event));
      else
        all_new = false;
    }
    token = page->next;
    if (!all_new || token.empty()) break;
  }
  std::ranges::reverse(fresh);
  co_return fresh;
}

}  // namespace cxsam::deploy
