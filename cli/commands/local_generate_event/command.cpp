// `local generate-event`: an event as an AWS service sends it. Each event is a command of its own, made from
// schemas/events. Source: SAM CLI, "sam local generate-event".
#include "cli/command.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "cli/options.h"
#include "facts/sample_events.h"

namespace cxsam::cli {
namespace {

constexpr std::string_view kName = "local generate-event";

int run(Context& context) {
  const std::vector<std::string_view> words = split(context.command.name, ' ');
  const auto value_of = [&](std::string_view option) { return context.options.text_or(option, ""); };
  context.terminal.out(facts::make_sample_event({words.at(2), words.at(3)}, value_of) + "\n");
  return kDone;
}

/// What the views of a Command look at. It stays where it is made.
struct EventCommand {
  explicit EventCommand(const facts::SampleEventName& event)
      : facts(facts::describe_sample_event(event)),
        name(std::string(kName) + " " + std::string(event.service) + " " + std::string(event.event)),
        examples("cxsam " + name + " > event.json\ncxsam " + name + " | cxsam local invoke -e -") {
    for (const facts::SampleEventOption& option : facts.options)
      options.push_back({.name = option.name, .default_value = option.default_value, .help = option.help});
    groups = {OptionGroup{"Values of the event", options}, OptionGroup{"Configuration", kConfigOptions}};
    command = {.name = name,
               .summary = facts.summary,
               .description = "Prints the event as JSON.",
               .examples = examples,
               .groups = groups,
               .run = run,
               .area = "Events"};
  }
  EventCommand(const EventCommand&) = delete;
  EventCommand& operator=(const EventCommand&) = delete;

  facts::SampleEvent facts;
  std::string name, examples;
  std::vector<OptionSpec> options;
  std::array<OptionGroup, 2> groups;
  Command command;
};

std::span<const Command* const> events() {
  static const std::deque<EventCommand> kMade = [] {
    std::deque<EventCommand> all;
    for (const facts::SampleEventName& name : facts::sample_event_names()) all.emplace_back(name);
    return all;
  }();
  static const std::vector<const Command*> kCommands = [] {
    std::vector<const Command*> all;
    for (const EventCommand& event : kMade) all.push_back(&event.command);
    return all;
  }();
  return kCommands;
}

}  // namespace

extern const Command command_local_generate_event{
    .name = kName,
    .summary = "Print an event as an AWS service sends it",
    .description =
        "Sample events of AWS services, to call a function with. Each has options for what is worth changing: names, keys, "
        "bodies, the Region. Values that AWS sends encoded are encoded here: keys of S3 objects as in a URL, bodies of "
        "requests and data of streams in base64; the digest of an SQS body fits the body.",
    .examples =
        "cxsam local generate-event s3 put --bucket photos --key \"my cat.jpg\"\n"
        "cxsam local generate-event sqs receive-message | cxsam local invoke Queue -e -",
    .below = events,
    .area = "Run locally"};

}  // namespace cxsam::cli
