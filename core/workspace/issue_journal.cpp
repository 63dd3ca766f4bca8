// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/issue_journal.h"

#include "core/storage/postgresql_address.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QStandardPaths>

#include <set>

#include <unistd.h>

namespace accord::workspace {

using storage::IssuedNumber;

namespace {

/// The same for everybody who opens the workspace from here.
QString placeOf(const QString &path)
{
    return storage::isServerUrl(path) ? path : QFileInfo(path).absoluteFilePath();
}

QByteArray lineOf(const IssuedNumber &issued)
{
    const QJsonObject line{{u"series"_s, issued.series},
                           {u"entity"_s, issued.entity},
                           {u"number"_s, issued.number},
                           {u"account"_s, issued.account},
                           {u"currency"_s, issued.total.currency().code()},
                           {u"total_minor"_s, QString::number(issued.total.minor())},
                           {u"issue_date"_s, issued.issueDate.toString(Qt::ISODate)},
                           {u"digest"_s, issued.digest},
                           {u"issued_at"_s, issued.issuedAt.toUTC().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<IssuedNumber> readLine(const QByteArray &bytes)
{
    const QJsonObject line = QJsonDocument::fromJson(bytes).object();
    const auto currency = Currency::fromCode(line.value(u"currency"_s).toString());
    bool isNumber = false;
    const qint64 minor = line.value(u"total_minor"_s).toString().toLongLong(&isNumber);
    const QDateTime at = QDateTime::fromString(line.value(u"issued_at"_s).toString(), Qt::ISODateWithMs);
    const QString number = line.value(u"number"_s).toString();
    if (!currency || !isNumber || !at.isValid() || number.isEmpty())
        return std::nullopt;
    return IssuedNumber{line.value(u"series"_s).toString(),
                        line.value(u"entity"_s).toString(),
                        number,
                        line.value(u"account"_s).toString(),
                        Money(minor, *currency),
                        QDate::fromString(line.value(u"issue_date"_s).toString(), Qt::ISODate),
                        line.value(u"digest"_s).toString(),
                        at};
}

using Name = std::tuple<QString, QString, QString>;

Name nameOf(const IssuedNumber &issued)
{
    return {issued.series, issued.entity, issued.number};
}

/// The last few hundred entries.
std::vector<IssuedNumber> tailOf(const QString &path)
{
    constexpr qint64 tailBytes = 65'536;
    std::vector<IssuedNumber> tail;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tail;
    file.seek(std::max<qint64>(0, file.size() - tailBytes));
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (auto entry = readLine(line))
            tail.push_back(std::move(*entry));
    }
    return tail;
}

std::set<Name> namesOf(const std::vector<IssuedNumber> &entries)
{
    std::set<Name> names;
    for (const IssuedNumber &entry : entries)
        names.insert(nameOf(entry));
    return names;
}

QDateTime lastMomentOf(const std::vector<IssuedNumber> &entries)
{
    QDateTime last;
    for (const IssuedNumber &entry : entries)
        last = last.isValid() ? std::max(last, entry.issuedAt) : entry.issuedAt;
    return last;
}

/// What was issued from \a moment on and is not among \a names.
Result<std::vector<IssuedNumber>> newSince(Services &services, const QDateTime &moment, const std::set<Name> &names)
{
    auto issued = storage::IssuedNumbersSql(services.session()).since(moment);
    if (issued)
        std::erase_if(*issued, [&](const IssuedNumber &one) { return names.contains(nameOf(one)); });
    return issued;
}

Result<> append(const QString &path, const QByteArray &lines)
{
    const auto unwritable = [&path](const QString &problem) {
        return fail(ErrorKind::InvalidInput, u"file.unwritable"_s, {{u"file"_s, path}, {u"problem"_s, problem}});
    };
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return unwritable(u"mkdir"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append, QFile::ReadOwner | QFile::WriteOwner))
        return unwritable(file.errorString());
    // What a crash cut off must not join the next line.
    const bool isCut = file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n";
    const QByteArray bytes = (isCut ? QByteArray("\n") : QByteArray()) + lines;
    if (file.write(bytes) != bytes.size() || !file.flush() || ::fsync(file.handle()) != 0)
        return unwritable(file.errorString());
    return {};
}

} // namespace

IssueJournal::IssueJournal(const QString &folder, const QString &path)
{
    const QByteArray digest = QCryptographicHash::hash(placeOf(path).toUtf8(), QCryptographicHash::Sha256).toHex();
    m_file = QDir(folder).filePath(QString::fromLatin1(digest.left(32)) + u".jsonl"_s);
}

QString IssueJournal::usualFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"accord/issued"_s);
}

Result<std::vector<IssuedNumber>> IssueJournal::entries() const
{
    std::vector<IssuedNumber> entries;
    QFile file(m_file);
    if (!file.exists())
        return entries;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, m_file}, {u"problem"_s, file.errorString()}});
    while (!file.atEnd()) {
        if (auto entry = readLine(file.readLine()))
            entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<qint64> IssueJournal::catchUp(Services &services)
{
    const auto tail = tailOf(m_file);
    const auto fresh = newSince(services, lastMomentOf(tail), namesOf(tail));
    if (!fresh)
        return passOn(fresh);
    if (fresh->empty())
        return 0; // nearly always: without reading the whole journal
    const auto known = entries();
    if (!known)
        return passOn(known);
    // Another session may have committed meanwhile what it began earlier: the last day is looked through again.
    constexpr qint64 secondsAgain = 86'400;
    const QDateTime last = lastMomentOf(*known);
    const auto issued = newSince(services, last.isValid() ? last.addSecs(-secondsAgain) : QDateTime(), namesOf(*known));
    if (!issued)
        return passOn(issued);
    QByteArray lines;
    for (const IssuedNumber &one : *issued)
        lines += lineOf(one);
    if (lines.isEmpty())
        return 0;
    if (const auto written = append(m_file, lines); !written)
        return passOn(written);
    return qint64(issued->size());
}

} // namespace accord::workspace
