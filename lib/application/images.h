// Functions that are container images. Only what runs them asks for it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "template/resolver.h"

namespace cxsam::application {

/// An image, and what ImageConfig sets in the place of the image's own.
struct Image {
  std::string uri = {};
  std::vector<std::string> entry_point = {};
  std::vector<std::string> command = {};
  std::string working_directory = {};
};

/// By the full path of the function.
using Images = std::map<std::string, Image, std::less<>>;

/// Adds those of one stack.
void read_images(const tmpl::Resolver& resolver, std::string_view stack_path, Images& images);

}  // namespace cxsam::application
