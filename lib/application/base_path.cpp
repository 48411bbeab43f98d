#include "application/base_path.h"

#include <algorithm>

#include "application/live_resources.h"

namespace cxsam::application {
namespace {

/// "/a/b" of "https://host/a/b".
std::string path_of_url(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = url.find('/', host == std::string::npos ? 0 : host + 3);
  return path == std::string::npos ? "" : url.substr(path);
}

/// The default of the first variable `basePath` of any server, else the path of the first server's address.
std::string path_of_servers(const Node& servers) {
  for (const Node& server : servers.items)
    if (const Node* variable = server.at_path({"variables", "basePath", "default"})) return text_of(variable);
  return servers.items.empty() ? "" : path_of_url(text_of(servers.items.front().find("url")));
}

std::string written_path(const Node& document) {
  if (const Node* path = document.find("basePath")) return text_of(path);
  const Node* servers = document.find("servers");
  return servers == nullptr ? "" : path_of_servers(*servers);
}

}  // namespace

std::string base_path_of(const Node& document, std::string_view mode) {
  if (mode != "prepend" && mode != "split") return "";
  std::string path = written_path(document);
  while (path.ends_with('/')) path.pop_back();
  if (!path.empty() && !path.starts_with('/')) path.insert(0, "/");
  return mode == "prepend" || path.empty() ? path : path.substr(std::min(path.find('/', 1), path.size()));
}

}  // namespace cxsam::application
