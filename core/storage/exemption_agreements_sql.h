// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QHash>

namespace accord::storage {

class Session;

/// Who stands for what a certificate says.
struct ExemptionStanding
{
    int n = 0; ///< of the newest record; 0: nobody ever recorded it by the program
    QString recordedBy; ///< of it; empty: before it was asked who
    QDateTime recordedAt;
    QString agreedBy; ///< to it; empty: nobody yet
    QDateTime agreedAt;
    bool counts = false; ///< the certificate says no more than what two people agreed on
};

/// Certificates of exemption and the second person who agrees to them. Rows are only ever added.
class ExemptionAgreementsSql
{
public:
    explicit ExemptionAgreementsSql(Session &session)
        : m_session(session)
    { }

    /// Notes that \a who recorded \a certificate as it is now, where it says more than what was agreed on or recorded.
    Result<> record(const accounts::ExemptionCertificate &certificate, const QString &who, const QDateTime &now);
    /// Agrees to the newest record. \returns "exemptions.own" for who recorded it.
    Result<> agree(const accounts::CertificateId &certificate, int n, const QString &who, const QDateTime &now);
    /// By the id of the certificate.
    Result<QHash<QUuid, ExemptionStanding>> standingsOf(const accounts::AccountId &account) const;

private:
    Session &m_session;
};

} // namespace accord::storage
