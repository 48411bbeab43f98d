// What differs from run to run in a program's output, replaced by names.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam::test {

/// `places` are paths and their names, longest first: {"/tmp/cxsam-test-Ab1/work", "<DIR>"}. Then UUIDs become <UUID>, ISO
/// times <TIME>, local ports <PORT>, measured durations and memory <N>, and cxsam's own version <VERSION>.
std::string filter_output(std::string text, const std::vector<std::pair<std::string, std::string>>& places);

}  // namespace cxsam::test
