#include "json/schema_formats.h"

#include <arpa/inet.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"

namespace cxsam {
namespace {

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Takes `count` digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count), is_digit))
    return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count)) number = number * 10 + (c - '0');
  text.remove_prefix(count);
  return number;
}

bool take_one_of(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take_one_of(text, "-")) return false;
  const auto month = take_number(text, 2);
  if (!month || !take_one_of(text, "-")) return false;
  const auto day = take_number(text, 2);
  if (!day) return false;
  return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day)))
      .ok();
}

bool take_below(std::string_view& text, int limit) {
  const auto number = take_number(text, 2);
  return number && *number < limit;
}

bool take_time(std::string_view& text) {
  constexpr int kHours = 24;
  constexpr int kSixty = 60;
  return take_below(text, kHours) && take_one_of(text, ":") && take_below(text, kSixty) && take_one_of(text, ":") &&
         take_below(text, kSixty);
}

/// `Z`, `+01`, `+0100`, `+01:00`, with seconds, too.
bool take_offset(std::string_view& text) {
  if (take_one_of(text, "Zz")) return true;
  if (!take_one_of(text, "+-") || !take_below(text, 24)) return false;
  for (int part = 0; part < 2 && !text.empty(); ++part) {
    take_one_of(text, ":");
    if (!take_below(text, 60)) return false;
  }
  return true;
}

bool is_date_time(std::string_view text) {
  constexpr std::size_t kMostDigits = 12;
  if (!take_date(text) || !take_one_of(text, "Tt") || !take_time(text)) return false;
  if (take_one_of(text, ".")) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > kMostDigits) return false;
    text.remove_prefix(digits);
  }
  return take_offset(text) && text.empty();
}

bool has_lonely_dots(std::string_view text) {
  return text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos;
}

bool is_mail_domain(std::string_view text) {
  if (text.starts_with('[')) return text.ends_with(']') && text.find_first_of(" @", 1) == std::string_view::npos;
  return !has_lonely_dots(text) && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || c == '-' || c == '.';
  });
}

/// `a@b.c`, `"a b"@c.d`, `A name <a@b.c>`.
bool is_email(std::string_view text) {
  if (text.ends_with('>') && text.find('<') != std::string_view::npos)
    text = text.substr(text.find('<') + 1, text.size() - text.find('<') - 2);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || !is_mail_domain(text.substr(at + 1))) return false;
  const std::string_view local = text.substr(0, at);
  if (local.size() > 2 && local.starts_with('"') && local.ends_with('"'))
    return local.substr(1, local.size() - 2).find('"') == std::string_view::npos;
  return !has_lonely_dots(local) && std::ranges::all_of(local, [](char c) {
    return static_cast<unsigned char>(c) > ' ' && std::string_view("()<>,;:\"[]@\x7F").find(c) == std::string_view::npos;
  });
}

bool is_label(std::string_view label) {
  constexpr std::size_t kLongest = 63;
  constexpr std::string_view kDashes = "-_";
  const auto is_dash = [&](char c) { return kDashes.find(c) != std::string_view::npos; };
  if (label.empty() || label.size() > kLongest || is_dash(label.front()) || is_dash(label.back())) return false;
  return std::ranges::all_of(label, [&](char c) { return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || is_dash(c); });
}

bool is_hostname(std::string_view text) {
  constexpr std::size_t kLongest = 253;
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > kLongest) return false;
  const std::vector<std::string_view> labels = split(text, '.');
  return std::ranges::all_of(labels, is_label) && !is_digit(labels.back().front());
}

bool is_ipv4(std::string_view text) {
  in_addr address{};
  return inet_pton(AF_INET, std::string(text).c_str(), &address) == 1 && text.find('\0') == std::string_view::npos;
}

/// An address of IPv4 in the form of IPv6 is none.
bool is_ipv6(std::string_view text) {
  in6_addr address{};
  if (text.find('\0') != std::string_view::npos) return false;
  if (inet_pton(AF_INET6, std::string(text.substr(0, text.find('%'))).c_str(), &address) != 1) return false;
  return !IN6_IS_ADDR_V4MAPPED(&address);
}

bool has_uri_characters(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])) return false;
    } else if (!is_letter(c) && !is_digit(c) && !is_beyond_ascii(c) &&
               std::string_view("-_.!~*'();:@&=+$,/").find(c) == std::string_view::npos &&
               more.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

/// An absolute or a relative one. Source: RFC 2396, as java.net.URI reads it.
bool is_uri(std::string_view text) {
  const std::size_t hash = std::min(text.find('#'), text.size());
  if (hash < text.size() && !has_uri_characters(text.substr(hash + 1), "?[]")) return false;
  text = text.substr(0, hash);
  const std::size_t scheme = text.find_first_of(":/?");
  if (scheme != std::string_view::npos && text[scheme] == ':') {
    const std::string_view name = text.substr(0, scheme);
    const bool is_name = !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [](char c) {
      return is_letter(c) || is_digit(c) || std::string_view("+-.").find(c) != std::string_view::npos;
    });
    text.remove_prefix(scheme + 1);
    if (!is_name || text.empty() || text == "//") return false;
  }
  const std::size_t query = std::min(text.find('?'), text.size());
  if (query < text.size() && !has_uri_characters(text.substr(query + 1), "?[]")) return false;
  text = text.substr(0, query);
  if (!text.starts_with("//")) return has_uri_characters(text, "");
  const std::size_t path = std::min(text.find('/', 2), text.size());
  return has_uri_characters(text.substr(0, path), "[]") && has_uri_characters(text.substr(path), "");
}

constexpr SchemaFormat kFormats[] = {
    {"date-time", "invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
     is_date_time},
    {"email", "not a valid email address", is_email},
    {"hostname", "not a valid hostname", is_hostname},
    {"ipv4", "not a valid IPv4 address", is_ipv4},
    {"ipv6", "not a valid IPv6 address", is_ipv6},
    {"uri", "not a valid URI", is_uri},
};

}  // namespace

const SchemaFormat* find_schema_format(std::string_view name) {
  const auto* found = std::ranges::find(kFormats, name, &SchemaFormat::name);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace cxsam
