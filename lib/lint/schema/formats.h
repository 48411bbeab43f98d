// The keyword `format`: kinds of text ("AWS::EC2::VPC.Id", "ipv4-network") with a pattern and a rule of their own.
#pragma once

#include <optional>
#include <string_view>

namespace cxsam::lint::schema {

/// Formats without a pattern only tell what a reference gives, and are matched against what a property wants.
struct Format {
  std::string_view name;
  std::string_view rule;  // empty: that of unknown formats
  std::string_view pattern;
};

/// Nothing for formats that no text is held against.
std::optional<Format> find_format(std::string_view name);

/// True for formats that say nothing about what a reference must give.
bool is_loose(std::string_view format);

}  // namespace cxsam::lint::schema
