// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/received_einvoice.h"

#include "core/documents/factur_x.h"
#include "core/einvoice/rules.h"
#include "core/workspace/einvoice_desk.h"

#include <QtCore/QFile>

namespace accord::workspace {

using namespace einvoice;

namespace {

/// As ours would be written for the same receiver, where the profile and syntax of what came go together.
EinvoiceWish wishAs(const ReceivedEinvoice &received)
{
    EinvoiceWish wish;
    if (isAllowed(received.profile, received.read.syntax)) {
        wish.profile = received.profile;
        wish.syntax = received.read.syntax;
    }
    return wish;
}

void confront(NamedDocument &ours, const SemanticInvoice &received, const Result<SemanticInvoice> &meaning)
{
    if (meaning)
        ours.terms = compareTerms(received, *meaning);
    else
        ours.notCompared = meaning.error();
}

/// \a found, or nothing where there is no such document.
template<typename T> Result<std::optional<T>> ifFound(const Result<T> &found)
{
    if (found)
        return std::optional<T>(*found);
    return found.error().kind == ErrorKind::NotFound ? Result<std::optional<T>>(std::nullopt) : passOn(found);
}

Result<std::optional<NamedDocument>> namedBy(Services &services, const ReceivedEinvoice &received)
{
    const SemanticInvoice &theirs = received.read.invoice;
    if (theirs.number.isEmpty())
        return std::nullopt;
    EinvoiceDesk desk(services);
    const auto invoice = ifFound(services.invoices().findByReference(theirs.number));
    if (!invoice)
        return passOn(invoice);
    if (*invoice) {
        NamedDocument ours{(*invoice)->number, false, (*invoice)->id, (*invoice)->accountName, {}, {}};
        confront(ours, theirs, desk.meaningOf(**invoice, wishAs(received)));
        return ours;
    }
    const auto note = ifFound(services.creditNotes().findByReference(theirs.number));
    if (!note)
        return passOn(note);
    if (!*note)
        return std::nullopt;
    NamedDocument ours{(*note)->number, true, (*note)->invoice, (*note)->accountName, {}, {}};
    confront(ours, theirs, desk.meaningOf(**note, wishAs(received)));
    return ours;
}

} // namespace

qsizetype NamedDocument::differing() const
{
    return std::ranges::count_if(terms, [](const ComparedTerm &term) { return !term.agrees(); });
}

Result<QByteArray> receivedFile(const QString &path)
{
    constexpr qint64 mostMebibytes = 64; // more than an invoice with its attachments ever has
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    if (file.size() > mostMebibytes * 1024 * 1024)
        return fail(ErrorKind::InvalidInput, u"file.too_large"_s,
                    {{u"file"_s, path}, {u"limit"_s, u"%1 MiB"_s.arg(mostMebibytes)}});
    return file.readAll();
}

Result<ReadInvoice> readReceived(const QByteArray &file)
{
    if (!file.startsWith("%PDF"))
        return readInvoice(file);
    return documents::facturXIn(file).and_then([](const QByteArray &xml) { return readInvoice(xml); });
}

Result<ReceivedEinvoice> checkReceived(Services &services, const QByteArray &file, std::optional<Profile> profile)
{
    auto read = readReceived(file);
    if (!read)
        return passOn(read);
    ReceivedEinvoice received;
    const auto named = profileOf(read->invoice.specification);
    received.profileIsKnown = profile || named;
    received.profile = profile.value_or(named.value_or(Profile::En16931));
    received.read = std::move(*read);
    received.findings = check(received.read, received.profile);
    const auto ours = namedBy(services, received);
    if (!ours)
        return passOn(ours);
    received.ours = *ours;
    return received;
}

} // namespace accord::workspace
