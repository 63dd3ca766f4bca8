// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/exemption_agreements_sql.h"
#include "core/workspace/attachments.h"

namespace accord::workspace {

/// The kinds of certificates of exemption, as stored.
inline const QStringList exemptionKinds{u"non_profit"_s, u"government"_s, u"reseller"_s, u"other"_s};

/// A certificate as a customer sent it.
struct ExemptionEntry
{
    QString number;
    QString kind; ///< of exemptionKinds
    QStringList jurisdictions; ///< "US-CA", "US-CA/San Francisco", or "US" for every state; at least one
    QDate validFrom;
    QDate lastDay; ///< on which it is valid; null: no end
    QString fileName = {}; ///< of the document itself; empty: none is kept
    QByteArray document = {}; ///< PDF, PNG or JPEG, up to what workspace::Attachments keeps
};

struct ExemptionSheet
{
    accounts::ExemptionCertificate certificate;
    std::vector<storage::Attachment> documents; ///< newest first
    storage::ExemptionStanding standing = {}; ///< who stands for it, and whether it counts
};

/// Saves \a certificate in the caller's transaction and notes who recorded it, where it takes more tax away than what
/// was agreed on: then it counts once another person agreed. \returns whether anything changed.
Result<bool> keepExemption(Services &services, const accounts::ExemptionCertificate &certificate);
/// Those of \a account that count.
Result<std::vector<accounts::ExemptionCertificate>> countingExemptions(Services &services,
                                                                       const accounts::AccountId &account);

/// What stands in the subject of the files of a certificate.
inline const QString exemptionAttachment = u"exemption_certificate"_s;

/// Certificates by which customers need not pay sales tax. What one says counts once another person agreed to it. An
/// invoice is exempt where one is valid on its day for the place of supply, and its derivation names it. One number may
/// stand for several jurisdictions.
class ExemptionDesk
{
public:
    explicit ExemptionDesk(Services &services)
        : m_services(services)
    { }

    /// By jurisdiction and first day. \param account  a number, name or id
    Result<std::vector<ExemptionSheet>> of(const QString &account);
    /// Records \a entry with its document, one certificate for each jurisdiction.
    /// \returns InvalidInput "exemptions.number", "exemptions.kind" {value, known}, "exemptions.jurisdiction" {value},
    ///          "exemptions.days" {from, last}; Conflict "exemptions.known" {number, jurisdiction} for one that
    ///          overlaps another of the same number and jurisdiction; what attach() and rights refuse.
    Result<std::vector<ExemptionSheet>> add(const QString &account, const ExemptionEntry &entry);
    /// Agrees to every certificate \a number of the account that waits, as it was recorded last; from then on it
    /// counts.
    /// \returns NotFound "exemptions.not_found"; Conflict "exemptions.agreed" where nothing waits,
    ///          "exemptions.own" for who recorded it.
    Result<std::vector<ExemptionSheet>> agree(const QString &account, const QString &number);
    /// Keeps the document of every certificate \a number of the account, beside those that are there.
    /// \returns NotFound "exemptions.not_found"; InvalidInput "exemptions.document_type" for another file than a PDF or
    ///          a picture; what Attachments::add() returns.
    Result<std::vector<ExemptionSheet>> attach(const QString &account, const QString &number, const QString &fileName,
                                               const QByteArray &document);
    /// The newest document of the certificate \a number, held against its hash.
    /// \returns NotFound "exemptions.not_found", "exemptions.no_document" {number}; what Attachments::content()
    /// returns.
    Result<std::pair<storage::Attachment, QByteArray>> document(const QString &account, const QString &number);
    /// Lets every certificate \a number of the account end with \a lastDay, because of \a reason; those that ended
    /// before stay as they are.
    /// \returns NotFound "exemptions.not_found" {number, account}; InvalidInput "exemptions.end_day" before its first
    ///          day, "exemptions.end_reason".
    Result<std::vector<ExemptionSheet>> end(const QString &account, const QString &number, const QDate &lastDay,
                                            const QString &reason);

private:
    Result<accounts::Account> accountOf(const QString &reference);
    Result<std::vector<ExemptionSheet>> sheets(const std::vector<accounts::ExemptionCertificate> &certificates);
    Result<> keep(const accounts::ExemptionCertificate &certificate, const QString &fileName,
                  const QByteArray &document);
    Result<> check(const ExemptionEntry &entry, const std::vector<accounts::ExemptionCertificate> &known) const;

    Services &m_services;
};

} // namespace accord::workspace
