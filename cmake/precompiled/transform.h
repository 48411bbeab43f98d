// What resources and events of the SAM transform begin with.
#pragma once

#include "cmake/precompiled/template.h"

#include "transform/event_scope.h"
#include "transform/scope.h"
#include "transform/shape.h"
