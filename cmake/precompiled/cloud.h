// The rooms that ask AWS.
#pragma once

#include "cmake/precompiled/loop.h"
#include "cmake/precompiled/template.h"

#include "aws/client.h"
