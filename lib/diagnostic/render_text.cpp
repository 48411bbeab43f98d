#include <algorithm>

#include <fmt/format.h>

#include "diagnostic/places.h"
#include "diagnostic/render.h"
#include "diagnostic/snippet.h"

namespace cxsam {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kGutter = "\x1b[1;34m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "\x1b[1;31m";
    case Severity::Warning:
      return "\x1b[1;33m";
    case Severity::Info:
      return "\x1b[1;36m";
  }
  return {};
}

std::string place_text(const Sources& sources, Span span) {
  const Position begin = sources.begin_of(span);
  return fmt::format("{}:{}:{}", printable(sources.path(span.file)), begin.line, begin.column);
}

class TextRenderer {
 public:
  TextRenderer(const Sources& sources, const Diagnostic& finding, TextStyle style)
      : sources_(sources), finding_(finding), style_(style), gutter_(gutter_width()) {}

  std::string render() && {
    write_headline();
    write_place(finding_.where, '^', {});
    for (const RelatedPlace& related : finding_.related) write_place(related.where, '-', printable(related.message));
    for (const std::string& note : finding_.notes) write_remark("note", note);
    for (const Expansion* expansion : expansion_chain(sources_, finding_.expansion)) write_expansion(*expansion);
    for (const std::string& hint : finding_.hints) write_remark("hint", hint);
    return std::move(out_);
  }

 private:
  // The digits of the largest line number that is shown.
  [[nodiscard]] std::size_t gutter_width() const {
    const auto digits = [this](Span span) {
      return has_place(sources_, span) ? std::to_string(sources_.begin_of(span).line).size() : std::size_t{1};
    };
    std::size_t width = digits(finding_.where);
    for (const RelatedPlace& related : finding_.related) width = std::max(width, digits(related.where));
    return width;
  }

  /// What the terminal has beside the line's number, the bar and the dots of a line that is cut at both ends.
  [[nodiscard]] std::size_t snippet_columns() const {
    constexpr std::size_t kLeast = 16;
    if (style_.columns == 0) return kMaxSnippetColumns;
    const std::size_t beside = gutter_ + std::string_view(" | ......").size();
    return std::clamp(style_.columns - std::min(style_.columns, beside), kLeast, kMaxSnippetColumns);
  }

  std::string coloured(std::string_view colour, std::string_view text) const {
    if (!style_.colour) return std::string(text);
    return fmt::format("{}{}{}", colour, text, kReset);
  }

  void write_headline() {
    std::string label(severity_name(finding_.severity));
    if (!finding_.id.empty()) label += '[' + finding_.id + ']';
    out_ += coloured(severity_colour(finding_.severity), label) + coloured(kBold, ": " + printable(finding_.message)) + '\n';
  }

  void write_place(Span span, char caret, const std::string& text) {
    if (!has_place(sources_, span)) {
      if (!text.empty()) write_remark("note", text);
      return;
    }
    const bool has_snippet = span.end > span.begin;
    out_ += std::string(gutter_, ' ') + coloured(kGutter, "--> ") + place_text(sources_, span);
    if (!has_snippet && !text.empty()) out_ += ": " + text;
    out_ += '\n';
    if (!has_snippet) return;
    const Snippet snippet = make_snippet(sources_, span, snippet_columns());
    const std::string_view colour = caret == '^' ? severity_colour(finding_.severity) : kGutter;
    std::string marks(snippet.caret_width, caret);
    if (!text.empty()) marks += ' ' + text;
    out_ += coloured(kGutter, fmt::format("{:{}} |", "", gutter_)) + '\n';
    out_ += coloured(kGutter, fmt::format("{:>{}} |", snippet.line, gutter_)) + (snippet.text.empty() ? "" : " ") +
            snippet.text + '\n';
    out_ += coloured(kGutter, fmt::format("{:{}} |", "", gutter_)) + ' ' + std::string(snippet.caret_column, ' ') +
            coloured(colour, marks) + '\n';
  }

  void write_expansion(const Expansion& expansion) {
    std::string text = "from " + expansion.why;
    if (has_place(sources_, expansion.cause)) text += " at " + place_text(sources_, expansion.cause);
    write_remark("note", text);
  }

  void write_remark(std::string_view kind, std::string_view text) {
    out_ += fmt::format("{:{}} {} {}: {}\n", "", gutter_, coloured(kGutter, "="), coloured(kBold, kind), printable(text));
  }

  const Sources& sources_;
  const Diagnostic& finding_;
  TextStyle style_;
  std::size_t gutter_;
  std::string out_;
};

}  // namespace

std::string render_text(const Sources& sources, std::span<const Diagnostic> diagnostics, TextStyle style) {
  std::string out;
  for (const Diagnostic& finding : diagnostics) {
    if (!out.empty()) out += '\n';
    out += TextRenderer(sources, finding, style).render();
  }
  return out;
}

}  // namespace cxsam
