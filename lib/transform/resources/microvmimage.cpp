// AWS::Serverless::MicrovmImage: an image that MicroVMs start from, and the role that builds it.
// Source: AWS SAM's specification of the type (release 1.115), and CloudFormation's AWS::Lambda::MicrovmImage.
#include <array>

#include "transform/form.h"
#include "transform/lambda_role.h"
#include "transform/resource_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AdditionalOsCapabilities", kList},
    Property{"BaseImageArn", kText, true},
    Property{"BaseImageVersion", kText, true},
    Property{"BuildRoleArn", kText},
    Property{"CodeUri", kText | kMap, true},
    Property{"CpuConfigurations", kList},
    Property{"Description", kText},
    Property{"EgressNetworkConnectors", kList},
    Property{"EnvironmentVariables", kMap},
    Property{"Hooks", kMap},
    Property{"Logging", kMap},
    Property{"Name", kText, true},
    Property{"PropagateTags", kBool},
    Property{"Resources", kList},
    Property{"Tags", kMap},
};

constexpr Form kAmount{Form::Kind::NumberOrMap};
constexpr auto kSwitches = std::to_array<std::string_view>({"ENABLED", "DISABLED"});
constexpr Form kSwitch{Form::Kind::Word, {}, nullptr, kSwitches, true};
constexpr std::array kVmHookFields{FormField{"Resume", &kSwitch},    FormField{"ResumeTimeoutInSeconds", &kAmount},
                                   FormField{"Run", &kSwitch},       FormField{"RunTimeoutInSeconds", &kAmount},
                                   FormField{"Suspend", &kSwitch},   FormField{"SuspendTimeoutInSeconds", &kAmount},
                                   FormField{"Terminate", &kSwitch}, FormField{"TerminateTimeoutInSeconds", &kAmount}};
constexpr Form kVmHooks{Form::Kind::Record, kVmHookFields};
constexpr std::array kImageHookFields{FormField{"Ready", &kSwitch}, FormField{"ReadyTimeoutInSeconds", &kAmount},
                                      FormField{"Validate", &kSwitch}, FormField{"ValidateTimeoutInSeconds", &kAmount}};
constexpr Form kImageHooks{Form::Kind::Record, kImageHookFields};
constexpr std::array kHookFields{FormField{"MicrovmHooks", &kVmHooks}, FormField{"MicrovmImageHooks", &kImageHooks},
                                 FormField{"Port", &kAmount}};
constexpr Form kHooks{Form::Kind::Record, kHookFields};
constexpr std::array kCloudWatchFields{FormField{"LogGroup"}, FormField{"LogStream"}};
constexpr Form kCloudWatch{Form::Kind::Record, kCloudWatchFields};
constexpr Form kFlag{Form::Kind::Text};
constexpr std::array kLoggingFields{FormField{"CloudWatch", &kCloudWatch}, FormField{"Disabled", &kFlag}};
constexpr Form kLogging{Form::Kind::Record, kLoggingFields};
constexpr auto kArchitectures = std::to_array<std::string_view>({"ARM_64"});
constexpr Form kArchitecture{Form::Kind::Word, {}, nullptr, kArchitectures, true};
constexpr std::array kCpuFields{FormField{"Architecture", &kArchitecture, true}};
constexpr Form kCpu{Form::Kind::Record, kCpuFields};
constexpr Form kCpus{Form::Kind::ListOf, {}, &kCpu};
constexpr std::array kMemoryFields{FormField{"MinimumMemoryInMiB", &kAmount, true}};
constexpr Form kMemory{Form::Kind::Record, kMemoryFields};
constexpr Form kMemories{Form::Kind::ListOf, {}, &kMemory};
constexpr auto kCapabilityWords = std::to_array<std::string_view>({"ALL"});
constexpr Form kCapability{Form::Kind::Word, {}, nullptr, kCapabilityWords, true};
constexpr Form kCapabilities{Form::Kind::ListOf, {}, &kCapability};
constexpr Form kAnything{Form::Kind::Any};
constexpr Form kConnectors{Form::Kind::ListOf, {}, &kAnything};

/// In the order of CloudFormation; AWS writes empty lists and maps where nothing is given.
constexpr std::array kNested{FormField{"Logging", &kLogging},
                             FormField{"EgressNetworkConnectors", &kConnectors},
                             FormField{"CpuConfigurations", &kCpus},
                             FormField{"Resources", &kMemories},
                             FormField{"AdditionalOsCapabilities", &kCapabilities},
                             FormField{"Hooks", &kHooks}};

bool check(Scope& scope) {
  if (!check_propagate_tags(scope)) return false;
  for (const FormField& field : kNested) {
    const Node* value = scope.property(field.name);
    if (value && !check_form(scope, *value, *field.form, std::string(field.name))) return false;
  }
  return true;
}

/// Parameters inside of a location are replaced; a location that is one reference stays one.
Node code_uri(const Scope& scope) {
  const Node& given = *scope.property("CodeUri");
  const auto intrinsic = as_intrinsic(given);
  return intrinsic && intrinsic->name == "Ref" ? given : scope.work.resolved(given);
}

/// The objects of the bucket that the code is in.
Node code_objects(const Scope& scope) {
  const Node uri = code_uri(scope);
  const Maker make = scope.make_for(scope.property("CodeUri")->span, "CodeUri");
  if (const auto text = uri.as_string(); text && text->starts_with("s3://")) {
    const std::string_view path = text->substr(5);
    return make.sub("arn:${AWS::Partition}:s3:::" + std::string(path.substr(0, path.find('/'))) + "/*");
  }
  const Node bucket = make_intrinsic("Fn::Split", make.list("/", uri), make.origin());
  return make.sub("arn:${AWS::Partition}:s3:::${Bucket}/*", "Bucket",
                  make_intrinsic("Fn::Select", make.list(2, bucket), make.origin()));
}

Node build_rights(const Scope& scope) {
  const Maker& make = scope.make;
  const Node code = make.map("Effect", "Allow", "Action", make.list("s3:GetObject"), "Resource", code_objects(scope));
  const Node logs = make.map("Effect", "Allow", "Action",
                             make.list("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"), "Resource", "*");
  return make.map("Policies", make.list(make.map("PolicyName", "MicrovmImageBuildPolicy", "PolicyDocument",
                                                 make.map("Version", "2012-10-17", "Statement", make.list(code, logs)))));
}

Node environment(const Scope& scope) {
  Node list = scope.make.list();
  if (const Node* variables = scope.property("EnvironmentVariables")) {
    for (const Member& one : variables->members) {
      list.items.push_back(Maker(one.key_span, scope.make.origin().expansion).map("Key", one.key, "Value", one.value));
    }
  }
  return list;
}

void transform_image(Scope& scope) {
  if (!check(scope)) return;
  const Maker& make = scope.make;
  const Node* description = scope.property("Description");
  Node properties = make.map("Name", scope.copy("Name"), "CodeArtifact", make.map("Uri", code_uri(scope)), "BaseImageArn",
                             scope.copy("BaseImageArn"), "BuildRoleArn",
                             role_or_made(scope, "BuildRoleArn", "BuildRole", build_rights(scope)), "BaseImageVersion",
                             scope.copy("BaseImageVersion"), "Description", description ? *description : make.text(""), "Tags",
                             tags_and_creator(scope), "EnvironmentVariables", environment(scope));
  for (const FormField& field : kNested) {
    const Node* given = scope.property(field.name);
    const Node empty = field.form->kind == Form::Kind::Record ? make.map() : make.list();
    make.add(properties, field.name, given ? *given : empty);
  }
  scope.add(scope.id, "AWS::Lambda::MicrovmImage", std::move(properties), {.main = true});
}

}  // namespace

extern const ResourceType resource_microvmimage{"AWS::Serverless::MicrovmImage", Phase::Others, kProperties, transform_image};

}  // namespace cxsam::transform
