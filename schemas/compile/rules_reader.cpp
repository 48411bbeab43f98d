#include "schemas/compile/rules_reader.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace cxsam::facts {
namespace {

// Thrown inside this file only.
struct BadLine {
  std::string message;
};

Fact text(std::string_view value) { return {std::string(value)}; }

Fact& member_of(FactMap& map, std::string_view key, const Fact& empty) {
  if (Fact* found = find_member(map, key)) return *found;
  map.push_back({std::string(key), empty});
  return map.back().value;
}

void add_once(FactMap& map, std::string_view key, FactMap value) {
  if (find_member(map, key) != nullptr) throw BadLine{"`" + std::string(key) + "` stands here twice"};
  map.push_back({std::string(key), {std::move(value)}});
}

bool one_of(std::string_view word, std::string_view yes, std::string_view no) {
  if (word != yes && word != no)
    throw BadLine{"`" + std::string(word) + "` is neither `" + std::string(yes) + "` nor `" + std::string(no) + "`"};
  return word == yes;
}

constexpr std::array<std::string_view, 5> kFunctions{"-", "literal", "judged", "resolved", "inside"};

std::string_view known_word(std::string_view word, std::span<const std::string_view> words) {
  if (std::ranges::find(words, word) == words.end()) throw BadLine{"`" + std::string(word) + "` has no meaning here"};
  return word;
}

Fact steps(std::span<const std::string_view> path) {
  FactList result;
  for (const std::string_view step : path) result.push_back(text(step));
  return {std::move(result)};
}

void add_binding(FactMap& bindings, const std::vector<std::string_view>& fields) {
  const std::vector<std::string_view> path = split(fields[1], '/');
  const std::string_view schema = fields[2] == "-" ? "" : fields[2];
  // The names of `cfnLint` have slashes and are one word.
  const bool resource = path.front() == "Resources";
  const bool place = path.front().find("::") != std::string_view::npos;
  const std::size_t skipped = std::min<std::size_t>(place ? path.size() : resource ? 2 : 1, path.size());
  FactMap binding{{"rule", text(fields[0])},
                  {"path", steps(std::span(path).subspan(skipped))},
                  {"schema", text(schema)},
                  {"all", {one_of(fields[3], "all", "one")}},
                  {"regional", {one_of(fields[4], "regional", "-")}},
                  {"functions", text(known_word(fields[5], kFunctions))},
                  {"gap", {one_of(fields[6], "gap", "-")}}};
  const std::string_view group = place ? "places" : resource && path.size() > 1 ? "resources" : "sections";
  const std::string_view key = place ? fields[1] : resource && path.size() > 1 ? path[1] : path.front();
  FactMap& keys = *member_of(bindings, group, {FactMap()}).map();
  std::get<FactList>(member_of(keys, key, {FactList()}).value).push_back({std::move(binding)});
}

// Each line but comments and the names of the columns.
template <class Each>
Result<FactMap> each_line(std::string_view table, std::string_view columns, Each each) {
  FactMap result;
  std::size_t number = 0;
  std::size_t count = 0;
  for (const std::string_view line : split(table, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    try {
      const std::vector<std::string_view> fields = split(line, '\t');
      if (count == 0) {
        if (line != columns) throw BadLine{"the columns are not `" + replace_all(std::string(columns), "\t", " ") + "`"};
        count = fields.size();
        continue;
      }
      if (fields.size() != count) throw BadLine{plural(fields.size(), "field") + " instead of " + std::to_string(count)};
      each(result, fields);
    } catch (const BadLine& error) {
      return fail("line " + std::to_string(number) + ": " + error.message);
    }
  }
  return result;
}

}  // namespace

Result<FactMap> read_bindings(std::string_view table) {
  return each_line(table, "rule\tpath\tschema\tfindings\ttable\tfunctions\tgap", add_binding);
}

Result<FactMap> read_formats(std::string_view table) {
  return each_line(table, "rule\tformat\tpattern", [](FactMap& formats, const std::vector<std::string_view>& fields) {
    add_once(formats, fields[1], {{"rule", text(fields[0])}, {"pattern", text(fields[2])}});
  });
}

Result<FactMap> read_rules(std::string_view table) {
  return each_line(table, "id\tseverity\tsummary\twhy\twrong", [](FactMap& rules, const std::vector<std::string_view>& fields) {
    FactMap rule{{"severity", text(fields[1])}, {"summary", text(fields[2])}, {"why", text(fields[3])}};
    if (fields[4] != "-") rule.push_back({"wrong", text(fields[4])});
    add_once(rules, fields[0], std::move(rule));
  });
}

}  // namespace cxsam::facts
