// A visitor of variants from lambdas, one for each case.
#pragma once

namespace cxsam::vtl {

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace cxsam::vtl
