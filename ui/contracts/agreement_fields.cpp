// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/agreement_fields.h"

#include "core/base/error.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Agreements)
};

} // namespace

std::vector<FieldSpec> locationFields()
{
    return {FieldSpec{.path = u"only_listed_locations"_s,
                      .label = Tr::tr("Other locations"),
                      .kind = FieldKind::Check,
                      .hint = Tr::tr("Serve only the locations listed here")},
            FieldSpec{.path = u"location_services"_s,
                      .label = Tr::tr("Days of service; without a day: as long as the contract"),
                      .kind = FieldKind::Cells,
                      .columns = {{u"location"_s, Tr::tr("Location"), FieldKind::Text, 150},
                                  {u"start"_s, Tr::tr("First day"), FieldKind::Date, 110},
                                  {u"end"_s, Tr::tr("Last day"), FieldKind::LastDay, 110}}}};
}

std::vector<FieldSpec> creditFields()
{
    return {FieldSpec{.path = {}, .label = Tr::tr("Credits and other prices"), .kind = FieldKind::Heading},
            FieldSpec{.path = u"terms.unused_time"_s,
                      .label = Tr::tr("Unused time"),
                      .kind = FieldKind::Choice,
                      .choices = {{u"credited"_s, Tr::tr("is given back")}, {u"kept"_s, Tr::tr("is not given back")}},
                      .otherwise = u"credited"_s},
            FieldSpec{.path = u"terms.credit_cap"_s,
                      .label = Tr::tr("Credits at most"),
                      .kind = FieldKind::Choice,
                      .choices = {{u"billed"_s, Tr::tr("what was billed")}, {u"paid"_s, Tr::tr("what was paid")}},
                      .otherwise = u"billed"_s},
            FieldSpec{.path = u"terms.price_notice_days"_s,
                      .label = Tr::tr("Notice of a price (days)"),
                      .kind = FieldKind::Integer,
                      .least = 0,
                      .most = 730}};
}

} // namespace accord::ui
