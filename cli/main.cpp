#include "cli/run.h"

int main(int argc, char** argv) { return cxsam::cli::run(argc, argv); }
