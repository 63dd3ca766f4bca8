// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/this_device.h"

#include "core/base/error.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSysInfo>

namespace accord::workspace {

QString thisDevice()
{
    return u"%1 on %2"_s.arg(QCoreApplication::applicationName(), QSysInfo::machineHostName());
}

} // namespace accord::workspace
