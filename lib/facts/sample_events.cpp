#include "facts/sample_events.h"

#include <algorithm>
#include <stdexcept>

#include "base/embedded.h"
#include "base/hash.h"
#include "base/percent.h"
#include "facts/table.h"
#include "json/json.h"

namespace cxsam::facts {
namespace {

constexpr std::string_view kFolder = "schemas/events/";
constexpr std::string_view kExtension = ".json";
constexpr std::string_view kJsonText = "$json";  // {"$json": value} is the text of that value

Json read_file_of(SampleEventName name) {
  const std::string path = std::string(kFolder).append(name.service).append("/").append(name.event).append(kExtension);
  auto document = parse_json(embedded_file(path));
  if (!document) throw std::logic_error(path + ": " + document.error().message);
  return *std::move(document);
}

std::string_view help_of(std::string_view option) {
  static const std::vector<Row> kRows = read_table(embedded_file("schemas/events/options.tsv"));
  const auto row = std::ranges::find(kRows, option, [](const Row& r) { return r.front(); });
  if (row == kRows.end())
    throw std::logic_error("schemas/events/options.tsv does not say what is `" + std::string(option) + "`");
  return row->at(1);
}

std::string encoded(std::string value, std::string_view encoding) {
  if (encoding.empty()) return value;
  if (encoding == "base64") return base64_encode(value);
  if (encoding == "md5") return md5_hex(value);
  if (encoding == "url") return percent_encode(value, "/");
  throw std::logic_error("no such encoding: " + std::string(encoding));
}

struct Placeholder {
  std::string_view option, encoding;  // ${option|encoding}, ${option}
};

Placeholder read_placeholder(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  if (bar == std::string_view::npos) return {inside, ""};
  return {inside.substr(0, bar), inside.substr(bar + 1)};
}

using ValueOf = std::function<std::string(std::string_view option)>;

Json filled_text(std::string_view text, const ValueOf& value_of) {
  std::string out;
  while (true) {
    const std::size_t begin = text.find("${");
    if (begin == std::string_view::npos) return out.append(text);
    const std::size_t end = text.find('}', begin);
    const Placeholder place = read_placeholder(text.substr(begin + 2, end - begin - 2));
    std::string value = value_of(place.option);
    if (place.encoding == "json") {
      // SAM CLI takes what is no JSON as a text.
      auto parsed = parse_json(value);
      return parsed ? *std::move(parsed) : Json(std::move(value));
    }
    out.append(text.substr(0, begin)).append(encoded(std::move(value), place.encoding));
    text.remove_prefix(end + 1);
  }
}

Json filled(const Json& value, const ValueOf& value_of) {
  if (value.is_string()) return filled_text(value.get_ref<const std::string&>(), value_of);
  if (value.is_object() && value.size() == 1 && value.contains(kJsonText))
    return dump_json(filled(value.at(std::string(kJsonText)), value_of));
  if (!value.is_structured()) return value;
  Json out = value;
  for (Json& part : out) part = filled(part, value_of);
  return out;
}

}  // namespace

std::vector<SampleEventName> sample_event_names() {
  std::vector<SampleEventName> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(kExtension)) continue;
    const std::string_view name = file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kExtension.size());
    const std::size_t slash = name.find('/');
    names.push_back({name.substr(0, slash), name.substr(slash + 1)});
  }
  return names;
}

SampleEvent describe_sample_event(SampleEventName name) {
  const Json document = read_file_of(name);
  SampleEvent event{.name = name, .summary = document.at("summary").get<std::string>(), .options = {}};
  for (const auto& [option, value] : document.at("options").items())
    event.options.push_back({option, value.get<std::string>(), help_of(option)});
  return event;
}

std::string make_sample_event(SampleEventName name, const ValueOf& value_of) {
  // All but ASCII escaped, as SAM CLI prints it.
  return filled(read_file_of(name).at("event"), value_of).dump(2, ' ', true, Json::error_handler_t::replace);
}

}  // namespace cxsam::facts
