// What rules look at: the template as the user wrote it, what it becomes, and inventories that several rules share.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/limits.h"
#include "lint/conditions/solver.h"
#include "lint/places/bindings.h"
#include "lint/places/names.h"
#include "lint/places/refused.h"
#include "lint/places/visits.h"
#include "lint/settings/dialect.h"
#include "lint/settings/settings.h"
#include "lint/subjects/lambda_function.h"
#include "project/stack.h"
#include "template/resolver.h"
#include "template/resource_graph.h"

namespace cxsam::lint {

struct Options {
  facts::Limits limits;
  std::string profile = "current";  // the limits' name
  std::string today;                // ISO date
  const Dialect* dialect = &kCxsam;
  Selection selection;                          // which findings count
  std::optional<std::filesystem::path> folder;  // of the template; nothing when it came from standard input
  std::vector<std::string> regions;             // where it shall work, as asked; see regions_of()
  RuleSettings rules;                           // what was configured
  tmpl::ParameterOverrides parameters = {};     // values that are given; the others may be anything
};

/// References below one top-level section.
struct SectionReferences {
  std::string_view section;
  std::vector<tmpl::Reference> references;
};

struct CheckContext {
  Sources& sources;  // rules may read more files: then findings can point into them
  const project::Stack& stack;
  const tmpl::Template& source;    // the user's own template
  const tmpl::Resolver& resolver;  // over `source`, without stand-ins for what exists only after deployment
  const Options& options;
  Names names;
  ConditionSolver conditions;
  ResourceBindings bindings;
  std::vector<LambdaFunction> functions;
  std::vector<SectionReferences> references;
  std::vector<Walk> walks = {};  // of the sections, in the order of the template; see walk_section()
  Refused refused = {};          // by the schemas
  LookedUp looked_up = {};       // what the schemas of resources hold the values of functions against
};

CheckContext make_context(Sources& sources, const project::Stack& stack, const tmpl::Resolver& resolver,
                          const Options& options);

}  // namespace cxsam::lint
