#include "build/workflows/python/requirements.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::build::python {
namespace {

namespace fs = std::filesystem;
using Kind = Requirement::Kind;

/// The argument of an option in pip's spellings: "-r x", "-rx", "--requirement x", "--requirement=x".
std::optional<std::string_view> argument(std::string_view line, std::string_view option) {
  if (!line.starts_with(option)) return std::nullopt;
  std::string_view rest = line.substr(option.size());
  const bool is_short = !option.starts_with("--");
  if (!is_short && !rest.starts_with('=') && !rest.starts_with(' ')) return std::nullopt;
  if (rest.starts_with('=')) rest.remove_prefix(1);
  return trim(rest);
}

std::optional<std::string_view> argument(std::string_view line, std::string_view long_option, std::string_view short_option) {
  if (const auto value = argument(line, long_option)) return value;
  return argument(line, short_option);
}

/// Lines that end with a backslash go on in the next one; comments are gone.
std::vector<std::string> logical_lines(std::string_view text) {
  std::vector<std::string> lines;
  std::string open;
  for (std::string_view line : split(text, '\n')) {
    line = trim(line);
    const bool goes_on = line.ends_with('\\');
    if (goes_on) line = trim(line.substr(0, line.size() - 1));
    if (line.starts_with('#')) line = "";
    if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos) line = trim(line.substr(0, comment));
    open += (open.empty() || line.empty() ? "" : " ") + std::string(line);
    if (goes_on) continue;
    if (!open.empty()) lines.push_back(std::move(open));
    open.clear();
  }
  if (!open.empty()) lines.push_back(std::move(open));
  return lines;
}

std::string_view cut_off(std::string_view& text, std::string_view begin) {
  const std::size_t at = std::min(text.find(begin), text.size());
  const std::string_view end = text.substr(at);
  text = text.substr(0, at);
  return end;
}

/// "path[extras] ; marker --option", "name[extras] @ file:path".
Requirement read_requirement(std::string_view line, const fs::path& working) {
  Requirement made;
  std::string_view body = line;
  if (const auto path = argument(line, "--editable", "-e")) {
    made.editable = true;
    body = *path;
  }
  made.text = body;
  const std::string_view options = cut_off(body, " --");
  const std::string_view marker = cut_off(body, " ;");
  made.tail = std::string(marker) + std::string(options);
  std::string_view name = body;
  const std::string_view direct = cut_off(name, " @ ");
  std::string_view place = direct.empty() ? body : trim(direct.substr(3));
  cut_off(place, "#");
  std::string_view extras = direct.empty() ? cut_off(place, "[") : cut_off(name, "[");
  made.extras = trim(extras);
  if (place.starts_with("file://")) place.remove_prefix(7);
  if (place.starts_with("file:")) place.remove_prefix(5);
  place = trim(place);
  const bool looks_local = place.find('/') != std::string_view::npos || place.starts_with('.') || place.ends_with(".whl");
  if (!looks_local || place.find("://") != std::string_view::npos) return made;
  const fs::path path = (working / place).lexically_normal();
  if (!file_exists(path)) return made;
  made.kind = Kind::Local;
  made.place = path.filename().empty() ? path.parent_path() : path;
  return made;
}

class Reading {
 public:
  explicit Reading(fs::path working) : working_(std::move(working)) {}

  void file(const fs::path& path) {
    const auto is_it = [&](const Requirement& read) { return read.kind == Kind::Requirements && read.place == path; };
    if (std::ranges::any_of(list_, is_it)) return;
    const Result<std::string> text = read_file(path);
    if (!text) return;  // pip says what is wrong with it
    list_.push_back({.kind = Kind::Requirements, .place = path});
    for (const std::string& line : logical_lines(*text)) this->line(line, path.parent_path());
  }

  std::vector<Requirement> take() { return std::move(list_); }

 private:
  void line(std::string_view line, const fs::path& folder) {
    const auto beside = [&folder](std::string_view name) { return (folder / name).lexically_normal(); };
    if (const auto name = argument(line, "--requirement", "-r"); name && file_exists(beside(*name))) {
      file(beside(*name));
    } else if (const auto limits = argument(line, "--constraint", "-c"); limits && file_exists(beside(*limits))) {
      list_.push_back({.kind = Kind::Constraints, .place = beside(*limits)});
    } else if (const auto links = argument(line, "--find-links", "-f"); links && file_exists(beside(*links))) {
      list_.push_back({.kind = Kind::FindLinks, .place = beside(*links)});
    } else {
      list_.push_back(read_requirement(line, working_));
    }
  }

  fs::path working_;  // local requirements are relative to it, included files to the file that includes them
  std::vector<Requirement> list_;
};

}  // namespace

std::vector<Requirement> read_requirements(const fs::path& requirements) {
  Reading reading(requirements.parent_path());
  reading.file(requirements);
  return reading.take();
}

std::vector<fs::path> local_inputs(const fs::path& requirements) {
  std::vector<fs::path> list;
  for (const Requirement& requirement : read_requirements(requirements))
    if (!requirement.place.empty() && std::ranges::find(list, requirement.place) == list.end())
      list.push_back(requirement.place);
  return list;
}

std::string written(const std::vector<Requirement>& requirements, const std::map<fs::path, fs::path>& replaced) {
  std::string text;
  for (const Requirement& each : requirements) {
    switch (each.kind) {
      case Kind::Requirements:
        break;
      case Kind::Constraints:
        text += "--constraint " + each.place.string() + "\n";
        break;
      case Kind::FindLinks:
        text += "--find-links " + each.place.string() + "\n";
        break;
      case Kind::Local: {
        const auto other = replaced.find(each.place);
        text += (other == replaced.end() ? each.place : other->second).string() + each.extras + each.tail + "\n";
        break;
      }
      case Kind::Other:
        text += each.text + "\n";
        break;
    }
  }
  return text;
}

std::string options_written(const std::vector<Requirement>& requirements) {
  std::vector<Requirement> options;
  std::ranges::copy_if(requirements, std::back_inserter(options), [](const Requirement& each) {
    return each.kind == Kind::FindLinks || (each.kind == Kind::Other && !each.editable && each.text.starts_with('-'));
  });
  return written(options, {});
}

}  // namespace cxsam::build::python
