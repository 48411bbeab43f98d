// What rules begin with.
#pragma once

#include "cmake/precompiled/template.h"

#include "lint/context.h"
#include "lint/places.h"
#include "lint/rule.h"
#include "lint/walk.h"
