#include "application/application.h"

#include <algorithm>

#include "application/readers.h"

namespace cxsam::application {

const Function* Application::find_function(std::string_view id_or_name) const {
  auto found = std::ranges::find(functions, id_or_name, &Function::logical_id);
  if (found == functions.end()) found = std::ranges::find(functions, id_or_name, &Function::name);
  return found == functions.end() ? nullptr : &*found;
}

Application read_application(const tmpl::Resolver& resolver, Diagnostics& diagnostics) {
  const LiveResources resources(resolver);
  Application application;
  read_layers(resources, application);
  read_functions(resources, diagnostics, application);
  read_rest_apis(resources, application);
  read_http_apis(resources, application);
  read_unsupported(resources, application);
  return application;
}

}  // namespace cxsam::application
