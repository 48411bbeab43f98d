#include "application/images.h"

#include "application/application.h"
#include "application/live_resources.h"

namespace cxsam::application {

void read_images(const tmpl::Resolver& resolver, std::string_view stack_path, Images& images) {
  const LiveResources resources(resolver);
  for (const LiveResource* resource : resources.of_type("AWS::Lambda::Function")) {
    const Node* uri = resource->properties.at_path({"Code", "ImageUri"});
    if (uri == nullptr && resource->text("PackageType") != "Image") continue;
    images.emplace(full_path(stack_path, resource->id),
                   Image{.uri = text_of(uri),
                         .entry_point = texts_of(resource->properties.at_path({"ImageConfig", "EntryPoint"})),
                         .command = texts_of(resource->properties.at_path({"ImageConfig", "Command"})),
                         .working_directory = text_of(resource->properties.at_path({"ImageConfig", "WorkingDirectory"}))});
  }
}

}  // namespace cxsam::application
