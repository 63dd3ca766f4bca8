// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/exemptions.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QRegularExpression>

namespace accord::workspace {

using accounts::ExemptionCertificate;

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

QDate endOf(const QDate &lastDay)
{
    return lastDay.isValid() ? lastDay.addDays(1) : QDate();
}

bool overlap(const ExemptionCertificate &one, const QDate &from, const QDate &end)
{
    const bool startsBefore = end.isNull() || one.validFrom < end;
    const bool endsAfter = one.validTo.isNull() || one.validTo > from;
    return startsBefore && endsAfter;
}

tl::unexpected<Error> notFound(const QString &number, const QString &account)
{
    return fail(ErrorKind::NotFound, u"exemptions.not_found"_s, {{u"number"_s, number}, {u"account"_s, account}});
}

} // namespace

Result<bool> keepExemption(Services &services, const ExemptionCertificate &certificate)
{
    const auto changed = services.accounts().save(certificate);
    if (!changed || !*changed)
        return changed;
    const auto recorded = storage::ExemptionAgreementsSql(services.session())
                              .record(certificate, services.actor(), services.clock().now());
    return recorded ? Result<bool>(true) : passOn(recorded);
}

Result<std::vector<ExemptionCertificate>> countingExemptions(Services &services, const accounts::AccountId &account)
{
    auto certificates = services.accounts().certificatesOf(account);
    if (!certificates || certificates->empty())
        return certificates;
    const auto standings = storage::ExemptionAgreementsSql(services.session()).standingsOf(account);
    if (!standings)
        return passOn(standings);
    std::erase_if(*certificates,
                  [&](const ExemptionCertificate &one) { return !standings->value(one.id.uuid()).counts; });
    return certificates;
}

Result<accounts::Account> ExemptionDesk::accountOf(const QString &reference)
{
    if (auto may = permit(m_services, Act::SaveBillingDetails); !may)
        return passOn(may);
    auto account = m_services.accounts().findByReference(reference);
    if (!account)
        return account;
    if (auto may = permit(m_services, Act::SaveBillingDetails, targetOf(*account)); !may)
        return passOn(may);
    return account;
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::sheets(const std::vector<ExemptionCertificate> &certificates)
{
    if (certificates.empty())
        return std::vector<ExemptionSheet>();
    const auto standings
        = storage::ExemptionAgreementsSql(m_services.session()).standingsOf(certificates.front().account);
    if (!standings)
        return passOn(standings);
    Attachments attachments(m_services);
    std::vector<ExemptionSheet> sheets;
    for (const ExemptionCertificate &certificate : certificates) {
        const auto documents = attachments.of({certificate.account, exemptionAttachment, certificate.id.uuid()});
        if (!documents)
            return passOn(documents);
        sheets.push_back({certificate, *documents, standings->value(certificate.id.uuid())});
    }
    return sheets;
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::of(const QString &reference)
{
    const auto account = m_services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    const auto certificates = m_services.accounts().certificatesOf(account->id);
    return certificates ? sheets(*certificates) : passOn(certificates);
}

Result<> ExemptionDesk::keep(const ExemptionCertificate &certificate, const QString &fileName,
                             const QByteArray &document)
{
    const bool isShown
        = document.startsWith("%PDF-") || document.startsWith("\x89PNG\r\n") || document.startsWith("\xff\xd8\xff");
    if (!isShown)
        return fail(ErrorKind::InvalidInput, u"exemptions.document_type"_s, {{u"file"_s, fileName}});
    const auto kept = Attachments(m_services)
                          .add({certificate.account, exemptionAttachment, certificate.id.uuid()}, fileName, document);
    return kept ? Result<>() : passOn(kept);
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::agree(const QString &reference, const QString &number)
{
    storage::Transaction transaction(m_services.session());
    const auto account = accountOf(reference);
    if (!account)
        return passOn(account);
    auto known = of(account->number);
    if (!known)
        return known;
    std::erase_if(*known, [&](const ExemptionSheet &sheet) { return sheet.certificate.number != number; });
    if (known->empty())
        return notFound(number, account->name);
    storage::ExemptionAgreementsSql agreements(m_services.session());
    QStringList places;
    QString recordedBy;
    for (const auto &[certificate, documents, standing] : *known) {
        if (standing.counts || standing.n == 0)
            continue;
        if (auto agreed = agreements.agree(certificate.id, standing.n, m_services.actor(), m_services.clock().now());
            !agreed)
            return passOn(agreed);
        places << certificate.jurisdiction;
        recordedBy = standing.recordedBy;
    }
    if (places.isEmpty())
        return fail(ErrorKind::Conflict, u"exemptions.agreed"_s, {{u"number"_s, number}});
    const auto audited = m_services.audit(u"account.exemption_agree"_s, u"account"_s, account->id.toString(),
                                          {{u"number"_s, number},
                                           {u"jurisdictions"_s, QJsonArray::fromStringList(places)},
                                           {u"recorded_by"_s, recordedBy}});
    if (!audited)
        return passOn(audited);
    if (auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return of(account->number).map([&](std::vector<ExemptionSheet> all) {
        std::erase_if(all, [&](const ExemptionSheet &sheet) { return sheet.certificate.number != number; });
        return all;
    });
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::attach(const QString &reference, const QString &number,
                                                          const QString &fileName, const QByteArray &document)
{
    storage::Transaction transaction(m_services.session());
    const auto account = accountOf(reference);
    if (!account)
        return passOn(account);
    auto certificates = m_services.accounts().certificatesOf(account->id);
    if (!certificates)
        return passOn(certificates);
    std::erase_if(*certificates, [&](const ExemptionCertificate &one) { return one.number != number; });
    if (certificates->empty())
        return notFound(number, account->name);
    for (const ExemptionCertificate &one : *certificates) {
        if (auto kept = keep(one, fileName, document); !kept)
            return passOn(kept);
    }
    if (auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return sheets(*certificates);
}

Result<std::pair<storage::Attachment, QByteArray>> ExemptionDesk::document(const QString &reference,
                                                                           const QString &number)
{
    const auto known = of(reference);
    if (!known)
        return passOn(known);
    const storage::Attachment *newest = nullptr;
    bool isKnown = false;
    for (const ExemptionSheet &sheet : *known) {
        if (sheet.certificate.number != number)
            continue;
        isKnown = true;
        if (!sheet.documents.empty() && (!newest || newest->addedAt < sheet.documents.front().addedAt))
            newest = &sheet.documents.front();
    }
    if (!isKnown)
        return notFound(number, reference);
    if (!newest)
        return fail(ErrorKind::NotFound, u"exemptions.no_document"_s, {{u"number"_s, number}});
    const auto content = Attachments(m_services).content(newest->id);
    return content.map([&](const QByteArray &bytes) { return std::pair(*newest, bytes); });
}

Result<> ExemptionDesk::check(const ExemptionEntry &entry, const std::vector<ExemptionCertificate> &known) const
{
    static const QRegularExpression form(u"^US(-[A-Z]{2}(/[^/]+)?)?$"_s);
    if (entry.number.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"exemptions.number"_s);
    if (!exemptionKinds.contains(entry.kind))
        return fail(ErrorKind::InvalidInput, u"exemptions.kind"_s,
                    {{u"value"_s, entry.kind}, {u"known"_s, exemptionKinds.join(u", "_s)}});
    if (entry.jurisdictions.isEmpty())
        return fail(ErrorKind::InvalidInput, u"exemptions.jurisdiction"_s, {{u"value"_s, QString()}});
    if (!entry.validFrom.isValid() || (entry.lastDay.isValid() && entry.lastDay < entry.validFrom))
        return fail(ErrorKind::InvalidInput, u"exemptions.days"_s,
                    {{u"from"_s, iso(entry.validFrom)}, {u"last"_s, iso(entry.lastDay)}});
    for (const QString &jurisdiction : entry.jurisdictions) {
        const QString state = jurisdiction.section(u'/', 0, 0);
        const bool isKnown = state == u"US"_s || m_services.reference().taxRates.find(state, entry.validFrom);
        if (!form.match(jurisdiction).hasMatch() || !isKnown)
            return fail(ErrorKind::InvalidInput, u"exemptions.jurisdiction"_s, {{u"value"_s, jurisdiction}});
        for (const ExemptionCertificate &one : known) {
            if (one.number == entry.number && one.jurisdiction == jurisdiction
                && overlap(one, entry.validFrom, endOf(entry.lastDay)))
                return fail(ErrorKind::Conflict, u"exemptions.known"_s,
                            {{u"number"_s, entry.number}, {u"jurisdiction"_s, jurisdiction}});
        }
    }
    return {};
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::add(const QString &reference, const ExemptionEntry &wish)
{
    storage::Transaction transaction(m_services.session());
    const auto account = accountOf(reference);
    if (!account)
        return passOn(account);
    ExemptionEntry entry = wish;
    entry.number = entry.number.trimmed();
    entry.jurisdictions.removeDuplicates();
    const auto known = m_services.accounts().certificatesOf(account->id);
    if (!known)
        return passOn(known);
    if (const auto usable = check(entry, *known); !usable)
        return passOn(usable);
    std::vector<ExemptionCertificate> added;
    for (const QString &jurisdiction : std::as_const(entry.jurisdictions)) {
        const ExemptionCertificate certificate{m_services.ids().next<accounts::CertificateId>(),
                                               account->id,
                                               jurisdiction,
                                               entry.number,
                                               entry.kind,
                                               entry.validFrom,
                                               endOf(entry.lastDay)};
        if (const auto saved = keepExemption(m_services, certificate); !saved)
            return passOn(saved);
        const bool hasDocument = !entry.fileName.isEmpty() || !entry.document.isEmpty();
        if (auto kept = hasDocument ? keep(certificate, entry.fileName, entry.document) : Result<>(); !kept)
            return passOn(kept);
        added.push_back(certificate);
    }
    const auto audited = m_services.audit(u"account.exemption"_s, u"account"_s, account->id.toString(),
                                          {{u"number"_s, entry.number},
                                           {u"kind"_s, entry.kind},
                                           {u"jurisdictions"_s, QJsonArray::fromStringList(entry.jurisdictions)},
                                           {u"valid_from"_s, iso(entry.validFrom)},
                                           {u"last_day"_s, iso(entry.lastDay)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().and_then([&] { return sheets(added); });
}

Result<std::vector<ExemptionSheet>> ExemptionDesk::end(const QString &reference, const QString &number,
                                                       const QDate &lastDay, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"exemptions.end_reason"_s);
    storage::Transaction transaction(m_services.session());
    const auto account = accountOf(reference);
    if (!account)
        return passOn(account);
    const auto known = m_services.accounts().certificatesOf(account->id);
    if (!known)
        return passOn(known);
    std::vector<ExemptionCertificate> ended;
    for (ExemptionCertificate certificate : *known) {
        const bool isOver = certificate.validTo.isValid() && certificate.validTo <= lastDay;
        if (certificate.number != number || isOver)
            continue;
        if (!lastDay.isValid() || lastDay < certificate.validFrom)
            return fail(ErrorKind::InvalidInput, u"exemptions.end_day"_s,
                        {{u"day"_s, iso(lastDay)}, {u"from"_s, iso(certificate.validFrom)}});
        certificate.validTo = endOf(lastDay);
        if (const auto saved = keepExemption(m_services, certificate); !saved)
            return passOn(saved);
        ended.push_back(certificate);
    }
    if (ended.empty())
        return notFound(number, account->name);
    const auto audited
        = m_services.audit(u"account.exemption_end"_s, u"account"_s, account->id.toString(),
                           {{u"number"_s, number}, {u"last_day"_s, iso(lastDay)}, {u"reason"_s, reason.trimmed()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().and_then([&] { return sheets(ended); });
}

} // namespace accord::workspace
