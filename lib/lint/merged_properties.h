// The properties of a resource as SAM sees them: Globals under its own.
#pragma once

#include "document/node.h"
#include "template/template.h"

namespace cxsam::lint {

/// A map, empty where nothing is written. Nodes keep the spans of where they are written, in the resource or in Globals.
/// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
Node merged_properties(const tmpl::Template& source, const tmpl::Resource& resource);

/// True when Globals add anything to this resource, so that merged_properties is more than its own.
bool has_globals(const tmpl::Template& source, const tmpl::Resource& resource);

}  // namespace cxsam::lint
