// The keyword `format`: kinds of text ("AWS::EC2::VPC.Id", "ipv4-network") with a pattern and a rule of their own.
#pragma once

#include <string_view>

namespace cxsam::lint::schema {

/// True for formats that say nothing about what a reference must give.
bool is_loose(std::string_view format);

}  // namespace cxsam::lint::schema
