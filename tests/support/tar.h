// Tar archives member by member, so that tests can say what no program would.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace cxsam::test {

/// "ustar" members one after the other; text() is the archive.
class Tar {
 public:
  /// `type`: '0' a file, '5' a folder, '2' a symbolic link, '1' a hard link, '6' a FIFO. `target`: of links.
  Tar& add(char type, std::string_view name, std::string_view content = "", unsigned mode = 0644,
           std::string_view target = "") {
    std::string head(512, '\0');
    head.replace(0, name.size(), name);
    number(head, 100, 7, mode);
    number(head, 108, 7, 0);
    number(head, 116, 7, 0);
    number(head, 124, 11, content.size());
    number(head, 136, 11, 0);
    head[156] = type;
    head.replace(157, target.size(), target);
    head.replace(257, 8, std::string("ustar\00000", 8));
    head.replace(148, 8, 8, ' ');
    unsigned sum = 0;
    for (const unsigned char byte : head) sum += byte;
    number(head, 148, 6, sum);
    head[154] = '\0';
    text_ += head;
    text_ += content;
    text_.append((512 - content.size() % 512) % 512, '\0');
    return *this;
  }
  Tar& file(std::string_view name, std::string_view content, unsigned mode = 0644) { return add('0', name, content, mode); }
  Tar& folder(std::string_view name) { return add('5', name, "", 0755); }
  Tar& link(std::string_view name, std::string_view target) { return add('2', name, "", 0777, target); }
  Tar& hard_link(std::string_view name, std::string_view target) { return add('1', name, "", 0644, target); }
  [[nodiscard]] std::string text() const { return text_ + std::string(1024, '\0'); }

 private:
  static void number(std::string& head, std::size_t at, int digits, std::size_t value) {
    char text[16];
    const int size = std::snprintf(text, sizeof text, "%0*zo", digits, value);
    head.replace(at, static_cast<std::size_t>(size), text);
  }

  std::string text_;
};

}  // namespace cxsam::test
