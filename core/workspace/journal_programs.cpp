// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/journal_programs.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace {

namespace {

const QString settingKey = u"journal_programs"_s;

using Number = std::optional<int> JournalPrograms::*;
constexpr std::pair<QStringView, Number> numbers[]{{u"consultant", &JournalPrograms::consultant},
                                                   {u"client", &JournalPrograms::client},
                                                   {u"first_month", &JournalPrograms::firstMonth}};

QJsonObject toJson(const JournalPrograms &programs)
{
    QJsonObject object;
    if (!programs.subsidiary.isEmpty())
        object.insert(u"subsidiary"_s, programs.subsidiary);
    for (const auto &[name, number] : numbers) {
        if (programs.*number)
            object.insert(name.toString(), *(programs.*number));
    }
    return object;
}

} // namespace

Result<JournalPrograms> journalPrograms(Services &services)
{
    return services.seller().setting(settingKey).map([](const QString &text) {
        const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
        JournalPrograms programs;
        programs.subsidiary = object.value(u"subsidiary"_s).toString();
        for (const auto &[name, number] : numbers) {
            if (object.contains(name))
                programs.*number = object.value(name).toInt();
        }
        return programs;
    });
}

Result<> saveJournalPrograms(Services &services, const JournalPrograms &wanted)
{
    if (auto may = permit(services, Act::NameJournalAccounts); !may)
        return may;
    JournalPrograms programs = wanted;
    programs.subsidiary = wanted.subsidiary.simplified();
    if (const auto fine = exports::checkOptions(withPrograms(programs, {})); !fine)
        return fine;
    storage::Transaction transaction(services.session());
    const auto before = journalPrograms(services);
    if (!before)
        return passOn(before);
    if (*before == programs)
        return transaction.commit();
    const QByteArray text = QJsonDocument(toJson(programs)).toJson(QJsonDocument::Compact);
    if (const auto kept = services.seller().setSetting(settingKey, QString::fromUtf8(text)); !kept)
        return kept;
    const auto audited = services.audit(u"ledger.programs"_s, u"workspace_setting"_s, settingKey,
                                        {{u"before"_s, toJson(*before)}, {u"after"_s, toJson(programs)}});
    return audited ? transaction.commit() : passOn(audited);
}

exports::JournalOptions withPrograms(const JournalPrograms &programs, exports::JournalOptions options)
{
    if (options.subsidiary.isEmpty())
        options.subsidiary = programs.subsidiary;
    if (!options.consultant)
        options.consultant = programs.consultant;
    if (!options.client)
        options.client = programs.client;
    if (!options.firstMonth)
        options.firstMonth = programs.firstMonth;
    return options;
}

} // namespace accord::workspace
