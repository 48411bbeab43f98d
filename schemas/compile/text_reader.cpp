#include "schemas/compile/text_reader.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "schemas/compile/text_lexer.h"

namespace cxsam::facts {
namespace {

constexpr int kMaxDepth = 100;
constexpr std::array<std::string_view, 7> kTypes{"array", "boolean", "integer", "null", "number", "object", "string"};

class Reader {
 public:
  explicit Reader(std::string_view text) : lexer_(text) {}

  TextFile file() {
    TextFile result;
    std::size_t indent = 0;
    while (lexer_.at_line(indent)) {
      if (indent != 0) lexer_.fail("the first level is not indented");
      if (lexer_.take('%')) {
        result.table = directive();
      } else if (lexer_.take('@')) {
        shared_definition();
      } else {
        member(result.members, 0);
      }
    }
    if (result.table.empty()) lexer_.fail("the file does not say which table it fills: `%table <name>`");
    return result;
  }

 private:
  std::string directive() {
    if (lexer_.word() != "table") lexer_.fail("the only directive is `%table <name>`");
    lexer_.skip_spaces();
    std::string name = lexer_.word();
    lexer_.end_line();
    return name;
  }

  void shared_definition() {
    FactMap one;
    member(one, 0);
    if (!shared_.emplace(one.front().key, std::move(one.front().value)).second) {
      lexer_.fail("`@" + one.front().key + "` is defined twice");
    }
  }

  // One line `key=value` or `key word ...`, and the lines below that are further in.
  void member(FactMap& map, std::size_t indent) {
    std::string key = lexer_.word();
    for (const FactMember& other : map) {
      if (other.key == key) lexer_.fail("`" + key + "` stands here twice");
    }
    map.push_back({std::move(key), rest_of_member(indent)});
  }

  Fact rest_of_member(std::size_t indent) {
    if (lexer_.take('=')) {
      Fact value = inline_value();
      lexer_.end_line();
      return value;
    }
    FactMap map;
    for (lexer_.skip_spaces(); !lexer_.at_end_of_line(); lexer_.skip_spaces()) attribute(map);
    lexer_.end_line();
    std::size_t next = 0;
    if (!lexer_.at_line(next) || next <= indent) return {std::move(map)};
    return block(std::move(map), next);
  }

  // Lines of one indentation: members, or items that begin with `- ` or `-=`.
  Fact block(FactMap map, std::size_t indent) {
    const Nested nested(*this);
    FactList list;
    std::size_t next = 0;
    while (lexer_.at_line(next) && next >= indent) {
      if (next > indent) lexer_.fail("this line is further in than the one before it allows");
      lexer_.enter_line(indent);
      if (lexer_.at_item()) {
        lexer_.take('-');
        list.push_back(rest_of_member(indent));
      } else {
        member(map, indent);
      }
      if (!list.empty() && !map.empty()) lexer_.fail("items and members are mixed");
    }
    if (!list.empty()) return {std::move(list)};
    return {std::move(map)};
  }

  // A word of a schema's line: a type, `closed`, `unique`, `#Definition` or `key=value`.
  void attribute(FactMap& map) {
    if (lexer_.take('#')) return add(map, "$ref", {lexer_.word()});
    const bool quoted = lexer_.peek() == '\'' || lexer_.peek() == '"';
    std::string word = lexer_.word();
    if (lexer_.take('=')) return add(map, std::move(word), inline_value());
    if (quoted) lexer_.fail("a quoted word without `=`");
    if (word == "closed") return add(map, "additionalProperties", {false});
    if (word == "unique") return add(map, "uniqueItems", {true});
    add(map, "type", types(word));
  }

  Fact types(const std::string& first) {
    FactList names{type(first)};
    while (lexer_.take('|')) names.push_back(type(lexer_.word()));
    if (names.size() == 1) return std::move(names.front());
    return {std::move(names)};
  }

  Fact type(const std::string& name) {
    if (std::ranges::find(kTypes, name) == kTypes.end()) lexer_.fail("`" + name + "` is neither a type nor `key=value`");
    return {name};
  }

  void add(FactMap& map, std::string key, Fact value) {
    if (find_member(map, key) != nullptr) lexer_.fail("`" + key + "` stands here twice");
    map.push_back({std::move(key), std::move(value)});
  }

  Fact inline_value() {
    const Nested nested(*this);
    if (lexer_.take('[')) return {list()};
    if (lexer_.take('{')) return {map()};
    if (lexer_.take('@')) return shared(lexer_.word());
    return lexer_.scalar();
  }

  FactList list() {
    FactList result;
    for (lexer_.skip_blanks(); !lexer_.take(']'); lexer_.skip_blanks()) {
      if (lexer_.take('&')) {
        items_of(result, lexer_.word());
        continue;
      }
      Fact item = inline_value();
      if (lexer_.peek() == '{') {
        family(result, item);
      } else {
        result.push_back(std::move(item));
      }
    }
    return result;
  }

  // `&name` stands for the items of a shared list.
  void items_of(FactList& list, const std::string& name) {
    const auto* items = std::get_if<FactList>(&shared(name).value);
    if (items == nullptr) lexer_.fail("`@" + name + "` is no list");
    list.insert(list.end(), items->begin(), items->end());
  }

  // `db.t3.{micro small}` stands for the items `db.t3.micro` and `db.t3.small`.
  void family(FactList& list, const Fact& beginning) {
    const auto* text = std::get_if<std::string>(&beginning.value);
    if (text == nullptr) lexer_.fail("only a text can begin a family of items");
    lexer_.take('{');
    for (lexer_.skip_blanks(); !lexer_.take('}'); lexer_.skip_blanks()) list.push_back({*text + lexer_.word()});
  }

  FactMap map() {
    FactMap result;
    for (lexer_.skip_blanks(); !lexer_.take('}'); lexer_.skip_blanks()) attribute(result);
    return result;
  }

  const Fact& shared(const std::string& name) {
    const auto found = shared_.find(name);
    if (found == shared_.end()) lexer_.fail("`@" + name + "` is not defined above");
    return found->second;
  }

  struct Nested {
    explicit Nested(Reader& owner) : reader(owner) {
      if (++reader.depth_ > kMaxDepth) reader.lexer_.fail("nested too deeply");
    }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    ~Nested() { --reader.depth_; }
    Reader& reader;
  };

  Lexer lexer_;
  std::unordered_map<std::string, Fact> shared_;
  int depth_ = 0;
};

}  // namespace

Result<TextFile> read_text(std::string_view text) {
  try {
    return Reader(text).file();
  } catch (const SyntaxError& error) {
    return fail("line " + std::to_string(error.line) + ": " + error.message);
  }
}

Result<void> merge(FactMap& root, TextFile file) {
  Fact* table = find_member(root, file.table);
  if (table == nullptr) {
    root.push_back({file.table, {FactMap()}});
    table = &root.back().value;
  }
  FactMap& map = *table->map();
  std::unordered_set<std::string_view> known;
  for (const FactMember& member : map) known.insert(member.key);
  for (const FactMember& member : file.members) {
    if (known.contains(member.key)) return fail("`" + member.key + "` is in table `" + file.table + "` already");
  }
  std::ranges::move(file.members, std::back_inserter(map));
  return {};
}

}  // namespace cxsam::facts
