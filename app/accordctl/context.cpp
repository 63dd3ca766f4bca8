// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/context.h"

#include "app/accordctl/asked_secret.h"
#include "app/accordctl/server_password.h"
#include "core/workspace/export_right.h"
#include "core/workspace/issue_journal.h"
#include "core/workspace/recorded_access.h"
#include "core/workspace/sign_in.h"
#include "core/workspace/saved_servers.h"
#include "core/workspace/whole_file.h"
#include "ui/errors/error_words.h"

#include <QtCore/QFile>

#include <cstdio>
#include <unistd.h>

namespace accord::ctl {

Result<workspace::Services *> Context::services(workspace::Mode mode)
{
    if (m_services)
        return m_services.get();
    if (!m_arguments.has(u"workspace"_s))
        return fail(ErrorKind::InvalidInput, u"usage.workspace_missing"_s);
    if (m_arguments.has(u"read-only"_s))
        mode = workspace::Mode::ReadOnly;
    const QString place = workspace::SavedServers().resolved(m_arguments.value(u"workspace"_s));
    const auto opened = withPasswords({place}, [&]() -> Result<> {
        auto workspace = workspace::Workspace::open(place, mode);
        if (!workspace)
            return passOn(workspace);
        m_workspace = std::move(*workspace);
        return {};
    });
    if (!opened)
        return passOn(opened);
    if (const auto &damage = m_workspace->damage())
        Output::error(u"accordctl: "_s + ui::inWords(*damage).paragraph());
    if (m_arguments.has(u"as"_s)) {
        if (const auto chosen = m_workspace->setActor(m_arguments.value(u"as"_s)); !chosen)
            return passOn(chosen);
    }
    auto services = m_workspace->services();
    if (!services)
        return passOn(services);
    if (const auto proved = proveWho(**services); !proved)
        return passOn(proved);
    m_services = std::move(*services);
    m_output.askBeforeLists([this](qint64 rows) { return mayHandOut(rows); });
    return m_services.get();
}

Result<> Context::withPasswords(const QStringList &places, const std::function<Result<>()> &work) const
{
    return withServerPasswords(places, m_arguments.value(u"password-file"_s), work);
}

Result<> Context::mayHandOut(qint64 rows)
{
    const auto may = workspace::mayExportList(*m_services, rows);
    if (may)
        m_handedOut += rows;
    const bool staysHere = rows == 0 || m_output.format() == Format::Table || m_lists == Lists::OfTheWorkspace;
    return !may && staysHere && may.error().id == u"permission.role_missing"_s ? Result<>() : may;
}

Result<> Context::proveWho(workspace::Services &services)
{
    const QString user = services.actor();
    const auto asks = workspace::asksForPassphrase(services, user);
    if (!asks)
        return passOn(asks);
    if (!*asks)
        return {};
    const auto passphrase = askedSecret("ACCORD_PASSPHRASE", u"Passphrase of %1:"_s.arg(user));
    if (!passphrase)
        return passOn(passphrase);
    return workspace::signIn(services, user, *passphrase);
}

Result<Period> Context::period() const
{
    if (!m_arguments.has(u"period"_s))
        return fail(ErrorKind::InvalidInput, u"usage.period_missing"_s);
    return Period::parseMonth(m_arguments.value(u"period"_s));
}

Result<QDate> Context::date(const QString &option) const
{
    if (!m_arguments.has(option))
        return QDate();
    const QDate day = QDate::fromString(m_arguments.value(option), Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorKind::InvalidInput, u"date.malformed"_s,
                    {{u"path"_s, u"--"_s + option}, {u"value"_s, m_arguments.value(option)}});
    return day;
}

Result<std::optional<storage::CommandId>> Context::command() const
{
    if (!m_arguments.has(u"command-id"_s))
        return std::optional<storage::CommandId>();
    return storage::CommandId::parse(m_arguments.value(u"command-id"_s)).map([](const storage::CommandId &id) {
        return std::optional(id);
    });
}

Result<int> Context::limit(int otherwise) const
{
    if (!m_arguments.has(u"limit"_s))
        return otherwise;
    bool isNumber = false;
    const int limit = m_arguments.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > 1'000'000)
        return fail(ErrorKind::InvalidInput, u"usage.option_limit"_s, {{u"value"_s, m_arguments.value(u"limit"_s)}});
    return limit;
}

jobs::Progress &Context::progress()
{
    if (m_progress)
        return *m_progress;
    const bool isTerminal = ::isatty(STDERR_FILENO) != 0;
    m_progress = std::make_unique<jobs::Progress>([isTerminal](const jobs::Progress::State &state) {
        if (!isTerminal || state.total <= 0)
            return;
        const int filled = int(state.done * 40 / state.total);
        std::fprintf(stderr, "\r[%s%s] %3d %%", std::string(size_t(filled), '#').c_str(),
                     std::string(size_t(40 - filled), ' ').c_str(), int(state.done * 100 / state.total));
        if (state.done == state.total)
            std::fputc('\n', stderr);
    });
    return *m_progress;
}

Error Context::explained(const Error &error) const
{
    const bool isOfDamage = error.id == u"storage.read_only"_s || error.id == u"storage.damaged"_s;
    return isOfDamage && m_workspace && m_workspace->damage() ? *m_workspace->damage() : error;
}

void Context::keepJournal()
{
    if (!m_services || m_workspace->isReadOnly())
        return;
    workspace::IssueJournal journal(workspace::IssueJournal::usualFolder(), m_workspace->path());
    if (const auto kept = journal.catchUp(*m_services); !kept)
        Output::error(u"accordctl: the numbers that were given could not be noted outside the workspace: "_s
                      + ui::inWords(kept.error()).paragraph());
}

workspace::Services *Context::writingServices()
{
    if (!m_services || m_arguments.has(u"read-only"_s) || m_workspace->damage())
        return nullptr;
    if (!m_services->session().isReadOnly())
        return m_services.get();
    auto written = workspace::Workspace::open(m_workspace->path(), workspace::Mode::ReadWrite);
    if (!written || (*written)->isReadOnly() || !(*written)->setActor(m_services->actor()))
        return nullptr;
    auto services = (*written)->services();
    if (!services)
        return nullptr;
    m_written = std::move(*written);
    m_writing = std::move(*services);
    return m_writing.get();
}

void Context::recordAccess(const QString &act, const Result<int> &done, bool isExport)
{
    static const QHash<Format, QString> forms{{Format::Csv, u"csv"_s}, {Format::Xlsx, u"xlsx"_s}};
    const auto refusal = done ? m_output.refusal() : std::optional(done.error());
    const bool isRefused = refusal && refusal->kind == ErrorKind::Forbidden;
    const bool leaves
        = !refusal
          && (isExport || (m_handedOut > 0 && m_lists == Lists::OfCustomers && forms.contains(m_output.format())));
    if (!isRefused && !leaves)
        return;
    workspace::Services *services = writingServices();
    if (!services)
        return;
    if (isRefused)
        return workspace::recordRefusal(*services, *refusal, act);
    const auto recorded
        = workspace::recordExport(*services, act, m_handedOut, forms.value(m_output.format(), u"file"_s));
    if (!recorded)
        Output::error(u"accordctl: the export could not be noted in the audit trail: "_s
                      + ui::inWords(recorded.error()).paragraph());
}

Result<QByteArray> Context::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    return file.readAll();
}

Result<void> Context::writeFile(const QString &path, const QByteArray &bytes)
{
    if (path == u"-"_s) {
        Output::bytes(bytes);
        return {};
    }
    return workspace::writeWholeFile(path, bytes);
}

} // namespace accord::ctl
