// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>

namespace accord::einvoice {

/// The lists that EN 16931 (version 1.3.16 of the rules) takes codes from; see `resources/reference/codes`.
enum class CodeList {
    InvoiceType, ///< UNTDID 1001 for invoices (BT-3)
    CreditNoteType, ///< UNTDID 1001 for credit notes (BT-3)
    PaymentMeans, ///< UNTDID 4461 (BT-81)
    AllowanceReason, ///< UNTDID 5189 (BT-98, BT-140)
    ChargeReason, ///< UNTDID 7161 (BT-105, BT-145)
    VatCategory, ///< UNCL 5305 (BT-118, BT-151)
    Unit, ///< UN/ECE Recommendation 20 with 21 (BT-130, BT-150)
    Country, ///< ISO 3166-1 alpha-2 as EN 16931 allows it
    IdentifierScheme, ///< ISO/IEC 6523 (ICD)
    EndpointScheme ///< EAS (BT-34, BT-49)
};

/// Whether \a code stands on \a list. Letters count as they are written.
bool isOnList(CodeList list, QStringView code);

/// "UNTDID 4461 (payment means)": for sentences.
QString nameOf(CodeList list);

} // namespace accord::einvoice
