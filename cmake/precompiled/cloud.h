// The rooms that ask AWS.
#pragma once

#include "cmake/precompiled/loop.h"

#include "aws/client.h"
#include "json/json.h"
