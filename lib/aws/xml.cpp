#include "aws/xml.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam::aws {
namespace {

constexpr std::size_t kDeepest = 64;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Source: RFC 3629, section 3.
std::string utf8_of(std::uint32_t code) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  const auto rest = [&](unsigned shift) { return byte(0x80U | (code >> shift & 0x3FU)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0U | code >> 6U), rest(0)};
  if (code < 0x10000) return {byte(0xE0U | code >> 12U), rest(6), rest(0)};
  return {byte(0xF0U | code >> 18U), rest(12), rest(6), rest(0)};
}

std::optional<std::string> entity(std::string_view name) {
  if (name == "amp") return "&";
  if (name == "lt") return "<";
  if (name == "gt") return ">";
  if (name == "quot") return "\"";
  if (name == "apos") return "'";
  if (!name.starts_with('#') || name.size() > 9) return std::nullopt;
  const bool hexadecimal = name.starts_with("#x");
  std::uint32_t code = 0;
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  for (const char c : digits) {
    const std::size_t digit =
        std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    if (digit == std::string_view::npos || (!hexadecimal && digit > 9)) return std::nullopt;
    code = code * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  if (digits.empty() || code == 0 || code > 0x10FFFF) return std::nullopt;
  return utf8_of(code);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Result<XmlElement> document() {
    XmlElement nothing;
    if (Result<void> done = content(nothing, 0); !done) return fail(done.error());
    if (nothing.children.size() != 1 || !rest_.empty()) return fail("the answer is not XML");
    return std::move(nothing.children.front());
  }

 private:
  /// Up to the end of the element, or of the document.
  Result<void> content(XmlElement& into, std::size_t depth) {
    if (depth > kDeepest) return fail("the XML is nested too deeply");
    while (!rest_.empty() && !rest_.starts_with("</")) {
      Result<void> done = rest_.front() == '<' ? markup(into, depth) : text(into);
      if (!done) return done;
    }
    return {};
  }

  Result<void> text(XmlElement& into) {
    std::string_view part = take_until("<");
    while (!part.empty()) {
      const std::size_t ampersand = std::min(part.find('&'), part.size());
      into.text += part.substr(0, ampersand);
      part.remove_prefix(ampersand);
      if (part.empty()) break;
      const std::size_t end = part.find(';');
      const auto character = end == std::string_view::npos ? std::nullopt : entity(part.substr(1, end - 1));
      if (!character) return fail("the XML holds an unknown entity");
      into.text += *character;
      part.remove_prefix(end + 1);
    }
    return {};
  }

  Result<void> markup(XmlElement& into, std::size_t depth) {
    if (rest_.starts_with("<!--")) return skip("-->");
    if (rest_.starts_with("<?")) return skip("?>");
    if (rest_.starts_with("<![CDATA[")) {
      rest_.remove_prefix(9);
      into.text += take_until("]]>");
      return skip("]]>");
    }
    if (rest_.starts_with("<!")) return skip(">");
    return element(into, depth);
  }

  Result<void> element(XmlElement& parent, std::size_t depth) {
    const std::size_t end = end_of_tag();
    if (end == std::string_view::npos) return fail("the XML ends within a tag");
    std::string_view tag = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const bool empty = tag.ends_with('/');
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    if (name.empty()) return fail("the XML holds a tag without a name");
    XmlElement made{std::string(without_prefix(name)), ""};
    if (!empty) {
      if (Result<void> done = content(made, depth + 1); !done) return done;
      const std::string closing = "</" + std::string(name);
      if (!rest_.starts_with(closing)) return fail(fmt::format("the XML element `{}` does not end", name));
      if (Result<void> done = skip(">"); !done) return done;
      if (!made.children.empty()) made.text = trim(made.text);
    }
    parent.children.push_back(std::move(made));
    return {};
  }

  /// Where the tag's `>` is: not one within quotes.
  [[nodiscard]] std::size_t end_of_tag() const {
    char quote = '\0';
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return std::string_view::npos;
  }

  std::string_view take_until(std::string_view mark) {
    const std::string_view taken = rest_.substr(0, std::min(rest_.find(mark), rest_.size()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  Result<void> skip(std::string_view mark) {
    const std::size_t at = rest_.find(mark);
    if (at == std::string_view::npos) return fail("the XML ends too early");
    rest_.remove_prefix(at + mark.size());
    return {};
  }

  std::string_view rest_;
};

}  // namespace

const XmlElement* XmlElement::find(std::string_view path) const {
  const XmlElement* at = this;
  for (const std::string_view name_of_part : split(path, '/')) {
    const auto child = std::ranges::find(at->children, name_of_part, &XmlElement::name);
    if (child == at->children.end()) return nullptr;
    at = &*child;
  }
  return at;
}

std::string XmlElement::text_of(std::string_view path) const {
  const XmlElement* found = find(path);
  return found == nullptr ? "" : found->text;
}

Result<XmlElement> parse_xml(std::string_view text) { return Reader(text).document(); }

std::string escape_xml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace cxsam::aws
