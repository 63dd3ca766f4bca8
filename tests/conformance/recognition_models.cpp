// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/models.h"

namespace accord::conformance {

void addRecognitionModels(Models &)
{ }

} // namespace accord::conformance
