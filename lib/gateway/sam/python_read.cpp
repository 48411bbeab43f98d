#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "gateway/sam/python.h"

namespace cxsam::gateway {
namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// What follows a quote until the one that closes it, which `text` loses together with it; nothing when none does.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return value;
    }
    if (text[at] != '\\' || at + 1 == text.size()) {
      value += text[at];
      continue;
    }
    const std::string_view digits = text.substr(at + 1, 3);
    if (digits.size() == 3 && is_octal(digits[0]) && is_octal(digits[1]) && is_octal(digits[2])) {
      value += static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0'));
      at += 3;
    } else {
      value += text[++at];
    }
  }
  return std::nullopt;
}

/// Until the next semicolon. Nothing where it begins with a quote and does not end with the one that closes it.
std::optional<std::string> take_value(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  std::optional<std::string> quoted;
  const bool begins = text.starts_with('"');
  if (begins) quoted = take_quoted(text);
  const std::string_view plain = text.substr(0, text.find(';'));
  text.remove_prefix(plain.size());
  if (!begins) return std::string(trim(plain));
  return trim(plain).empty() ? quoted : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> python_int(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::string digits;
  char before = '_';
  for (const char c : text) {
    if (c == '_' && before == '_') return std::nullopt;
    if (c != '_') digits += c;
    before = c;
  }
  return before == '_' ? std::nullopt : parse_int(digits);
}

std::optional<std::string> python_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int at = 0;  // in a group of four digits
  int pads = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
    if (c == '=' && at >= 2 && at + ++pads >= 4) return bytes;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    pads = 0;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    if (at > 0) bytes += static_cast<char>(bits >> (6U - 2U * static_cast<unsigned>(at)));
    at = (at + 1) % 4;
  }
  if (at != 0) return std::nullopt;
  return bytes;
}

std::string python_title(std::string_view name) {
  std::string title = to_lower(name);
  bool first = true;
  for (char& c : title) {
    const bool letter = c >= 'a' && c <= 'z';
    if (first && letter) c = static_cast<char>(c - 'a' + 'A');
    first = !letter;
  }
  return title;
}

std::vector<std::pair<std::string, std::string>> python_cookies(std::string_view header) {
  std::vector<std::pair<std::string, std::string>> cookies;
  while (!header.empty()) {
    const std::string_view word = header.substr(0, header.find_first_of("=;"));
    const std::string name(trim(word));
    header.remove_prefix(word.size());
    std::optional<std::string> value = "";
    if (header.starts_with('=')) {
      header.remove_prefix(1);
      value = take_value(header);
    }
    if (!header.empty()) header.remove_prefix(1);
    const bool known = std::ranges::any_of(cookies, [&](const auto& cookie) { return cookie.first == name; });
    if (value && !name.empty() && !known) cookies.emplace_back(name, std::move(*value));
  }
  return cookies;
}

std::string utf8_of_latin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
      continue;
    }
    text += static_cast<char>(0xC0U | byte >> 6U);
    text += static_cast<char>(0x80U | (byte & 0x3FU));
  }
  return text;
}

std::optional<std::string> latin1_of_utf8(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte > 0xC3) return std::nullopt;
    if (byte < 0x80) {
      bytes += text[i];
      continue;
    }
    const auto low = static_cast<unsigned char>(text[++i]);
    bytes += static_cast<char>((byte & 0x03U) << 6U | (low & 0x3FU));
  }
  return bytes;
}

std::string encode_broken(std::string_view text) {
  std::string whole;
  for (auto broken = find_invalid_utf8(text); broken; broken = find_invalid_utf8(text)) {
    whole += text.substr(0, *broken);
    whole += percent_encode(text.substr(*broken, 1));
    text.remove_prefix(*broken + 1);
  }
  return whole += text;
}

std::string_view python_host(std::string_view host, bool secure) {
  constexpr std::string_view kOfNames = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  constexpr std::string_view kOfAddresses = "[]:.0123456789abcdefABCDEF";
  const std::string_view own_port = secure ? ":443" : ":80";
  if (host.ends_with(own_port)) host.remove_suffix(own_port.size());
  const bool address = host.starts_with('[');
  const std::size_t bracket = host.find(']');
  if (address && bracket == std::string_view::npos) return "";
  const std::size_t end = address ? bracket + 1 : std::min(host.find(':'), host.size());
  const std::string_view name = host.substr(0, end);
  const std::string_view port = host.substr(end);
  if (name.empty() || name.find_first_not_of(address ? kOfAddresses : kOfNames) != std::string_view::npos) return "";
  if (port.empty()) return name;
  const bool is_number = port.size() > 1 && port[1] != '0' && port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return port.front() == ':' && is_number ? host : "";
}

}  // namespace cxsam::gateway
