#include "local/request_log.h"

#include <array>
#include <ctime>

namespace cxsam::local {
namespace {

/// "22/Nov/2026 17:20:00" in local time, made once a second.
std::string_view current_time() {
  static std::time_t made_at = 0;
  static std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    std::tm parts{};
    localtime_r(&now, &parts);
    std::array<char, 40> buffer{};
    text.assign(buffer.data(), std::strftime(buffer.data(), buffer.size(), "%d/%b/%Y %H:%M:%S", &parts));
    made_at = now;
  }
  return text;
}

void append_printable(std::string& line, std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) line += c;
  }
}

}  // namespace

std::string request_line(std::string_view remote_address, std::string_view method, std::string_view target,
                         std::string_view protocol, int status) {
  std::string line;
  line.reserve(96 + target.size());
  line += remote_address;
  line += " - - [";
  line += current_time();
  line += "] \"";
  append_printable(line, method);
  line += ' ';
  append_printable(line, target);
  line += ' ';
  line += protocol;
  line += "\" ";
  line += std::to_string(status);
  line += " -\n";
  return line;
}

}  // namespace cxsam::local
