// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/soundness.h"

#include "core/storage/workspace_file.h"
#include "core/workspace/whole_file.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QStandardPaths>
#include <QtCore/QStorageInfo>

#include <algorithm>

namespace accord::workspace {

namespace {

constexpr qint64 megabyte = 1'000'000;
/// Looked through in a tenth of a second at most, so nothing about it has to be remembered (measured: 1.7 ms a MB).
constexpr qint64 smallFile = 32 * megabyte;
/// From here on a look takes about a second, and more when the file is not in memory.
constexpr qint64 largeFile = 256 * megabyte;
constexpr qint64 secondsOfLarge = 3'600, secondsBeforeMoney = 60;
constexpr qsizetype mostLooks = 50;

/// A look that found a file sound.
struct Look
{
    QString path;
    qint64 bytes = 0;
    qint64 changedAt = 0; ///< of the file, in milliseconds since 1970
    qint64 lookedAt = 0; ///< in seconds since 1970

    static Look now(const QString &path)
    {
        const QFileInfo file(path);
        return {file.canonicalFilePath(), file.size(), file.lastModified().toMSecsSinceEpoch(),
                SystemClock().now().toSecsSinceEpoch()};
    }
    static Look from(const QJsonObject &object)
    {
        return {object.value(u"path"_s).toString(), object.value(u"bytes"_s).toInteger(),
                object.value(u"changed_at"_s).toInteger(), object.value(u"looked_at"_s).toInteger()};
    }
    QJsonObject toJson() const
    {
        return {{u"path"_s, path}, {u"bytes"_s, bytes}, {u"changed_at"_s, changedAt}, {u"looked_at"_s, lookedAt}};
    }
    bool isOfSameFile(const Look &other) const { return bytes == other.bytes && changedAt == other.changedAt; }
};

QString fileOfLooks()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"accord/sound.json"_s);
}

/// The newest first.
std::vector<Look> looks()
{
    std::vector<Look> found;
    QFile file(fileOfLooks());
    if (!file.open(QIODevice::ReadOnly))
        return found;
    const QJsonArray all = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &one : all)
        found.push_back(Look::from(one.toObject()));
    return found;
}

/// What cannot be kept costs another look, and nothing else.
void keep(const Look &look)
{
    std::vector<Look> all = looks();
    std::erase_if(all, [&](const Look &one) { return one.path == look.path; });
    all.insert(all.begin(), look);
    QJsonArray array;
    for (const Look &one : all) {
        if (array.size() < mostLooks)
            array.append(one.toJson());
    }
    if (QDir().mkpath(QFileInfo(fileOfLooks()).absolutePath()))
        (void)writeWholeFile(fileOfLooks(), QJsonDocument(array).toJson(QJsonDocument::Compact));
}

bool isEnough(const Look &last, const Look &now, Soundness why)
{
    const qint64 age = now.lookedAt - last.lookedAt;
    if (age < 0) // of a clock that was set back since
        return false;
    if (why == Soundness::BeforeMoney)
        return age <= secondsBeforeMoney && now.isOfSameFile(last);
    return now.isOfSameFile(last) || (now.bytes >= largeFile && now.bytes >= last.bytes && age <= secondsOfLarge);
}

bool isFile(const storage::Session &session)
{
    return session.dialect().database() == storage::Dialect::Database::Sqlite && !session.path().isEmpty();
}

} // namespace

Result<> checkSoundness(storage::Session &session, Soundness why)
{
    if (!isFile(session))
        return {};
    const Look now = Look::now(session.path());
    if (now.bytes > smallFile) {
        const std::vector<Look> kept = looks();
        const auto last = std::ranges::find(kept, now.path, &Look::path);
        if (last != kept.end() && isEnough(*last, now, why))
            return {};
    }
    if (auto sound = storage::checkDamage(session, true); !sound)
        return sound;
    if (now.bytes > smallFile)
        keep(now);
    return {};
}

Result<> readyForMoney(Services &services)
{
    return checkSoundness(services.session(), Soundness::BeforeMoney);
}

Result<> readyForRun(Services &services)
{
    if (isFile(services.session())) {
        constexpr qint64 least = 200 * megabyte;
        const QString path = services.session().path();
        const qint64 needed = std::max(least, 2 * QFileInfo(path + u"-wal"_s).size());
        const qint64 there = QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable();
        if (there >= 0 && there < needed)
            return fail(ErrorKind::Unavailable, u"storage.no_room"_s,
                        {{u"path"_s, path}, {u"free"_s, there / megabyte}, {u"needed"_s, needed / megabyte}});
    }
    return readyForMoney(services);
}

} // namespace accord::workspace
