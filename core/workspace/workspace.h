// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/recorded_access.h"
#include "core/workspace/services.h"

#include <QtCore/QMutex>
#include <QtCore/QObject>

namespace accord::workspace {

enum class Mode { ReadWrite, ReadOnly };

/// An open workspace, a file or the database of a team ("postgresql://server/database"): builds the services for a
/// thread, and starts work that must not block a window.
class Workspace : public QObject
{
    Q_OBJECT
public:
    /// Opens with all the checks of a file that may be hostile, and looks it through (checkSoundness()): a damaged one
    /// is opened for reading only, with damage(). The clock is the system's, unless the workspace fixes its day (the
    /// sample company does).
    static Result<std::unique_ptr<Workspace>> open(const QString &path, Mode mode = Mode::ReadWrite);
    /// Makes a new empty workspace: \a companyName, one issuing entity, the user \a actor with every role but approver.
    static Result<std::unique_ptr<Workspace>> create(const QString &path, const QString &companyName,
                                                     const Currency &currency, const QString &country);

    /// How people call a workspace: the name of its file, or its server and database.
    static QString nameOf(const QString &path);
    /// The file, or the URL of the database.
    const QString &path() const { return m_path; }
    bool isReadOnly() const { return m_mode == Mode::ReadOnly; }
    /// What was found to be damaged when the file was opened: it can be read then, as far as it can, and not be
    /// written. "storage.damaged", or "storage.damaged_with_backup" with the newest backup of the plan that is as it
    /// was written.
    const std::optional<Error> &damage() const { return m_damage; }
    const Clock &clock() const { return *m_clock; }
    bool hasFixedClock() const { return m_hasFixedClock; }
    /// Who works: whom the login of a secured database belongs to, otherwise the first user of the workspace until
    /// somebody else is named.
    QString actor() const;
    /// Whether the login says who works, so that nobody can say otherwise.
    bool isActorOfLogin() const { return m_isActorOfLogin; }
    /// \returns NotFound "identity.user_not_found"; Forbidden "identity.login_is_another" when the login is somebody
    /// else.
    Result<void> setActor(const QString &user);

    /// Services over a session of their own, for the calling thread.
    Result<std::unique_ptr<Services>> services() const;

    /// Runs \a work(Services &, Progress &) on a worker with services of its own, then \a done(const Result<T> &) once
    /// in the thread of \a owner, and never once the owner is gone.
    template<typename Work, typename Done> QPointer<QFutureWatcherBase> start(QObject *owner, Work work, Done done)
    {
        auto recorded = [work = std::move(work)](Services &own, jobs::Progress &progress) mutable {
            auto result = work(own, progress);
            if (!result)
                recordRefusal(own, result.error());
            return result;
        };
        return m_runner.start(owner, onServices(std::move(recorded)), std::move(done));
    }
    /// \a work(Services &, Progress &) as a function of the progress alone, for `jobs::Latest`.
    template<typename Work> auto onServices(Work work) const
    {
        return [this, work = std::move(work)](
                   jobs::Progress &progress) mutable -> std::invoke_result_t<Work, Services &, jobs::Progress &> {
            const auto own = services();
            if (!own)
                return passOn(own);
            return work(**own, progress);
        };
    }
    jobs::Runner &runner() { return m_runner; }

    /// Tells open pages that something was stored by this program.
    void announceChange() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();

private:
    Workspace(const QString &path, Mode mode);
    Result<void> initialise(storage::Session &session);
    void offerBackup();

    QString m_path;
    Mode m_mode;
    std::optional<Error> m_damage;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const ReferenceData> m_reference;
    bool m_hasFixedClock = false;
    bool m_isActorOfLogin = false;
    std::shared_ptr<storage::AccountNamesCache> m_accountNames = std::make_shared<storage::AccountNamesCache>();
    mutable QMutex m_actorGuard; ///< the window changes who works while workers ask for it
    QString m_actor;
    jobs::Runner m_runner;
};

} // namespace accord::workspace
