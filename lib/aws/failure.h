// What a failed call may mean for who made it.
#pragma once

#include "aws/error.h"

namespace cxsam::aws {

/// Too many calls at once: trying again helps, and may take a while.
bool is_throttled(const AwsError& error);

/// The credentials were good, and are no more.
bool says_expired(const AwsError& error);

/// Whether it was sent more than once: the service may have done what an earlier attempt asked for, and only its answer is
/// lost.
bool was_repeated(const AwsError& error);

/// No refusal: the answer was lost, or the service has failed at it.
bool may_have_been_done(const AwsError& error);

}  // namespace cxsam::aws
