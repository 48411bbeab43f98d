// What of a template can be brought to its deployed resources without CloudFormation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cloud/stack.h"
#include "project/project.h"

namespace cxsam::sync {

enum class Kind : std::uint8_t { Layer, Function, RestApi, HttpApi, StateMachine };

/// "Lambda Function", as messages name it.
std::string_view kind_name(Kind kind);

struct Unit {
  Kind kind;
  std::string id;                                     // the full path
  std::string type;                                   // of the source template
  std::filesystem::path source;                       // absolute: a folder of code, an archive, a document
  bool built = false;                                 // `source` is what a build has made of the code
  std::string alias = {};                             // AutoPublishAlias of a function
  std::string runtime = {};                           // of a function
  std::vector<std::string> layers = {};               // full paths of layers that a function uses
  bool takes_layers = false;                          // a function's list of layers may be made longer
  std::vector<std::string> compatible_runtimes = {};  // of a layer
  std::string stage = {};                             // of an API
  std::string obstacle = {};                          // why only CloudFormation can change it; "" = nothing
};

/// Which are wanted. Empty lists: all.
struct Choice {
  std::vector<std::string> ids;    // full paths or logical ids
  std::vector<std::string> types;  // "AWS::Serverless::Function"
};

struct Units {
  std::vector<Unit> all;                 // of the template, in its order
  std::vector<std::size_t> chosen;       // indexes into `all`
  std::vector<std::string> unsupported;  // chosen resources that only CloudFormation can change
};

/// What a unit is deployed as; null when it is not. A layer of SAM is deployed under its logical id with a digest behind it.
const cloud::StackResource* find_deployed(const Unit& unit, const std::vector<cloud::StackResource>& resources);

/// Full path -> physical id of the units.
std::map<std::string, std::string, std::less<>> deployed_ids(const Units& units,
                                                             const std::vector<cloud::StackResource>& resources);

/// The types of resources that can be brought so.
std::vector<std::string_view> unit_types();
bool is_unit_type(std::string_view type);

/// Error: an id that the template does not have.
Result<Units> find_units(const project::Project& project, const Choice& choice);

}  // namespace cxsam::sync
