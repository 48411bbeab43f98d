// The host tool of the build: reads the files of schemas/ and writes the table that the program embeds.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/file.h"
#include "facts/value.h"
#include "schemas/compile/dump.h"
#include "schemas/compile/rules_reader.h"
#include "schemas/compile/table_writer.h"
#include "schemas/compile/text_reader.h"

using namespace cxsam;

namespace {

// The tables of schemas/rules/ have members of their own in the root: "bindings", "formats", "rules".
Result<facts::TextFile> read_table(const std::string& name, std::string_view text) {
  auto members = name == "bindings"  ? facts::read_bindings(text)
                 : name == "formats" ? facts::read_formats(text)
                                     : facts::read_rules(text);
  if (!members) return fail(members.error());
  return facts::TextFile{name, std::move(*members)};
}

Result<void> read_file_into(facts::FactMap& root, const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  auto file = path.extension() == ".tsv" ? read_table(path.stem(), *text) : facts::read_text(*text);
  if (!file) return fail(file.error());
  return facts::merge(root, std::move(*file));
}

int complain(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

int compile(const char* output, int count, char** files) {
  facts::Fact root{facts::FactMap()};
  for (int index = 0; index < count; ++index) {
    if (const auto done = read_file_into(*root.map(), files[index]); !done) {
      return complain(std::string(files[index]) + ": " + done.error().to_string());
    }
  }
  const auto table = facts::write_table(root);
  if (!table) return complain(table.error().to_string());
  std::ofstream stream(output, std::ios::binary);
  stream << *table;
  return stream.flush() ? 0 : complain(std::string("cannot write ") + output);
}

int dump(const char* path) {
  const auto bytes = read_file(path);
  if (!bytes) return complain(bytes.error().to_string());
  std::fputs(facts::to_json(facts::Value::root(bytes->data())).c_str(), stdout);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view mode = count > 2 ? arguments[1] : "";
  if (mode == "dump") return dump(arguments[2]);
  if (mode == "compile") return compile(arguments[2], count - 3, arguments + 3);
  return complain("usage: schema_compiler compile OUTPUT FILE... | dump TABLE");
}
