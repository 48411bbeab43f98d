// Which nested stacks a template has, and what they are given.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "artifacts/artifacts.h"
#include "project/project.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "template/resource_graph.h"

namespace cxsam::project {

/// The artifacts that are templates of nested stacks, so that each comes after those whose outputs it refers to.
/// (Of a stack set, instances run in accounts elsewhere: it has none here.)
std::vector<const artifacts::Artifact*> nested_templates(const std::vector<artifacts::Artifact>& artifacts,
                                                         const tmpl::ResourceGraph& graph);

/// `Parameters` of the nested stack, as far as they are known: the others keep the defaults of its own template.
tmpl::ParameterOverrides parameters_of_nested(const tmpl::Resource& resource, const tmpl::Resolver& resolver);

/// Nested stacks whose template is somewhere else: a URL or the Serverless Application Repository.
std::vector<const tmpl::Resource*> remote_stacks(const Stack& stack);

}  // namespace cxsam::project
