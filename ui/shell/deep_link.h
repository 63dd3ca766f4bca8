// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QUuid>
#include <QtCore/QVariantMap>

namespace accord::ui {

/// A place in a company that can be copied as text and opened by a colleague:
/// `accord://COMPANY/PAGE[/RECORD][?view=STATE]`. It only says where to look; nothing is ever done by following one.
struct DeepLink
{
    QUuid company;
    QString address; ///< of a page: "invoices", "account/0190…"
    QVariantMap state = {}; ///< filter, chosen row, tab, figure: what Page::state() gives

    bool operator==(const DeepLink &) const = default;

    /// The link as text (RFC 3986), with every byte outside the unreserved ones of a value encoded. A state that would
    /// make it longer than fromText() reads is left out: the page is shown as it begins.
    QString text() const;
    /// Reads what somebody pasted or another program handed over, and trusts none of it.
    /// \returns InvalidInput "link.no_link" (another scheme, or no company), "link.too_long" (more than 4,096
    ///          characters), "link.address" (no plain address of a page: empty or dotted parts, control characters,
    ///          more than 200 characters), "link.view" (no JSON object of at most four levels and 200 values).
    static Result<DeepLink> fromText(const QString &text);
    static bool isLink(const QString &text);
};

} // namespace accord::ui
