// The rooms that call functions and serve APIs.
#pragma once

#include "cmake/precompiled/loop.h"
#include "cmake/precompiled/template.h"

#include "application/application.h"
#include "http/server.h"
#include "invoke/invoke.h"
