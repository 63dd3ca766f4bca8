// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/link_handler.h"

#include "core/workspace/whole_file.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

namespace accord::app {

namespace {

/// One argument of the Exec key: within quotes, with these letters escaped; the whole is then the value of a string
/// key, where a backslash is written twice. A percent sign would begin a field code.
QString quotedArgument(const QString &argument)
{
    QString quoted;
    for (const QChar letter : argument) {
        if (u"\"`$\\"_s.contains(letter))
            quoted += u'\\';
        quoted += letter;
    }
    quoted.replace(u'\\', u"\\\\"_s).replace(u'%', u"%%"_s).replace(u'\n', u"\\n"_s);
    return u'"' + quoted + u'"';
}

} // namespace

QByteArray desktopEntry(const QString &program)
{
    return u"[Desktop Entry]\n"
           "Type=Application\n"
           "Version=1.4\n"
           "Name=Accord\n"
           "Comment=Sell to, bill and keep enterprise customers\n"
           "Exec=%1 %u\n"
           "Terminal=false\n"
           "Categories=Office;Finance;\n"
           "MimeType=x-scheme-handler/accord;\n"_s.replace(u"%1"_s, quotedArgument(program))
               .toUtf8();
}

Result<QString> openLinksWith(const QString &program)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::ApplicationsLocation));
    folder.mkpath(u"."_s);
    const QString file = folder.filePath(u"accord.desktop"_s);
    if (const auto written = workspace::writeWholeFile(file, desktopEntry(program)); !written)
        return passOn(written);
    if (const QString tool = QStandardPaths::findExecutable(u"xdg-mime"_s); !tool.isEmpty())
        QProcess::execute(tool, {u"default"_s, u"accord.desktop"_s, u"x-scheme-handler/accord"_s});
    return file;
}

} // namespace accord::app
