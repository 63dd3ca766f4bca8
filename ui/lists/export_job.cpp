// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/export_job.h"

#include "core/workspace/export_right.h"
#include "core/workspace/recorded_access.h"
#include "core/workspace/whole_file.h"
#include "ui/errors/error_words.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace accord::ui {

namespace {

Result<qint64> write(workspace::Services &services, jobs::Progress &progress, const TableDump &dump,
                     const QString &title, const QString &path)
{
    const bool workbook = QFileInfo(path).suffix().compare(u"xlsx"_s, Qt::CaseInsensitive) == 0;
    const auto format = workbook ? exports::FileFormat::Xlsx : exports::FileFormat::Csv;
    const auto rows = dump.count(services);
    if (!rows)
        return passOn(rows);
    if (auto may = workspace::mayExportList(services, *rows); !may)
        return passOn(may);
    if (*rows > exports::mostRows(format))
        return fail(ErrorKind::InvalidInput, u"exports.too_many_rows"_s,
                    {{u"rows"_s, *rows}, {u"most"_s, exports::mostRows(format)}});
    progress.setTotal(*rows);
    const auto writer = exports::tableWriter(format, title, dump.headings);
    if (const auto written = dump.write(services, progress, *writer); !written)
        return passOn(written);
    const auto bytes = writer->finish();
    if (!bytes)
        return passOn(bytes);
    if (const auto written = workspace::writeWholeFile(path, *bytes); !written)
        return passOn(written);
    const QString form = workbook ? u"xlsx"_s : u"csv"_s;
    if (const auto recorded = workspace::recordExport(services, dump.headings.join(u", "_s), *rows, form); !recorded)
        return passOn(recorded);
    return rows;
}

} // namespace

ExportJob::ExportJob(workspace::Workspace &workspace, const QString &title, TableDump dump, const QString &path)
    : Job(&workspace)
    , m_title(title)
    , m_path(path)
{
    m_watcher = workspace.start(
        this,
        [dump = std::move(dump), title, path](workspace::Services &services, jobs::Progress &progress) {
            return write(services, progress, dump, title, path);
        },
        [this](const Result<qint64> &rows) { finish(rows); });
    if (m_watcher)
        connect(m_watcher, &QFutureWatcherBase::progressValueChanged, this, &ExportJob::changed);
}

int ExportJob::percent() const
{
    return m_watcher ? m_watcher->progressValue() / 10 : -1;
}

void ExportJob::cancel()
{
    if (m_watcher)
        m_watcher->cancel();
}

void ExportJob::finish(const Result<qint64> &rows)
{
    m_running = false;
    Q_EMIT changed();
    const QString file = QDir::toNativeSeparators(m_path);
    if (rows)
        Q_EMIT finished({tr("%n row(s) written to %1.", nullptr, int(*rows)).arg(file), Tone::Good});
    else if (rows.error().kind == ErrorKind::Cancelled)
        Q_EMIT finished({tr("The export was stopped; no file was written."), Tone::Neutral});
    else
        Q_EMIT finished({inWords(rows.error()).paragraph(), Tone::Bad});
    deleteLater();
}

} // namespace accord::ui
