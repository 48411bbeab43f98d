#include "template/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "template/pattern_dialect.h"

namespace cxsam::tmpl {
namespace {

constexpr std::size_t kMaxExpression = 16384;        // schemas have some of 10 KB
constexpr std::uint32_t kMaxSteps = 500'000;         // about 20 ms
constexpr std::size_t kMaxStepsInAll = 100'000'000;  // PCRE2 counts anew at each place of the text where it begins
constexpr std::uint32_t kLeastSteps = 1000;
constexpr std::uint32_t kMaxHeapKb = 8192;
constexpr std::size_t kMaxRemembered = 8192;  // patterns; a server that sees many templates must not grow

template <auto free_function>
struct Free {
  template <typename T>
  void operator()(T* pointer) const {
    free_function(pointer);
  }
};

using CompileContext = std::unique_ptr<pcre2_compile_context, Free<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Free<pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Free<pcre2_match_data_free>>;

/// Schemas name surrogates in ranges of characters that XML allows.
CompileContext make_compile_context() {
  CompileContext context(pcre2_compile_context_create(nullptr));
  pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  return context;
}

MatchContext make_match_context() {
  MatchContext context(pcre2_match_context_create(nullptr));
  pcre2_set_depth_limit(context.get(), kMaxSteps);
  pcre2_set_heap_limit(context.get(), kMaxHeapKb);
  return context;
}

std::string reason_of(int error) {
  constexpr std::size_t kLongestMessage = 256;
  std::array<PCRE2_UCHAR, kLongestMessage> buffer{};
  const int length = pcre2_get_error_message(error, buffer.data(), buffer.size());
  std::string text(buffer.begin(), buffer.begin() + std::max(length, 0));
  if (!text.empty()) text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
  return text;
}

/// Expressions that have been compiled, and those that cannot be.
class Remembered {
 public:
  std::optional<Result<Pattern>> find(const std::string& expression) const {
    const std::shared_lock lock(mutex_);
    const auto found = patterns_.find(expression);
    if (found == patterns_.end()) return std::nullopt;
    return found->second;
  }

  void add(const std::string& expression, const Result<Pattern>& pattern) {
    const std::unique_lock lock(mutex_);
    if (patterns_.size() >= kMaxRemembered) patterns_.clear();
    patterns_.emplace(expression, pattern);
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Result<Pattern>> patterns_;
};

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<pcre2_code, Free<pcre2_code_free>> code;
  std::uint32_t options = 0;  // those that PCRE2 derived, too: ANCHORED of `^a`
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  static Remembered remembered;
  const std::string key(expression);
  if (std::optional<Result<Pattern>> known = remembered.find(key)) return *std::move(known);
  Result<Pattern> pattern = compile_anew(expression);
  remembered.add(key, pattern);
  return pattern;
}

Result<Pattern> Pattern::compile_anew(std::string_view expression) {
  static const CompileContext kContext = make_compile_context();
  if (expression.size() > kMaxExpression) return fail("the expression is longer than 16384 bytes");
  const Result<std::string> spelt = to_pcre(expression);
  if (!spelt) return tl::unexpected(spelt.error());
  int error = 0;
  PCRE2_SIZE place = 0;
  auto compiled = std::make_shared<Compiled>();
  compiled->code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(spelt->data()), spelt->size(),
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &place, kContext.get()));
  if (!compiled->code) return fail(reason_of(error));
  pcre2_pattern_info(compiled->code.get(), PCRE2_INFO_ALLOPTIONS, &compiled->options);
  Pattern pattern;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

std::optional<bool> Pattern::matches_whole(std::string_view text) const {
  return match(text, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
}

std::optional<bool> Pattern::matches_somewhere(std::string_view text) const { return match(text, 0); }

std::optional<bool> Pattern::match(std::string_view text, std::uint32_t options) const {
  thread_local const MatchContext kContext = make_match_context();
  const bool one_beginning = ((options | compiled_->options) & PCRE2_ANCHORED) != 0;
  const std::size_t beginnings = one_beginning ? 1 : text.size() + 1;
  pcre2_set_match_limit(
      kContext.get(), static_cast<std::uint32_t>(std::clamp<std::size_t>(kMaxStepsInAll / beginnings, kLeastSteps, kMaxSteps)));
  thread_local const MatchData kData(pcre2_match_data_create(1, nullptr));
  const int result = pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, options,
                                 kData.get(), kContext.get());
  if (result == PCRE2_ERROR_NOMATCH) return false;
  if (result < 0) return std::nullopt;  // a limit, or broken text
  return true;
}

Result<std::optional<Pattern::Found>> Pattern::find(std::string_view text, std::size_t from) const {
  thread_local const MatchContext kContext = make_match_context();
  pcre2_set_match_limit(kContext.get(), kMaxSteps);
  const MatchData data(pcre2_match_data_create_from_pattern(compiled_->code.get(), nullptr));
  const int result = pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0,
                                 data.get(), kContext.get());
  if (result == PCRE2_ERROR_NOMATCH) return std::optional<Found>();
  if (result < 0) return fail("a regular expression takes too long, or is asked about bytes that are no UTF-8");
  const PCRE2_SIZE* places = pcre2_get_ovector_pointer(data.get());
  Found found;
  for (std::uint32_t i = 0; i < pcre2_get_ovector_count(data.get()); ++i) {
    // Beyond the last group that took part the places are not set.
    const bool took_part = i < static_cast<std::uint32_t>(result) && places[2 * i] != PCRE2_UNSET;
    found.groups.emplace_back(took_part ? places[2 * i] : std::string_view::npos,
                              took_part ? places[2 * i + 1] : std::string_view::npos);
  }
  return std::optional<Found>(std::move(found));
}

}  // namespace cxsam::tmpl
