// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/comparison.h"
#include "core/einvoice/finding.h"
#include "core/einvoice/profile.h"
#include "core/workspace/services.h"

/// Electronic invoices that somebody sent: what they say, which rules they break, and whether they say the same as the
/// document of ours that they name. Nothing is stored.
namespace accord::workspace {

/// A document of ours whose number a received one has.
struct NamedDocument
{
    QString number;
    bool isCreditNote = false;
    billing::InvoiceId invoice; ///< itself, or the one that it credits
    QString account; ///< the name of its customer
    std::vector<einvoice::ComparedTerm> terms; ///< first: as received; second: ours
    std::optional<Error> notCompared; ///< why ours has no electronic form to compare with; \c terms is empty then

    qsizetype differing() const;
};

struct ReceivedEinvoice
{
    einvoice::ReadInvoice read;
    einvoice::Profile profile = einvoice::Profile::En16931; ///< whose rules it was held to
    bool profileIsKnown = true; ///< false: it names another specification than those we know
    einvoice::Findings findings;
    std::optional<NamedDocument> ours; ///< none where its number is none of ours
};

/// The bytes of \a path. \returns InvalidInput "file.unreadable" {file, problem}, "file.too_large" {file, limit} above
///          64 MiB.
Result<QByteArray> receivedFile(const QString &path);

/// What \a file says: UBL, CII, or a PDF with one of them embedded.
/// \returns what einvoice::readInvoice() and documents::facturXIn() return.
Result<einvoice::ReadInvoice> readReceived(const QByteArray &file);

/// Reads \a file, holds it to the rules of \a profile (of the one it names, by default) and compares it.
/// \returns what readReceived() returns.
Result<ReceivedEinvoice> checkReceived(Services &services, const QByteArray &file,
                                       std::optional<einvoice::Profile> profile = {});

} // namespace accord::workspace
