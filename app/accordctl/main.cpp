// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_data_commands.h"
#include "app/accordctl/command.h"
#include "app/accordctl/records_commands.h"
#include "app/accordctl/server_command.h"
#include "app/accordctl/session_command.h"
#include "app/accordctl/tax_command.h"
#include "app/accordctl/worker_command.h"
#include "app/hardening/hardening.h"

#include "ui/errors/error_words.h"

#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace accord::ctl {

namespace {

const QStringList optionsWithoutValue{u"help"_s,      u"version"_s,        u"explain"_s,   u"dry-run"_s, u"issue"_s,
                                      u"force"_s,     u"preview"_s,        u"correct"_s,   u"none"_s,    u"all"_s,
                                      u"release"_s,   u"write-off-rest"_s, u"on-total"_s,  u"savings"_s, u"decided"_s,
                                      u"read-only"_s, u"existing"_s,       u"backed-up"_s, u"confirm"_s, u"share"_s,
                                      u"once"_s,      u"aside"_s};
const QStringList globalOptions{u"workspace"_s, u"format"_s, u"as"_s,      u"dry-run"_s,
                                u"read-only"_s, u"help"_s,   u"version"_s, u"password-file"_s};
/// Nouns that say all, with the verb under which their command stands.
const std::pair<QString, QString> nounsWithoutVerb[]{{u"quote"_s, u"price"_s}, {u"search"_s, u"records"_s}};

/// Nouns whose lists are about the workspace and who works in it: those who administer it export no others.
const QStringList nounsOfTheWorkspace{u"workspace"_s, u"backup"_s, u"person"_s, u"session"_s,      u"server"_s,
                                      u"sync"_s,      u"audit"_s,  u"worker"_s, u"number-series"_s};

/// Verbs by which data or documents of customers leave in a file, whatever the form of the answer.
const QStringList verbsThatHandOut{u"export"_s, u"pdf"_s, u"xml"_s, u"statement"_s};

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto &&commands : {workspaceCommands(),
                            restoreCommands(),
                            backupCommands(),
                            accountCommands(),
                            accountBillingCommands(),
                            contractCommands(),
                            usageCommands(),
                            meterCommands(),
                            priceBookCommands(),
                            couponCommands(),
                            quoteCommands(),
                            billCommands(),
                            invoiceCommands(),
                            einvoiceCommands(),
                            einvoiceSettingsCommands(),
                            numberSeriesCommands(),
                            companyCommands(),
                            creditNoteCommands(),
                            approvalCommands(),
                            budgetCommands(),
                            auditCommands(),
                            bankCommands(),
                            paymentCommands(),
                            ledgerCommands(),
                            lateChargeCommands(),
                            receivablesCommands(),
                            takeOverCommands(),
                            deliveryCommands(),
                            homeCommands(),
                            dunningCommands(),
                            searchCommands(),
                            paymentAgreementCommands(),
                            refundCommands(),
                            chequeCommands(),
                            paymentFileCommands(),
                            ownBankCommands(),
                            exportCommands(),
                            purchaseOrderCommands(),
                            personCommands(),
                            sessionCommands(),
                            workerCommands(),
                            serverCommands(),
                            customerRecordsCommands(),
                            attachmentCommands(),
                            syncCommands(),
                            taxCommands(),
                            accountExemptionCommands()})
        all.insert(all.end(), commands.begin(), commands.end());
    return all;
}

void printHelp(const std::vector<Command> &commands, const QString &noun)
{
    Output::text(
        u"accordctl - sell to, bill and keep enterprise customers\n\n"
        "Usage: accordctl [--workspace FILE] [--format table|json|csv|xlsx] [--as USER] [--read-only] [--password-file FILE] NOUN VERB [ARGUMENTS]\n"_s);
    for (const Command &command : commands) {
        if (noun.isEmpty() || command.noun == noun)
            Output::text(u"  %1\n      %2"_s.arg(command.form, command.description));
    }
    Output::text(u"\nExit codes: 0 done, 1 refused by a rule or bad input, 2 usage, 3 unavailable, 4 partly done."_s);
}

int usage(const QString &problem, const QString &form = {})
{
    Output::error(u"accordctl: "_s + problem);
    if (!form.isEmpty())
        Output::error(u"  form: accordctl "_s + form);
    Output::error(u"  'accordctl --help' lists every command."_s);
    return Exit::Usage;
}

int exitFor(const Error &error)
{
    if (error.id.startsWith(u"usage.option"_s) || error.id == u"usage.workspace_missing"_s
        || error.id == u"usage.period_missing"_s)
        return Exit::Usage;
    return error.kind == ErrorKind::Unavailable ? Exit::NotAvailable : Exit::Refused;
}

int report(const Error &error)
{
    Output::error(u"accordctl: "_s + ui::inWords(error).paragraph());
    QStringList facts;
    for (auto it = error.args.begin(); it != error.args.end(); ++it)
        facts << u"%1=%2"_s.arg(it.key(), it.value().toString());
    Output::error(u"  [%1]%2%3"_s.arg(error.id, facts.isEmpty() ? u""_s : u" "_s, facts.join(u", "_s)));
    return exitFor(error);
}

std::optional<Format> formatFrom(const QString &text)
{
    if (text == u"json"_s)
        return Format::Json;
    if (text == u"csv"_s)
        return Format::Csv;
    if (text == u"xlsx"_s)
        return Format::Xlsx;
    return text == u"table"_s ? std::optional(Format::Table) : std::nullopt;
}

int answer(const QStringList &words)
{
    auto arguments = Arguments::parse(words, optionsWithoutValue);
    if (!arguments)
        return usage(u"the option %1 needs a value."_s.arg(arguments.error().args.value(u"option"_s).toString()));
    const std::vector<Command> commands = allCommands();
    if (arguments->has(u"version"_s)) {
        Output::text(u"accordctl %1"_s.arg(QCoreApplication::applicationVersion()));
        return Exit::Done;
    }
    if (arguments->has(u"help"_s) || arguments->noun().isEmpty() || arguments->noun() == u"help"_s) {
        printHelp(commands, arguments->noun() == u"help"_s ? QString() : arguments->noun());
        return arguments->noun().isEmpty() && !arguments->has(u"help"_s) ? Exit::Usage : Exit::Done;
    }
    for (const auto &[noun, verb] : nounsWithoutVerb) {
        if (arguments->noun() == noun)
            arguments->insertVerb(verb);
    }
    if (arguments->noun() == u"worker"_s && arguments->verb().isEmpty())
        arguments->insertVerb(u"work"_s);
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const Command &c) {
        return c.noun == arguments->noun() && c.verb == arguments->verb();
    });
    if (command == commands.end())
        return usage(u"there is no command '%1 %2'."_s.arg(arguments->noun(), arguments->verb()));
    for (const QString &option : arguments->options()) {
        const bool fileOfList = option == u"out"_s && command->verb == u"list"_s;
        if (!globalOptions.contains(option) && !command->options.contains(option) && !fileOfList)
            return usage(u"'%1 %2' has no option --%3."_s.arg(command->noun, command->verb, option), command->form);
    }
    const auto format = command->hasOwnFormats ? Format::Table : formatFrom(arguments->value(u"format"_s, u"table"_s));
    if (!format)
        return usage(u"--format is table, json, csv or, for lists, xlsx."_s);
    if (*format == Format::Xlsx && command->verb != u"list"_s)
        return usage(u"--format xlsx is for lists."_s, command->form);
    if (*format == Format::Xlsx && !arguments->has(u"out"_s) && ::isatty(STDOUT_FILENO) != 0)
        return usage(u"a workbook is nothing for a terminal: name a file with --out FILE.xlsx."_s, command->form);
    if (arguments->positionalCount() < command->arguments)
        return usage(u"'%1 %2' needs more arguments."_s.arg(command->noun, command->verb), command->form);
    Context context(*arguments, *format,
                    nounsOfTheWorkspace.contains(command->noun) ? Context::Lists::OfTheWorkspace
                                                                : Context::Lists::OfCustomers);
    const auto done = command->run(context);
    context.keepJournal();
    context.recordAccess(command->noun + u' ' + command->verb, done, verbsThatHandOut.contains(command->verb));
    if (done && context.output().refusal())
        return report(*context.output().refusal());
    return done ? *done : report(context.explained(done.error()));
}

/// An answer that did not arrive is no answer, whatever was done.
int run(const QStringList &words)
{
    const int done = answer(words);
    const auto arrived = Output::arrived();
    return arrived ? done : report(arrived.error());
}

} // namespace

} // namespace accord::ctl

int main(int argc, char *argv[])
{
    ::umask(077);
    accord::app::hardenProcess();
    // Documents are painted without a screen; the offscreen platform embeds fonts, "minimal" would not.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Only documents need fonts; everything else starts without them.
    const bool paints = std::any_of(argv + 1, argv + argc, [](const char *word) {
        return QByteArrayView(word) == "pdf" || QByteArrayView(word).endsWith(".pdf");
    });
    const std::unique_ptr<QCoreApplication> application(paints ? new QGuiApplication(argc, argv)
                                                               : new QCoreApplication(argc, argv));
    accord::app::hardenLibraryPaths();
    QCoreApplication::setApplicationName(QStringLiteral("accordctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ACCORD_VERSION));
    return accord::ctl::run(QCoreApplication::arguments().mid(1));
}
