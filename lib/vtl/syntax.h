// What a template is once it has been read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cxsam::vtl {

struct Expression;
struct Node;

/// Shared, since macros and `#define` keep blocks for later.
struct Block {
  std::vector<Node> nodes;
};

/// One step behind a name: `.property`, `.method(arguments)`, `[index]`.
struct Access {
  enum class Kind : std::uint8_t { Property, Call, Index } kind;
  std::string name;
  std::vector<Expression> arguments;
};

/// `$name`, `$!name`, `${name.of.property|'else'}`.
struct Reference {
  std::string source;  // as it is written; what is undefined prints so
  std::string name;
  std::vector<Access> path;
  bool quiet = false;
  std::uint32_t escapes = 0;          // backslashes in front of it
  std::vector<Expression> alternate;  // none or one
};

struct Expression {
  enum class Kind : std::uint8_t {
    Null,
    Boolean,
    Whole,
    Decimal,
    Text,
    Template,
    Reference,
    List,
    Map,
    Range,
    Not,
    Negate,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder
  } kind = Kind::Null;
  bool boolean = false;
  std::int64_t whole = 0;
  double decimal = 0;
  std::string text;
  std::shared_ptr<const Block> block;  // of a text with references in it
  std::shared_ptr<const Reference> reference;
  std::vector<Expression> operands;  // items of a list; keys and values of a map in turn
};

struct Text {
  std::string text;
};
struct Set {
  Reference target;
  Expression value;
};
struct Branch {
  Expression condition;
  std::shared_ptr<const Block> block;
};
struct If {
  std::vector<Branch> branches;
  std::shared_ptr<const Block> otherwise;
};
struct ForEach {
  std::string variable;
  Expression source;
  std::shared_ptr<const Block> body, otherwise;
};
struct Define {
  std::string variable;
  std::shared_ptr<const Block> block;
};
struct Evaluate {
  Expression source;
};
/// `#name(arguments)`, or `#@name(arguments)body#end`; without such a macro it is the text that it is written as.
struct MacroCall {
  std::string name, source;
  std::vector<Expression> arguments;
  std::shared_ptr<const Block> body;
};
struct Stop {};
struct Break {
  std::optional<Expression> loop;  // a `$foreach`; else the innermost one
};

struct Node {
  std::variant<Text, Reference, Set, If, ForEach, Define, Evaluate, MacroCall, Stop, Break> what;
  std::uint32_t line = 0;  // of where it begins
};

struct Parameter {
  std::string name;
  std::vector<Expression> standard;
};  // none or one
struct Macro {
  std::string name;
  std::vector<Parameter> parameters;
  std::shared_ptr<const Block> body;
};

}  // namespace cxsam::vtl
