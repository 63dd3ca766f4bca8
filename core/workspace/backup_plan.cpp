// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/backup_plan.h"

#include "core/exports/file_name.h"
#include "core/storage/backup.h"
#include "core/storage/database_counts_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"
#include "core/workspace/verification.h"
#include "core/workspace/whole_file.h"
#include "core/workspace/workspace.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>

namespace accord::workspace {

namespace {

const QString planKey = u"backup_plan"_s;

QString manifestOf(const QString &backup)
{
    return backup + u".json"_s;
}

Result<> check(const BackupPlan &plan)
{
    if (!QDir::isAbsolutePath(plan.folder) || !QDir(plan.folder).exists())
        return fail(ErrorKind::InvalidInput, u"backup.folder"_s, {{u"value"_s, plan.folder}});
    if (plan.everyHours < 1 || plan.everyHours > 8'760)
        return fail(ErrorKind::InvalidInput, u"backup.every"_s, {{u"value"_s, plan.everyHours}});
    if (plan.keep < 1 || plan.keep > 1'000)
        return fail(ErrorKind::InvalidInput, u"backup.keep"_s, {{u"value"_s, plan.keep}});
    return {};
}

QString nameOf(Services &services)
{
    return QFileInfo(Workspace::nameOf(services.session().path())).completeBaseName();
}

Result<QString> digestOf(const QString &path)
{
    QFile file(path); // a copy that nobody has open
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    return QString::fromLatin1(hash.result().toHex());
}

QJsonObject manifest(const BackupFile &backup)
{
    return {{u"made_at"_s, backup.madeAt.toUTC().toString(Qt::ISODateWithMs)},
            {u"seal"_s, backup.seal},
            {u"bytes"_s, backup.bytes},
            {u"accounts"_s, backup.accounts},
            {u"issued_documents"_s, backup.issuedDocuments},
            {u"sha256"_s, backup.sha256}};
}

std::optional<BackupFile> readManifest(const QString &backup)
{
    QFile file(manifestOf(backup));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject from = QJsonDocument::fromJson(file.readAll()).object();
    BackupFile found;
    found.path = backup;
    found.madeAt = QDateTime::fromString(from.value(u"made_at"_s).toString(), Qt::ISODateWithMs);
    found.seal = from.value(u"seal"_s).toString();
    found.bytes = from.value(u"bytes"_s).toInteger(-1);
    found.accounts = from.value(u"accounts"_s).toInteger(-1);
    found.issuedDocuments = from.value(u"issued_documents"_s).toInteger(-1);
    found.sha256 = from.value(u"sha256"_s).toString();
    if (!found.madeAt.isValid() || found.sha256.isEmpty())
        return std::nullopt;
    return found;
}

/// Opens \a path and holds it to everything that must hold. \returns what its manifest says.
Result<BackupFile> inspect(const QString &path, jobs::Progress &progress)
{
    BackupFile backup;
    backup.path = path;
    {
        const auto workspace = Workspace::open(path, Mode::ReadOnly);
        if (!workspace)
            return passOn(workspace);
        const auto services = (*workspace)->services();
        if (!services)
            return passOn(services);
        const auto checks = verify(**services, progress);
        if (!checks)
            return passOn(checks);
        for (const auto &one : *checks) {
            if (!one.violations.empty())
                return fail(ErrorKind::Internal, u"backup.unsound"_s,
                            {{u"invariant"_s, one.inWords}, {u"subject"_s, one.violations.front().subject}});
        }
        storage::AuditSql store((*services)->session());
        const auto head = security::AuditChain(store, (*services)->clock()).head();
        if (!head)
            return passOn(head);
        backup.seal = head->toString();
        const auto counts = storage::databaseCounts((*services)->session());
        if (!counts)
            return passOn(counts);
        backup.accounts = counts->accounts;
        backup.issuedDocuments = counts->issuedDocuments;
    } // closed before its bytes are read
    const auto digest = digestOf(path);
    if (!digest)
        return passOn(digest);
    backup.sha256 = *digest;
    backup.bytes = QFileInfo(path).size();
    return backup;
}

std::vector<BackupFile> backupsIn(const QString &folder, const QString &workspaceName)
{
    std::vector<BackupFile> files;
    const QString stem = exports::fileName(workspaceName, u"accord"_s).chopped(7); // without ".accord"
    for (const QString &name : QDir(folder).entryList({u"*.accord"_s}, QDir::Files)) {
        if (!name.startsWith(stem))
            continue;
        if (auto backup = readManifest(QDir(folder).filePath(name)))
            files.push_back(std::move(*backup));
    }
    std::ranges::sort(files, std::ranges::greater(), &BackupFile::madeAt);
    return files;
}

void removeOld(const BackupPlan &plan, const QString &name)
{
    const auto files = backupsIn(plan.folder, name);
    for (size_t n = size_t(plan.keep); n < files.size(); ++n) {
        QFile::remove(manifestOf(files[n].path)); // without it, it is no backup of the plan any more
        QFile::remove(files[n].path);
    }
}

Result<BackupFile> make(Services &services, const BackupPlan &plan, jobs::Progress &progress)
{
    if (const auto usable = check(plan); !usable)
        return passOn(usable);
    const QDateTime now = SystemClock().now(); // files are of the machine's time, also where a company's day is fixed
    const QString name = nameOf(services);
    const QString path
        = QDir(plan.folder)
              .filePath(exports::fileName(u"%1 %2"_s.arg(name, now.toString(u"yyyy-MM-dd hhmmss"_s)), u"accord"_s));
    const QString unchecked = path + u".unchecked"_s;
    if (const auto copied = storage::backup(services.session(), unchecked); !copied)
        return passOn(copied);
    auto made = inspect(unchecked, progress);
    if (made) {
        made->path = path;
        made->madeAt = now;
        const auto noted = writeWholeFile(manifestOf(path), QJsonDocument(manifest(*made)).toJson());
        if (!noted)
            made = passOn(noted);
        else if (!QFile::rename(unchecked, path))
            made
                = fail(ErrorKind::InvalidInput, u"file.unwritable"_s, {{u"file"_s, path}, {u"problem"_s, u"rename"_s}});
    }
    if (!made) {
        QFile::remove(unchecked);
        QFile::remove(manifestOf(path));
        return made;
    }
    removeOld(plan, name);
    if (!services.session().isReadOnly()) {
        storage::Transaction transaction(services.session());
        const auto audited = services.audit(
            u"workspace.backup"_s, u"workspace"_s, {},
            {{u"file"_s, QFileInfo(path).fileName()}, {u"sha256"_s, made->sha256}, {u"planned"_s, true}});
        if (!audited)
            return passOn(audited);
        if (const auto stored = transaction.commit(); !stored)
            return passOn(stored);
    }
    return made;
}

} // namespace

Result<std::optional<BackupPlan>> backupPlan(Services &services)
{
    const auto text = services.seller().setting(planKey);
    if (!text)
        return passOn(text);
    const QJsonObject from = QJsonDocument::fromJson(text->toUtf8()).object();
    if (from.isEmpty())
        return std::optional<BackupPlan>();
    return std::optional(BackupPlan{from.value(u"folder"_s).toString(), from.value(u"every_hours"_s).toInt(),
                                    from.value(u"keep"_s).toInt()});
}

Result<> setBackupPlan(Services &services, const std::optional<BackupPlan> &plan)
{
    if (auto may = permit(services, Act::MaintainWorkspace); !may)
        return may;
    QJsonObject document;
    if (plan) {
        if (auto usable = check(*plan); !usable)
            return usable;
        document = {{u"folder"_s, plan->folder}, {u"every_hours"_s, plan->everyHours}, {u"keep"_s, plan->keep}};
    }
    storage::Transaction transaction(services.session());
    const QString text = QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact));
    if (auto saved = services.seller().setSetting(planKey, text); !saved)
        return saved;
    const auto audited = services.audit(u"workspace.backup_plan"_s, u"workspace_setting"_s, planKey, document);
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

std::vector<BackupFile> backupsOf(Services &services, const BackupPlan &plan)
{
    return backupsIn(plan.folder, nameOf(services));
}

std::optional<BackupFile> newestWholeBackup(Services &services)
{
    const auto plan = backupPlan(services);
    if (!plan || !*plan)
        return std::nullopt;
    for (const BackupFile &backup : backupsOf(services, **plan)) {
        if (const auto digest = digestOf(backup.path); digest && *digest == backup.sha256)
            return backup;
    }
    return std::nullopt;
}

bool isBackupDue(const BackupPlan &plan, const std::vector<BackupFile> &files, const QDateTime &now)
{
    constexpr qint64 secondsInHour = 3'600;
    // One from the future says that the clock was set back: it proves nothing about today.
    return files.empty() || files.front().madeAt > now
           || files.front().madeAt.secsTo(now) >= plan.everyHours * secondsInHour;
}

Result<std::optional<BackupFile>> backUpIfDue(Services &services, jobs::Progress &progress)
{
    const auto plan = backupPlan(services);
    if (!plan)
        return passOn(plan);
    if (!*plan || !isBackupDue(**plan, backupsOf(services, **plan), SystemClock().now()))
        return std::optional<BackupFile>();
    const auto made = make(services, **plan, progress);
    return made ? Result<std::optional<BackupFile>>(*made) : passOn(made);
}

Result<BackupFile> backUpNow(Services &services, jobs::Progress &progress)
{
    const auto plan = backupPlan(services);
    if (!plan)
        return passOn(plan);
    if (!*plan)
        return fail(ErrorKind::NotFound, u"backup.unplanned"_s);
    return make(services, **plan, progress);
}

Result<BackupFile> checkBackup(const QString &path, jobs::Progress &progress)
{
    const auto written = readManifest(path);
    if (!written)
        return fail(ErrorKind::InvalidInput, u"backup.no_manifest"_s, {{u"file"_s, path}});
    const auto digest = digestOf(path);
    if (!digest)
        return passOn(digest);
    if (*digest != written->sha256)
        return fail(ErrorKind::Internal, u"backup.changed"_s, {{u"file"_s, path}});
    const auto found = inspect(path, progress);
    if (!found)
        return found;
    if (found->seal != written->seal || found->accounts != written->accounts
        || found->issuedDocuments != written->issuedDocuments)
        return fail(ErrorKind::Internal, u"backup.changed"_s, {{u"file"_s, path}});
    return *written;
}

} // namespace accord::workspace
