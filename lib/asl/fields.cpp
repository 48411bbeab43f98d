#include "asl/fields.h"

#include <algorithm>
#include <array>

namespace cxsam::asl {
namespace {

constexpr Languages kPath = Languages::JsonPath;
constexpr Languages kAta = Languages::JsonAta;

// Fields that many types have stand in each table again, so that a table reads as the specification's.
constexpr std::array kTask{
    Field{"Resource", Form::Text, Languages::Both, true},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"ResultPath", Form::ReferencePath, kPath},
    Field{"Parameters", Form::PayloadTemplate, kPath},
    Field{"ResultSelector", Form::PayloadTemplate, kPath},
    Field{"Arguments", Form::JsonataValue, kAta},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
    Field{"Credentials", Form::Map},
    Field{"Retry", Form::List},
    Field{"Catch", Form::List},
    Field{"TimeoutSeconds", Form::Seconds},
    Field{"TimeoutSecondsPath", Form::Path, kPath},
    Field{"HeartbeatSeconds", Form::Seconds},
    Field{"HeartbeatSecondsPath", Form::Path, kPath},
};
constexpr std::array kPass{
    Field{"Result", Form::Any, kPath},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"ResultPath", Form::ReferencePath, kPath},
    Field{"Parameters", Form::PayloadTemplate, kPath},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
};
constexpr std::array kChoice{
    Field{"Choices", Form::List, Languages::Both, true},
    Field{"Default", Form::Text},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
};
constexpr std::array kWait{
    Field{"Seconds", Form::Count},
    Field{"Timestamp", Form::Text},
    Field{"SecondsPath", Form::Path, kPath},
    Field{"TimestampPath", Form::Path, kPath},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
};
constexpr std::array kSucceed{
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"Output", Form::JsonataValue, kAta},
};
constexpr std::array kFail{
    Field{"Error", Form::Text},
    Field{"Cause", Form::Text},
    Field{"ErrorPath", Form::ValuePath, kPath},
    Field{"CausePath", Form::ValuePath, kPath},
};
constexpr std::array kParallel{
    Field{"Branches", Form::List, Languages::Both, true},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"ResultPath", Form::ReferencePath, kPath},
    Field{"Parameters", Form::PayloadTemplate, kPath},
    Field{"ResultSelector", Form::PayloadTemplate, kPath},
    Field{"Arguments", Form::JsonataValue, kAta},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
    Field{"Retry", Form::List},
    Field{"Catch", Form::List},
};
constexpr std::array kMap{
    Field{"ItemProcessor", Form::Map},
    Field{"Iterator", Form::Map},
    Field{"ItemsPath", Form::Path, kPath},
    Field{"Items", Form::JsonataValue, kAta},
    Field{"ItemSelector", Form::Any},
    Field{"ItemReader", Form::Map},
    Field{"ItemBatcher", Form::Map},
    Field{"ResultWriter", Form::Map},
    Field{"MaxConcurrency", Form::Count},
    Field{"MaxConcurrencyPath", Form::Path, kPath},
    Field{"ToleratedFailureCount", Form::Count},
    Field{"ToleratedFailureCountPath", Form::Path, kPath},
    Field{"ToleratedFailurePercentage", Form::Percentage},
    Field{"ToleratedFailurePercentagePath", Form::Path, kPath},
    Field{"Label", Form::Text},
    Field{"InputPath", Form::Path, kPath},
    Field{"OutputPath", Form::Path, kPath},
    Field{"ResultPath", Form::ReferencePath, kPath},
    Field{"Parameters", Form::PayloadTemplate, kPath},
    Field{"ResultSelector", Form::PayloadTemplate, kPath},
    Field{"Output", Form::JsonataValue, kAta},
    Field{"Assign", Form::Map},
    Field{"Retry", Form::List},
    Field{"Catch", Form::List},
};

constexpr std::array kTypes{
    StateType{"Task", kTask},
    StateType{"Pass", kPass},
    StateType{"Choice", kChoice, false},
    StateType{"Wait", kWait},
    StateType{"Succeed", kSucceed, false},
    StateType{"Fail", kFail, false},
    StateType{"Parallel", kParallel},
    StateType{"Map", kMap},
};

}  // namespace

const StateType* find_state_type(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name, &StateType::name);
  return found == kTypes.end() ? nullptr : &*found;
}

std::vector<std::string> state_type_names() {
  std::vector<std::string> names;
  for (const StateType& type : kTypes) names.emplace_back(type.name);
  return names;
}

}  // namespace cxsam::asl
