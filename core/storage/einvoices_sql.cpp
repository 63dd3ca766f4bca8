// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/einvoices_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using namespace einvoice;

namespace {

#define FILE_COLUMNS                                                                                                   \
    "SELECT invoice_id, credit_note_id, profile, syntax, content, sha256, made_at FROM electronic_invoice "

Identifier readIdentifier(Statement &row)
{
    Identifier identifier;
    identifier.value = row.read<QString>();
    identifier.scheme = row.read<QString>();
    return identifier;
}

Result<ElectronicInvoice> readFile(Statement &row)
{
    ElectronicInvoice file;
    file.invoice = row.read<std::optional<billing::InvoiceId>>();
    file.creditNote = row.read<std::optional<billing::CreditNoteId>>();
    const auto profile = profileFromString(row.read<QString>());
    const auto syntax = syntaxFromString(row.read<QString>());
    if (!profile || !syntax)
        return profile ? passOn(syntax) : passOn(profile);
    file.profile = *profile;
    file.syntax = *syntax;
    file.content = row.read<QByteArray>();
    file.sha256 = row.read<QString>();
    file.madeAt = row.read<QDateTime>();
    return file;
}

Result<std::optional<ElectronicInvoice>> one(const Result<std::optional<Result<ElectronicInvoice>>> &row)
{
    if (!row)
        return passOn(row);
    if (!*row)
        return std::nullopt;
    return **row ? Result<std::optional<ElectronicInvoice>>(***row) : passOn(**row);
}

} // namespace

Result<> EinvoicesSql::saveSeller(const billing::IssuingEntityId &entity, const SellerProfile &seller)
{
    const auto saved = m_session.run(
        "INSERT INTO einvoice_seller (issuing_entity_id, address, address_scheme, registration, registration_scheme, "
        "tax_number, legal_information, contact_name, contact_phone, contact_email) VALUES (?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (issuing_entity_id) DO UPDATE SET address = excluded.address, "
        "address_scheme = excluded.address_scheme, registration = excluded.registration, "
        "registration_scheme = excluded.registration_scheme, tax_number = excluded.tax_number, "
        "legal_information = excluded.legal_information, contact_name = excluded.contact_name, "
        "contact_phone = excluded.contact_phone, contact_email = excluded.contact_email",
        entity, notNull(seller.electronicAddress.value), notNull(seller.electronicAddress.scheme),
        notNull(seller.legalRegistration.value), notNull(seller.legalRegistration.scheme), notNull(seller.taxNumber),
        notNull(seller.legalInformation), notNull(seller.contact.name), notNull(seller.contact.telephone),
        notNull(seller.contact.email));
    return saved ? Result<>() : passOn(saved);
}

Result<std::optional<SellerProfile>> EinvoicesSql::seller(const billing::IssuingEntityId &entity) const
{
    return m_session
        .statement("SELECT address, address_scheme, registration, registration_scheme, tax_number, legal_information, "
                   "contact_name, contact_phone, contact_email FROM einvoice_seller WHERE issuing_entity_id = ?")
        .bind(entity)
        .first([](Statement &row) {
            SellerProfile seller;
            seller.electronicAddress = readIdentifier(row);
            seller.legalRegistration = readIdentifier(row);
            seller.taxNumber = row.read<QString>();
            seller.legalInformation = row.read<QString>();
            seller.contact.name = row.read<QString>();
            seller.contact.telephone = row.read<QString>();
            seller.contact.email = row.read<QString>();
            return seller;
        });
}

Result<> EinvoicesSql::saveCustomer(const accounts::AccountId &account, const CustomerProfile &customer)
{
    const auto saved = m_session.run(
        "INSERT INTO einvoice_customer (account_id, profile, syntax, address, address_scheme, buyer_reference, "
        "accounting_reference, registration, registration_scheme) VALUES (?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (account_id) DO UPDATE SET profile = excluded.profile, syntax = excluded.syntax, "
        "address = excluded.address, address_scheme = excluded.address_scheme, "
        "buyer_reference = excluded.buyer_reference, accounting_reference = excluded.accounting_reference, "
        "registration = excluded.registration, registration_scheme = excluded.registration_scheme",
        account, toString(customer.profile), toString(customer.syntax), notNull(customer.electronicAddress.value),
        notNull(customer.electronicAddress.scheme), notNull(customer.buyerReference),
        notNull(customer.accountingReference), notNull(customer.legalRegistration.value),
        notNull(customer.legalRegistration.scheme));
    return saved ? Result<>() : passOn(saved);
}

Result<> EinvoicesSql::removeCustomer(const accounts::AccountId &account)
{
    const auto removed = m_session.run("DELETE FROM einvoice_customer WHERE account_id = ?", account);
    return removed ? Result<>() : passOn(removed);
}

Result<std::optional<CustomerProfile>> EinvoicesSql::customer(const accounts::AccountId &account) const
{
    const auto found
        = m_session
              .statement("SELECT profile, syntax, address, address_scheme, buyer_reference, accounting_reference, "
                         "registration, registration_scheme FROM einvoice_customer WHERE account_id = ?")
              .bind(account)
              .first([](Statement &row) -> Result<CustomerProfile> {
                  CustomerProfile customer;
                  const auto profile = profileFromString(row.read<QString>());
                  const auto syntax = syntaxFromString(row.read<QString>());
                  if (!profile || !syntax)
                      return profile ? passOn(syntax) : passOn(profile);
                  customer.profile = *profile;
                  customer.syntax = *syntax;
                  customer.electronicAddress = readIdentifier(row);
                  customer.buyerReference = row.read<QString>();
                  customer.accountingReference = row.read<QString>();
                  customer.legalRegistration = readIdentifier(row);
                  return customer;
              });
    if (!found)
        return passOn(found);
    if (!*found)
        return std::nullopt;
    return **found ? Result<std::optional<CustomerProfile>>(***found) : passOn(**found);
}

Result<> EinvoicesSql::add(const ElectronicInvoice &file)
{
    const auto added = m_session.run(
        "INSERT INTO electronic_invoice (invoice_id, credit_note_id, profile, syntax, content, sha256, made_at) "
        "VALUES (?,?,?,?,?,?,?)",
        file.invoice, file.creditNote, toString(file.profile), toString(file.syntax), file.content,
        notNull(file.sha256), file.madeAt);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<ElectronicInvoice>> EinvoicesSql::ofInvoice(const billing::InvoiceId &invoice) const
{
    return one(m_session.statement(FILE_COLUMNS "WHERE invoice_id = ?").bind(invoice).first(readFile));
}

Result<std::optional<ElectronicInvoice>> EinvoicesSql::ofCreditNote(const billing::CreditNoteId &note) const
{
    return one(m_session.statement(FILE_COLUMNS "WHERE credit_note_id = ?").bind(note).first(readFile));
}

} // namespace accord::storage
