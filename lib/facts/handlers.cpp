#include "facts/handlers.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace cxsam::facts {
namespace {

constexpr std::array kForms{
    HandlerForm{"python", "file.function", "app.lambda_handler"},
    HandlerForm{"nodejs", "file.function", "app.handler"},
    HandlerForm{"ruby", "file.method or file.Class.method", "app.lambda_handler"},
    HandlerForm{"java", "package.Class::method or package.Class", "example.Handler::handleRequest"},
    HandlerForm{"dotnet", "Assembly::Namespace.Class::Method or Assembly", "App::App.Function::Handler"},
};

std::optional<HandlerParts> split_at(std::string_view handler, std::size_t dot) {
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == handler.size()) return std::nullopt;
  return HandlerParts{std::string(handler.substr(0, dot)), std::string(handler.substr(dot + 1))};
}

// `pkg.module.function` and `pkg/module.function` both mean pkg/module.py.
std::optional<HandlerParts> parse_python(std::string_view handler) {
  std::optional<HandlerParts> parts = split_at(handler, handler.rfind('.'));
  if (!parts || parts->function.find('/') != std::string::npos) return std::nullopt;
  std::ranges::replace(parts->module, '.', '/');
  return parts;
}

// The file's name ends at the first dot after the last slash; what follows may be nested (`app.routes.get`).
std::optional<HandlerParts> parse_after_slash(std::string_view handler) {
  const std::size_t slash = handler.rfind('/');
  return split_at(handler, handler.find('.', slash == std::string_view::npos ? 0 : slash));
}

std::optional<HandlerParts> parse_java(std::string_view handler) {
  const std::size_t colons = handler.find("::");
  if (colons == std::string_view::npos) {
    if (handler.find(':') != std::string_view::npos) return std::nullopt;
    return HandlerParts{std::string(handler), ""};
  }
  if (colons == 0 || colons + 2 == handler.size() || handler.find(':', colons + 2) != std::string_view::npos)
    return std::nullopt;
  return HandlerParts{std::string(handler.substr(0, colons)), std::string(handler.substr(colons + 2))};
}

std::optional<HandlerParts> parse_dotnet(std::string_view handler) {
  const std::size_t first = handler.find("::");
  if (first == std::string_view::npos) {
    if (handler.find(':') != std::string_view::npos) return std::nullopt;
    return HandlerParts{std::string(handler), ""};
  }
  const std::size_t second = handler.find("::", first + 2);
  if (first == 0 || second == std::string_view::npos || second == first + 2 || second + 2 == handler.size())
    return std::nullopt;
  return HandlerParts{std::string(handler.substr(0, first)), std::string(handler.substr(first + 2))};
}

}  // namespace

const HandlerForm* find_handler_form(std::string_view family) {
  const auto found = std::ranges::find(kForms, family, &HandlerForm::family);
  return found == kForms.end() ? nullptr : &*found;
}

std::optional<HandlerParts> parse_handler(std::string_view family, std::string_view handler) {
  if (handler.empty() || handler.find_first_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
  if (family == "python") return parse_python(handler);
  if (family == "nodejs" || family == "ruby") return parse_after_slash(handler);
  if (family == "java") return parse_java(handler);
  if (family == "dotnet") return parse_dotnet(handler);
  return HandlerParts{std::string(handler), ""};
}

std::vector<std::string> handler_files(std::string_view family, const HandlerParts& parts) {
  const std::string& module = parts.module;
  if (family == "python") return {module + ".py", module + "/__init__.py", module + ".pyc", module + ".so"};
  if (family == "nodejs")
    return {module + ".js", module + ".mjs", module + ".cjs", module, module + "/index.js", module + ".ts", module + ".mts"};
  if (family == "ruby") return {module + ".rb"};
  return {};
}

}  // namespace cxsam::facts
