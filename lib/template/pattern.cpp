#include "template/pattern.h"

#include <boost/regex.hpp>

namespace cxsam::tmpl {
namespace {

constexpr std::size_t kMaxExpression = 4096;

}  // namespace

struct Pattern::Compiled {
  boost::regex regex;
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  if (expression.size() > kMaxExpression) return fail("the expression is longer than 4096 bytes");
  try {
    Pattern pattern;
    boost::regex regex(expression.data(), expression.data() + expression.size(), boost::regex::perl);
    pattern.compiled_ = std::make_shared<const Compiled>(Compiled{std::move(regex)});
    return pattern;
  } catch (const boost::regex_error& error) {
    return fail(error.what());
  }
}

std::optional<bool> Pattern::matches_whole(std::string_view text) const {
  try {
    return boost::regex_match(text.begin(), text.end(), compiled_->regex);
  } catch (const std::runtime_error&) {  // too much memory or too many steps
    return std::nullopt;
  }
}

}  // namespace cxsam::tmpl
