// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

QString nothingChanged()
{
    return Tr::tr("Nothing was changed.");
}

ErrorWords ofKind(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return {Tr::tr("Something in the input cannot be used."),
                nothingChanged(),
                Tr::tr("Correct it and try again."),
                {}};
    case ErrorKind::NotFound:
        return {
            Tr::tr("The record is not there any more."), nothingChanged(), Tr::tr("Go back and refresh the list."), {}};
    case ErrorKind::Conflict:
        return {Tr::tr("Someone else saved this record first."),
                Tr::tr("Their version is kept; yours is still on screen."),
                Tr::tr("Reload, then make your change again."),
                {}};
    case ErrorKind::Forbidden:
        return {Tr::tr("A rule does not allow this."),
                nothingChanged(),
                Tr::tr("Ask someone who holds the right, or an administrator."),
                {}};
    case ErrorKind::Cancelled:
        return {Tr::tr("The work was cancelled."),
                Tr::tr("Everything finished before that is kept."),
                Tr::tr("Start it again to go on from there."),
                {}};
    case ErrorKind::Unavailable:
        return {Tr::tr("The database cannot be reached."),
                Tr::tr("What is saved is safe."),
                Tr::tr("Check the file or the connection, then try again."),
                {}};
    case ErrorKind::Internal:
        break;
    }
    return {Tr::tr("Accord met a fault of its own."),
            Tr::tr("What is saved is safe."),
            Tr::tr("Try again; if it happens again, send the reference to support."),
            {}};
}

using Fill = ErrorWords (*)(const QVariantMap &args);

QString arg(const QVariantMap &args, const char *name)
{
    return args.value(QLatin1StringView(name)).toString();
}

const QHash<QString, Fill> &sentences()
{
    static const QHash<QString, Fill> table{
        {u"workspace.not_found"_s,
         [](const QVariantMap &a) {
             return ErrorWords{Tr::tr("The file %1 is not there.").arg(arg(a, "path")),
                               Tr::tr("No file was changed."),
                               Tr::tr("Choose another file, or create a new company."),
                               {}};
         }},
        {u"workspace.newer"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("This file was written by a newer Accord."),
                               Tr::tr("It was not changed."),
                               Tr::tr("Update Accord, then open it again."),
                               {}};
         }},
        {u"workspace.locked"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("Another program is writing to the database."),
                               Tr::tr("What is saved is safe."),
                               Tr::tr("Wait a moment and try again."),
                               {}};
         }},
        {u"storage.busy"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("Another program is writing to the database."),
                               Tr::tr("What is saved is safe."),
                               Tr::tr("Wait a moment and try again."),
                               {}};
         }},
        {u"storage.read_only"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("The database can only be read."),
                               Tr::tr("Drafts stay in memory."),
                               Tr::tr("Save a copy where you may write, and open the copy."),
                               {}};
         }},
        {u"approvals.own_request"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("You cannot decide about something you asked for or made yourself."),
                               nothingChanged(),
                               Tr::tr("Leave it to another approver."),
                               {}};
         }},
        {u"number.overflow"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("A figure is too large to be exact."),
                               nothingChanged(),
                               Tr::tr("Check quantities and prices."),
                               {}};
         }},
        {u"currency.unknown"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("This currency is not in ISO 4217."),
                               nothingChanged(),
                               Tr::tr("Use a code such as USD or EUR."),
                               {}};
         }},
        {u"decimal.malformed"_s,
         [](const QVariantMap &) {
             return ErrorWords{Tr::tr("This is not a number."),
                               nothingChanged(),
                               Tr::tr("Write digits with a point, such as 12.50."),
                               {}};
         }},
    };
    return table;
}

} // namespace

QString ErrorWords::paragraph() const
{
    return QStringList{happened, safe, advice}.join(u' ');
}

ErrorWords inWords(const Error &error)
{
    const auto found = sentences().constFind(error.id);
    ErrorWords words = found != sentences().cend() ? (*found)(error.args) : ofKind(error.kind);
    words.reference = error.id;
    return words;
}

} // namespace accord::ui
