// What rules begin with.
#pragma once

#include "cmake/precompiled/template.h"

#include "lint/context.h"
#include "lint/places/values.h"
#include "lint/places/walk.h"
#include "lint/rule.h"
