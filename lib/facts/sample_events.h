// Events as AWS services send them to functions, for trying a function out: schemas/events/<service>/<event>.json.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

struct SampleEventName {
  std::string_view service;  // "s3"
  std::string_view event;    // "put"
};

/// All that there are, sorted by service and event.
std::vector<SampleEventName> sample_event_names();

struct SampleEventOption {
  std::string name;  // "bucket"
  std::string default_value;
  std::string_view help;  // a sentence
};

struct SampleEvent {
  SampleEventName name;
  std::string summary;                     // no full stop
  std::vector<SampleEventOption> options;  // in the order of the file
};

SampleEvent describe_sample_event(SampleEventName name);

/// The event as JSON, two blanks a level, with the values that `value_of` gives for the names of options.
std::string make_sample_event(SampleEventName name, const std::function<std::string(std::string_view option)>& value_of);

}  // namespace cxsam::facts
