// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <vector>

namespace accord::fuzz {

/// A parser of bytes that strangers send, with samples of what it reads.
struct Parser
{
    QString name;
    QStringList samples; ///< patterns of files below the source folder: "tests/core/bank/data/camt/*"
    void (*read)(const QByteArray &bytes);
};

/// Every parser: bank files by their own reader, electronic invoices, usage, contracts and the other documents.
const std::vector<Parser> &parsers();

} // namespace accord::fuzz
