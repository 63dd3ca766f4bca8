// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/exemption_agreements_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using accounts::ExemptionCertificate;

Result<> ExemptionAgreementsSql::record(const ExemptionCertificate &certificate, const QString &who,
                                        const QDateTime &now)
{
    // As it stands in the table by then; nothing where it is agreed on, or is what the newest record says.
    const auto added = m_session.run(
        "INSERT INTO exemption_record (certificate_id, n, jurisdiction, number, reason, valid_from, valid_to, "
        "recorded_by, recorded_at) "
        "SELECT id, 1 + coalesce((SELECT max(n) FROM exemption_record WHERE certificate_id = certificate.id), 0), "
        "jurisdiction, number, reason, valid_from, valid_to, ?2, ?3 FROM exemption_certificate AS certificate "
        "WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM counting_exemption WHERE certificate_id = certificate.id) "
        "AND NOT EXISTS (SELECT 1 FROM exemption_record AS newest WHERE newest.certificate_id = certificate.id "
        "AND newest.n = (SELECT max(n) FROM exemption_record WHERE certificate_id = certificate.id) "
        "AND (newest.jurisdiction, newest.number, newest.reason, newest.valid_from, newest.valid_to) IS NOT DISTINCT "
        "FROM (certificate.jurisdiction, certificate.number, certificate.reason, certificate.valid_from, "
        "certificate.valid_to))",
        certificate.id, who, now);
    return added ? Result<>() : passOn(added);
}

Result<> ExemptionAgreementsSql::agree(const accounts::CertificateId &certificate, int n, const QString &who,
                                       const QDateTime &now)
{
    const auto added
        = m_session.run("INSERT INTO exemption_agreement (certificate_id, n, agreed_by, agreed_at) VALUES (?,?,?,?)",
                        certificate, n, who, now);
    return added ? Result<>() : passOn(added);
}

Result<QHash<QUuid, ExemptionStanding>> ExemptionAgreementsSql::standingsOf(const accounts::AccountId &account) const
{
    auto select = m_session.statement(
        "SELECT certificate.id, newest.n, newest.recorded_by, newest.recorded_at, agreement.agreed_by, "
        "agreement.agreed_at, (SELECT count(*) FROM counting_exemption AS counting "
        "WHERE counting.certificate_id = certificate.id) "
        "FROM exemption_certificate AS certificate "
        "JOIN exemption_record AS newest ON newest.certificate_id = certificate.id "
        "AND newest.n = (SELECT max(n) FROM exemption_record WHERE certificate_id = certificate.id) "
        "LEFT JOIN exemption_agreement AS agreement ON agreement.certificate_id = newest.certificate_id "
        "AND agreement.n = newest.n WHERE certificate.account_id = ?");
    select.bind(account);
    QHash<QUuid, ExemptionStanding> standings;
    while (select.next()) {
        const QUuid id = select.read<QUuid>();
        ExemptionStanding standing;
        standing.n = select.read<int>();
        standing.recordedBy = select.read<QString>();
        standing.recordedAt = select.read<QDateTime>();
        standing.agreedBy = select.read<QString>();
        standing.agreedAt = select.read<QDateTime>();
        standing.counts = select.read<int>() > 0;
        standings.insert(id, standing);
    }
    const auto read = select.finish();
    return read ? Result<QHash<QUuid, ExemptionStanding>>(standings) : passOn(read);
}

} // namespace accord::storage
