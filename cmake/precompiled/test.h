// What tests begin with.
#pragma once

#include "cmake/precompiled/loop.h"
#include "cmake/precompiled/template.h"

#include <catch2/catch.hpp>
