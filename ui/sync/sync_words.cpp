// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/sync_words.h"

#include "core/workspace/permit.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

QString ageInWords(qint64 seconds)
{
    if (seconds < 60)
        return Tr::tr("a moment ago");
    if (seconds < 3600)
        return Tr::tr("%n minute(s) ago", nullptr, int(seconds / 60));
    if (seconds < 86'400)
        return Tr::tr("%n hour(s) ago", nullptr, int(seconds / 3600));
    return Tr::tr("%n day(s) ago", nullptr, int(seconds / 86'400));
}

} // namespace

QString shortStateOf(const workspace::SyncState &state)
{
    if (state.conflicts > 0)
        return Tr::tr("%n conflict(s)", nullptr, state.conflicts);
    if (!state.isCopy)
        return {};
    if (state.isRevoked)
        return Tr::tr("machine was taken off");
    if (state.isLocked)
        return Tr::tr("copy is locked");
    if (!state.failure.isEmpty())
        return state.waiting > 0 ? Tr::tr("offline · %n change(s) waiting", nullptr, state.waiting) : Tr::tr("offline");
    if (state.waiting > 0)
        return Tr::tr("%n change(s) waiting", nullptr, state.waiting);
    if (!state.contactAt.isValid())
        return Tr::tr("never synchronised");
    return Tr::tr("synced %1").arg(state.contactAt.toLocalTime().time().toString(u"HH:mm"_s));
}

QString stateInWords(const workspace::SyncState &state, const QDateTime &now)
{
    if (!state.isCopy)
        return Tr::tr(
            "This is the team's own workspace: everything that is saved here is there for everybody at once.");
    const QString contact = state.contactAt.isValid()
                                ? Tr::tr("Last contact %1, %2.")
                                      .arg(instantText(state.contactAt), ageInWords(state.contactAt.secsTo(now)))
                                : Tr::tr("There was no contact yet.");
    if (state.isRevoked)
        return Tr::tr(
                   "%1 The team took this machine off: the copy stays closed, and what waits is only kept to be read.")
            .arg(contact);
    if (state.isLocked)
        return Tr::tr("%1 The copy is closed until it has been synchronised.").arg(contact);
    return contact;
}

QString contentInWords(const workspace::SyncState &state)
{
    if (!state.isCopy)
        return {};
    const storage::CopyContent &content = state.content;
    const QStringList written{Tr::tr("%n account(s)", nullptr, int(content.accounts)),
                              Tr::tr("%n contact(s)", nullptr, int(content.contacts)),
                              Tr::tr("%n note(s)", nullptr, int(content.notes)),
                              Tr::tr("%n file(s)", nullptr, int(content.files))};
    const QStringList read{Tr::tr("%n contract(s)", nullptr, int(content.contracts)),
                           Tr::tr("headers of %n invoice(s)", nullptr, int(content.invoices))};
    return Tr::tr("Of %1 it holds %2, and to be read %3 issued since %4. No margins and no bank data are in it.")
        .arg(content.regions.isEmpty() ? Tr::tr("no region") : content.regions.join(u", "_s), written.join(u", "_s),
             read.join(Tr::tr(" and ")), dateText(content.invoicesSince));
}

QString automaticInWords(bool isRunning, const std::optional<std::chrono::milliseconds> &untilNext)
{
    if (isRunning)
        return Tr::tr("It is exchanging now.");
    if (!untilNext)
        return Tr::tr("It is exchanged when somebody asks for it.");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*untilNext).count();
    return Tr::tr("It looks for the team again in %n second(s).", nullptr, int(std::max<qint64>(1, seconds)));
}

QString nameOfEntity(const QString &entity)
{
    if (entity == u"account"_s)
        return Tr::tr("account");
    if (entity == u"contact"_s)
        return Tr::tr("contact");
    if (entity == u"note"_s)
        return Tr::tr("note");
    if (entity == u"attachment"_s)
        return Tr::tr("attached file");
    if (entity == u"contract_draft"_s)
        return Tr::tr("contract draft");
    if (entity == u"contract"_s)
        return Tr::tr("contract");
    if (entity == u"invoice"_s)
        return Tr::tr("invoice");
    return entity;
}

QString nameOfField(const QString &field)
{
    return QString(field).replace(u'_', u' ');
}

QString valueInWords(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    const QString text = value.toVariant().toString();
    return text.isEmpty() ? noValue() : text;
}

QString actInWords(const sync::Command &command)
{
    if (command.act == sync::Act::Make) {
        for (const QString &name : {u"text"_s, u"name"_s, u"file_name"_s}) {
            if (const sync::FieldChange *field = command.field(name))
                return Tr::tr("is new: %1").arg(valueInWords(field->after));
        }
        return Tr::tr("is new");
    }
    if (command.act == sync::Act::Delete)
        return Tr::tr("is taken away");
    if (command.act == sync::Act::Resolve)
        return command.takesMine ? Tr::tr("conflict: take mine") : Tr::tr("conflict: take theirs");
    QStringList parts;
    for (const sync::FieldChange &field : command.fields)
        parts << Tr::tr("%1: %2 → %3")
                     .arg(nameOfField(field.name), valueInWords(field.before), valueInWords(field.after));
    return parts.join(u" · "_s);
}

Badge badgeOf(const storage::SyncedDevice &device, const QDateTime &now)
{
    if (device.isRevoked)
        return {Tr::tr("taken off"), Tone::Bad};
    if (!device.lastAt.isValid())
        return {Tr::tr("console"), Tone::Neutral};
    return device.lastAt.daysTo(now) >= workspace::copyLocksAfterDays ? Badge{Tr::tr("locked"), Tone::Warning}
                                                                      : Badge{Tr::tr("in use"), Tone::Good};
}

QString kindInWords(sync::Conflict::Kind kind)
{
    switch (kind) {
    case sync::Conflict::Kind::Fields:
        return Tr::tr("both changed the same");
    case sync::Conflict::Kind::Unit:
        return Tr::tr("both changed the whole");
    case sync::Conflict::Kind::Edited:
        return Tr::tr("mine changes what they took away");
    case sync::Conflict::Kind::Deleted:
        return Tr::tr("mine takes away what they changed");
    }
    return {};
}

} // namespace accord::ui
