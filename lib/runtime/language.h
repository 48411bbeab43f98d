// How functions of one language family are started: a folder of languages/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

namespace cxsam::runtime {

struct Language {
  std::string_view family;
};

/// Generated.
std::span<const Language* const> all_languages();

}  // namespace cxsam::runtime
