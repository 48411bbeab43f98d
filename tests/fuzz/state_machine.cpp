// Definitions of state machines: the whole document, and whatever has states in it.
#include <cstdint>
#include <string>

#include "asl/check.h"
#include "document/reader.h"

using namespace cxsam;

namespace {

constexpr ReadLimits kLimits{.depth = 60, .nodes = 60'000};

void check(const Node& node) {
  if (node.find("States")) {
    asl::check_definition(node, asl::Workflow::Standard);
    asl::check_definition(node, asl::Workflow::Express);
  }
  for (const Node& item : node.items) check(item);
  for (const Member& member : node.members) check(member.value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("machine.json", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = read_document(sources, file, diagnostics, kLimits);
  if (!document) return 0;
  asl::check_definition(*document, size % 2 == 0 ? asl::Workflow::Standard : asl::Workflow::Express);
  check(*document);
  return 0;
}
