#include "build/definition.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "document/writer.h"

namespace cxsam::build {

bool share(const Definition& a, const Definition& b) {
  return !a.layer && !b.layer && !a.workflow->one_for_each && a.settings() == b.settings() &&
         write_json(a.metadata, 0) == write_json(b.metadata, 0);
}

std::map<std::string, std::string, std::less<>> Definition::settings() const {
  std::map<std::string, std::string, std::less<>> settings{
      {"workflow", std::string(workflow->name)},
      {"method", method},
      {"runtime", job().runtime},
      {"handler", workflow->uses_handler ? handler : ""},
      {"architecture", architecture},
      {"code folder", code.string()},
      {"manifest", manifest.string()},
      {"build properties", properties.is_null() ? "" : write_json(properties, 0)},
      {"make target", workflow->one_for_each ? ids.front() : ""}};
  if (!working.empty() && working != code) settings.emplace("working folder", working.string());
  return settings;
}

Job Definition::job() const {
  Job job;
  job.logical_id = logical_id;
  job.layer = layer;
  job.method = method;
  job.runtime = layer && !compatible_runtimes.empty() ? compatible_runtimes.front() : runtime;
  job.architecture = architecture;
  job.handler = handler;
  job.properties = properties;
  job.source = code;
  job.manifest = manifest;
  job.working = working;
  return job;
}

std::string Definition::uuid() const {
  std::string text = layer ? "layer " + ids.front() : "function";  // layers share no build
  for (const auto& [name, value] : settings()) text += "\n" + name + "=" + value;
  if (!metadata.is_null()) text += "\n" + write_json(metadata, 0);  // what differs in it does not share a build
  const std::string hex = sha1_hex(text);
  return fmt::format("{}-{}-5{}-8{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3), hex.substr(17, 3),
                     hex.substr(20, 12));
}

std::string Definition::manifest_hash() const {
  const Result<std::string> text = read_file(manifest);
  return text ? md5_hex(*text) : "";
}

}  // namespace cxsam::build
