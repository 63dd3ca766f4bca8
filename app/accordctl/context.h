// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/arguments.h"
#include "app/accordctl/output.h"

#include "core/workspace/workspace.h"

namespace accord::ctl {

/// What a command works with: its arguments, where it writes, and the workspace once it asks for it.
class Context
{
public:
    /// What the lists of a command are about.
    enum class Lists { OfCustomers, OfTheWorkspace };
    Context(Arguments arguments, Format format, Lists lists)
        : m_arguments(std::move(arguments))
        , m_output(format, m_arguments.value(u"out"_s, u"-"_s))
        , m_lists(lists)
    { }

    const Arguments &arguments() const { return m_arguments; }
    const Output &output() const { return m_output; }

    /// Services on the file named by --workspace, as the user named by --as.
    /// \returns InvalidInput "usage.workspace_missing", and what opening and signing in can fail with.
    Result<workspace::Services *> services(workspace::Mode mode = workspace::Mode::ReadWrite);
    /// Does \a work on the workspaces at \a places, with the password of --password-file, of the key store or of a
    /// terminal where a server asks for one. \returns what withServerPasswords() does.
    Result<> withPasswords(const QStringList &places, const std::function<Result<>()> &work) const;
    /// The period of --period YYYY-MM. \returns InvalidInput "usage.period_missing".
    Result<Period> period() const;
    /// The day of \a option, or null when it is not given. \returns InvalidInput "date.malformed".
    Result<QDate> date(const QString &option) const;
    /// The id of --command-id, under which the outcome is kept and found again; none when it is not given.
    /// \returns InvalidInput "id.malformed".
    Result<std::optional<storage::CommandId>> command() const;
    /// The number of --limit, or \a otherwise. \returns InvalidInput "usage.option_limit" below 1 or above 1,000,000.
    Result<int> limit(int otherwise) const;
    /// A progress that is shown on standard error: a bar on a terminal, nothing otherwise.
    jobs::Progress &progress();

    /// What stands behind \a error: a damaged workspace can only be read.
    Error explained(const Error &error) const;

    /// Notes outside the database which numbers were given meanwhile, as far as a workspace was opened for writing.
    void keepJournal();

    /// Notes in the audit trail that \a act was refused, or that rows or documents of customers left by it.
    void recordAccess(const QString &act, const Result<int> &done, bool isExport);

    static Result<QByteArray> readFile(const QString &path);
    /// Writes whole or not at all, and never over a company file. "-" is standard output.
    static Result<void> writeFile(const QString &path, const QByteArray &bytes);

private:
    /// A list goes out as far as the roles of who works may export: its rows in any form, and as a file or for another
    /// program at all.
    Result<> mayHandOut(qint64 rows);
    /// Who works proves it, where a passphrase was given.
    static Result<> proveWho(workspace::Services &services);
    /// Services that can write: those of the command, or others on the same workspace; null where it is only read.
    workspace::Services *writingServices();

    Arguments m_arguments;
    Output m_output;
    Lists m_lists;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::unique_ptr<workspace::Services> m_services;
    std::unique_ptr<workspace::Workspace> m_written; ///< opened once more to note what a reading command did
    std::unique_ptr<workspace::Services> m_writing;
    qint64 m_handedOut = 0; ///< rows of the lists that went out
    std::unique_ptr<jobs::Progress> m_progress;
};

} // namespace accord::ctl
