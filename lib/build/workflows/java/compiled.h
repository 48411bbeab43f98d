// What Maven and Gradle builds have in common: what of it Lambda gets.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "build/workflow.h"

namespace cxsam::build::java {

/// "java8.al2" -> 8; nothing for what is no Java runtime.
std::optional<int> version_of(std::string_view method);

/// The oldest Java that can load a class file: 17. Nothing for what is none.
/// Source: The Java Virtual Machine Specification, "The class File Format".
std::optional<int> version_needed(std::string_view class_file);

/// The first lines of a class file that Lambda's Java cannot load become a warning.
void note_too_new(const Job& job, const Progress& progress);

/// Code for tests, sources and documentation is no part of a layer.
bool is_library(const std::filesystem::path& jar);

}  // namespace cxsam::build::java
