// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/print_check.h"

#include "core/typefaces/coverage.h"

#include <QtCore/QSet>

namespace accord::workspace {

namespace {

/// Where a text comes from, and so where it is mended.
struct Source
{
    QString record; ///< "account", "contract", "company"
    QString number;
};

/// Looks at texts, each once however many lines bear it.
class PrintCheck
{
public:
    void look(const QString &field, const QString &text, const Source &source)
    {
        if (text.isEmpty() || m_seen.contains(text))
            return;
        m_seen.insert(text);
        const std::vector<char32_t> missing = typefaces::missingIn(text);
        if (missing.empty())
            return;
        QStringList characters, codes;
        for (const char32_t character : missing) {
            characters << QString::fromUcs4(&character, 1);
            codes << typefaces::codeOf(character);
        }
        m_found.push_back({contracts::Severity::Blocking,
                           u"billing.glyph_missing"_s,
                           {{u"field"_s, field},
                            {u"text"_s, text},
                            {u"character"_s, characters.join(u", "_s)},
                            {u"code"_s, codes.join(u", "_s)},
                            {u"record"_s, source.record},
                            {u"number"_s, source.number}}});
    }

    std::vector<billing::BillException> take() { return std::move(m_found); }

private:
    QSet<QString> m_seen;
    std::vector<billing::BillException> m_found;
};

void lookAtLine(PrintCheck &check, const billing::BillLine &line, const Source &account)
{
    const Source contract{u"contract"_s, line.contractNumber};
    check.look(u"description"_s, line.description, line.contractNumber.isEmpty() ? account : contract);
    check.look(u"unit"_s, line.unit, contract);
    check.look(u"location"_s, line.locationName, account);
    check.look(u"location"_s, line.locationCode, account);
    check.look(u"company"_s, line.entityName, account);
    check.look(u"cost_centre"_s, line.costCentre, account);
    check.look(u"purchase_order"_s, line.purchaseOrder, account);
}

} // namespace

std::vector<billing::BillException> unprintable(const billing::Bill &bill, const accounts::Account &payer,
                                                const billing::IssuingEntity &seller)
{
    const Source account{u"account"_s, payer.number};
    const Source company{u"company"_s, seller.code};
    PrintCheck check;
    check.look(u"name"_s, payer.legalName.isEmpty() ? payer.name : payer.legalName, account);
    for (const QString &line : payer.address.lines())
        check.look(u"address"_s, line, account);
    check.look(u"vat_id"_s, payer.vatId, account);
    check.look(u"portal_reference"_s, payer.portalReference, account);
    check.look(u"name"_s, seller.legalName, company);
    for (const QString &line : seller.address.lines())
        check.look(u"address"_s, line, company);
    for (const QString &line : seller.paymentInstructions)
        check.look(u"payment_instructions"_s, line, company);
    check.look(u"purchase_order"_s, bill.purchaseOrder, account);
    for (const billing::BillLine &line : bill.lines)
        lookAtLine(check, line, account);
    for (const billing::CostAllocation &share : bill.allocations) {
        check.look(u"company"_s, share.entityName, account);
        check.look(u"cost_centre"_s, share.costCentre, account);
    }
    for (const billing::Instalment &part : bill.instalments)
        check.look(u"instalment"_s, part.name, account);
    return check.take();
}

} // namespace accord::workspace
