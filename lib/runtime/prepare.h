// From a function's specification to what a fork needs: computed once, used for every instance.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "runtime/code_parts.h"
#include "runtime/host.h"
#include "runtime/locate.h"
#include "runtime/sandbox_steps.h"
#include "runtime/spec.h"

namespace cxsam::runtime {

/// A program in /opt/extensions.
struct ExtensionProgram {
  std::string name;
  std::string path;  // as its process sees it
};

struct Prepared {
  std::shared_ptr<const FunctionSpec> spec;
  Located located;  // this and `parts`: for prepare_again()
  std::vector<CodePart> parts;
  std::vector<std::string> arguments;
  std::vector<std::string> environment;  // NAME=value; AWS_LAMBDA_RUNTIME_API comes with the instance
  std::string folder;                    // working directory
  std::string hosts;                     // the content of /etc/hosts, where it is not the machine's
  std::vector<SandboxStep> steps;        // empty without namespaces
  Isolation isolation;
  bool frames = false;
  bool wrapped = false;  // the program is that of AWS_LAMBDA_EXEC_WRAPPER
  std::vector<ExtensionProgram> extensions;
  std::string wanted_version;  // of the interpreter, "" when any will do
  std::string known_version;   // of the interpreter, "" when it says so itself
  std::string language;        // for people
};

/// `parts` are those of the code (parts_of()). For what the machine is presumed to allow. Code that was built is complete: such
/// a function sees no packages of this machine but those that Lambda brings along, as on AWS. From a source folder it sees what
/// its interpreter sees, since nothing has been installed for it yet. Errors: a missing interpreter, no bootstrap.
Result<std::shared_ptr<const Prepared>> prepare(const FunctionSpec& spec, const Located& located, std::vector<CodePart> parts,
                                                Host& host);
/// The same function, for what the machine turns out to allow.
Result<std::shared_ptr<const Prepared>> prepare_again(const Prepared& prepared, Host& host);

}  // namespace cxsam::runtime
