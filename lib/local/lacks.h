// What a template asks for that is not there locally, in the words that somebody is told.
#pragma once

#include <string>
#include <vector>

#include "application/application.h"
#include "local/view/message.h"

namespace cxsam::local {

/// What an application lacks, or what several routes of one API lack for one reason.
struct Lack {
  const application::Unsupported* item;  // of the first of these routes
  std::vector<std::string> routes = {};  // their keys, in template order; empty for what is of no route
};

/// Those of `items`, which must outlive them. Routes that follow each other in the template are one.
std::vector<Lack> lacks_of(const std::vector<application::Unsupported>& items);

/// "`Orders`: integration of an unknown type of `GET /a`, `GET /b`, `GET /c` and 4 more does not run locally yet".
std::string sentence_of(const Lack& lack);

/// A note for each that a function has to do without.
std::vector<Remark> lacks_of(const application::Function& function, const application::Application& application);

}  // namespace cxsam::local
