// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/record_change.h"

namespace accord::approvals {

const std::vector<ChangedField> &allChangedFields()
{
    using enum ChangedField;
    static const std::vector<ChangedField> all{PaymentTerms, CreditLimit,  CreditHold,  CreditPass,
                                               ItemPrice,    ItemDiscount, Instalments, ListPrice};
    return all;
}

QString recordOf(ChangedField field)
{
    switch (field) {
    case ChangedField::PaymentTerms:
    case ChangedField::CreditLimit:
    case ChangedField::CreditHold:
    case ChangedField::CreditPass:
        return u"account"_s;
    case ChangedField::ItemPrice:
    case ChangedField::ItemDiscount:
    case ChangedField::Instalments:
        return u"contract"_s;
    case ChangedField::ListPrice:
        return u"price_book"_s;
    }
    Q_UNREACHABLE();
}

SubjectKind kindOf(ChangedField field)
{
    switch (field) {
    case ChangedField::PaymentTerms:
    case ChangedField::CreditLimit:
    case ChangedField::CreditHold:
    case ChangedField::CreditPass:
        return SubjectKind::CreditTerms;
    case ChangedField::ItemDiscount:
        return SubjectKind::Discount;
    case ChangedField::Instalments:
        return SubjectKind::InstalmentPlan;
    case ChangedField::ItemPrice:
    case ChangedField::ListPrice:
        return SubjectKind::PriceChange;
    }
    Q_UNREACHABLE();
}

QString toString(ChangedField field)
{
    switch (field) {
    case ChangedField::PaymentTerms:
        return u"payment_terms"_s;
    case ChangedField::CreditLimit:
        return u"credit_limit"_s;
    case ChangedField::CreditHold:
        return u"credit_hold"_s;
    case ChangedField::CreditPass:
        return u"credit_pass"_s;
    case ChangedField::ItemPrice:
        return u"price"_s;
    case ChangedField::ItemDiscount:
        return u"discount"_s;
    case ChangedField::Instalments:
        return u"instalments"_s;
    case ChangedField::ListPrice:
        return u"list_price"_s;
    }
    Q_UNREACHABLE();
}

Result<ChangedField> changedFieldFromString(const QString &text)
{
    QStringList known;
    for (const ChangedField field : allChangedFields()) {
        if (toString(field) == text)
            return field;
        known << toString(field);
    }
    return fail(ErrorKind::InvalidInput, u"approvals.field_unknown"_s,
                {{u"value"_s, text}, {u"known"_s, known.join(u", "_s)}});
}

} // namespace accord::approvals
