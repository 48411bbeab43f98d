// What commands begin with.
#pragma once

#include "cmake/precompiled/loop.h"
#include "cmake/precompiled/template.h"

#include "config/options.h"
#include "project/project.h"
#include "system/terminal.h"
