// The rooms that read templates.
#pragma once

#include "cmake/precompiled/std.h"

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "template/resolver.h"
#include "template/template.h"
