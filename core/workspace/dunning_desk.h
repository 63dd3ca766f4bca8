// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/dunning.h"
#include "core/receivables/dunning_letter.h"
#include "core/storage/dunning_sql.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/receivables_desk.h"

namespace accord::workspace {

/// The schedules that hold.
struct DunningPolicy
{
    int version = 0; ///< 0: those that come with the program
    std::vector<payments::DunningSchedule> schedules;
};

/// An account of the worklist in one currency, with everything that is known about its lateness.
struct DunningCase
{
    accounts::AccountId account;
    QString name;
    QString segment;
    payments::DunningState state; ///< amounts in the documents' currency
    Money worth; ///< what is due, in company currency
    Exact urgency; ///< of \c worth, so that currencies compare
    std::vector<receivables::StatementItem> documents; ///< due, disputed ones too; the oldest first
    Money received; ///< >= 0, on account: never dunned
    Money charges; ///< >= 0: charged for late payment and not paid yet
    std::vector<storage::PromiseRow> promises;
    std::vector<storage::DunningStepRow> steps; ///< taken, newest first
    QString pauseReason; ///< of a pause by hand
};

/// What dunning did, or would do.
struct DunningTaken
{
    DunningCase of;
    payments::DunningStep step;
    QString state; ///< "done", "in_approval"
};

/// Late payments and what is done about them.
class DunningDesk
{
public:
    explicit DunningDesk(Services &services)
        : m_services(services)
    { }

    Result<DunningPolicy> policy();
    /// Saves \a utf8 as a new version. \returns as payments::readDunningSchedules(); the version that holds when it
    /// says the same.
    Result<DunningPolicy> setPolicy(const QByteArray &utf8);

    /// Accounts of which something is due on \a day: the most urgent first, paused ones after all others.
    Result<std::vector<DunningCase>> worklist(const QDate &day);
    /// Those of \a payers that have a step due on \a day, in the order of the worklist; costs as much as these payers.
    Result<std::vector<DunningCase>> stepsDue(const std::vector<accounts::AccountId> &payers, const QDate &day);
    /// Takes every step that is due today, each once: letters and tasks are queued, cuts of a service are asked for.
    Result<std::vector<DunningTaken>> run(Effect effect = Effect::Kept);
    /// The steps that were taken, newest first.
    Result<std::vector<storage::DunningStepRow>> history(int limit);

    /// The letter that is or would be sent to \a reference, an account or one of its invoices: in \a language, or that
    /// of its country. \returns NotFound "dunning.subject_unknown", Conflict "dunning.nothing_due", InvalidInput
    /// "dunning.language_unknown".
    Result<receivables::DunningLetter> letter(const QString &reference, const QString &language = {});
    Result<receivables::DunningLetter> letter(const DunningCase &of, const QString &language = {});

    /// Keeps that \a account will pay \a amount by \a day; until then it is left alone.
    /// \returns InvalidInput "dunning.promise_amount", "dunning.promise_day".
    Result<storage::PromiseRow> promise(const QString &account, const Money &amount, const QDate &day,
                                        const QString &note = {});
    /// \returns InvalidInput "dunning.pause_reason", "dunning.pause_day"; Conflict "dunning.paused_already".
    Result<> pause(const QString &account, const QDate &until, const QString &reason);
    /// \returns Conflict "dunning.not_paused".
    Result<> resume(const QString &account);

private:
    Result<std::vector<DunningCase>> cases(const QDate &day, const DunningPolicy &policy,
                                           const std::optional<accounts::AccountId> &payer = {});
    Result<DunningPolicy> storedPolicy();
    Result<QString> take(const DunningCase &one, const payments::DunningStep &step, int policyVersion);
    Result<> ask(const storage::DunningStepRow &row, const Money &worth);

    Services &m_services;
};

/// What follows from the decision about cutting a service. The one who runs the service is told.
Result<> decideServiceAction(Services &services, const QUuid &step, bool isApproved);

/// The languages of letters: "en", "de", "fr", "es".
QStringList letterLanguages();
/// That of a country: "de" for DE, AT, CH and LI, English where there is none.
QString letterLanguageFor(const QString &country);

} // namespace accord::workspace
