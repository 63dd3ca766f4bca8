// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/verification.h"

namespace accord::workspace {

/// What the settings say about the file.
struct DatabaseFacts
{
    QString path;
    qint64 bytes = 0;
    int schemaVersion = 0;
    bool isReadOnly = false;
    QString seal; ///< head of the audit chain
};

/// Whether \a entity can be registered for value added tax in \a country, ISO 3166-1 in two letters, as well.
/// \returns InvalidInput "company.country"; Conflict "company.vat_seat" where it is at home, "company.vat_registered".
Result<> checkVatRegistration(const billing::IssuingEntity &entity, const QString &country);

/// Changes to the company itself: each one with its audit record in one transaction.
class CompanyDesk
{
public:
    explicit CompanyDesk(Services &services)
        : m_services(services)
    { }

    /// Adds a company that issues invoices in series of its own; whoever it bills is chosen account by account.
    /// \returns as saveEntity(); InvalidInput "company.code"; Conflict "company.code_taken".
    Result<billing::IssuingEntity> addEntity(billing::IssuingEntity entity);
    /// Saves an issuing entity that the actor edited; other payment instructions are proposed (`pay_to.h`), and the
    /// entity that comes back still has those from before.
    /// \returns Forbidden "permission.role_missing"; InvalidInput "company.name_missing", "billing.number_format",
    /// "company.number_format_taken" by another company, "company.country", "company.vat_id", those of
    /// checkVatRegistration() for what is new,
    ///          "company.compound_tax" for a jurisdiction that the table of rates does not know, those of bank::Iban
    ///          for an IBAN in the payment instructions, those of checkPaymentCode(); Conflict
    ///          "storage.changed_meanwhile" when somebody else saved it since it was loaded,
    ///          "company.pay_to_proposed_already".
    Result<billing::IssuingEntity> saveEntity(const billing::IssuingEntity &entity);
    /// Whether the actor may change the company; the error says why not.
    Result<> mayChange();
    Result<> checkEntity(const billing::IssuingEntity &next, const billing::IssuingEntity &stored);
    Result<> checkNumberFormat(const billing::IssuingEntity &next, const billing::IssuingEntity &stored);

    Result<DatabaseFacts> database();
    /// Writes a verified copy and notes it in the audit chain.
    Result<> backup(const QString &path);

private:
    Services &m_services;
};

} // namespace accord::workspace
