// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop console: accord [WORKSPACE.accord | LINK] | --sample
#include "app/hardening/hardening.h"
#include "app/accord/launcher.h"
#include "app/accord/link_handler.h"
#include "core/workspace/saved_servers.h"

#include "ui/errors/error_words.h"
#include "ui/shell/deep_link.h"
#include "ui/style/theme.h"
#include "ui/words/plurals.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QLibraryInfo>
#include <QtCore/QSettings>
#include <QtCore/QTextStream>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>

#include <sys/stat.h>

using namespace accord;

namespace {

void installTranslations(QApplication &application)
{
    for (const auto &[name, folder] : {std::pair(u"accord"_s, u":/i18n"_s),
                                       std::pair(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))}) {
        auto *translator = new QTranslator(&application);
        if (translator->load(QLocale(), name, u"_"_s, folder))
            application.installTranslator(translator);
    }
}

int registerLinks()
{
    const auto file = app::openLinksWith(QCoreApplication::applicationFilePath());
    const QString sentence
        = file ? QCoreApplication::translate("Main", "Links are opened with this program: %1").arg(*file)
               : ui::inWords(file.error()).paragraph();
    QTextStream(file ? stdout : stderr) << sentence << Qt::endl;
    return file ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    app::hardenProcess();
    ::umask(077);
    QApplication application(argc, argv);
    app::hardenLibraryPaths();
    QApplication::setOrganizationName(u"Accord"_s);
    QApplication::setApplicationName(u"accord"_s);
    QApplication::setApplicationVersion(QStringLiteral(ACCORD_VERSION));
    ui::installPlurals(application);
    installTranslations(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("Main", "Sell to, bill and keep enterprise customers."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(
        u"sample"_s,
        QCoreApplication::translate("Main", "Open the sample company, and make it first where it is not there yet."),
        QCoreApplication::translate("Main", "file"));
    parser.addOption(sample);
    parser.addPositionalArgument(
        u"workspace"_s,
        QCoreApplication::translate(
            "Main", "A company's file (*.accord), the name or address of a server, or a link (accord://…)."),
        u"[WORKSPACE.accord | SERVER | LINK]"_s);
    const QCommandLineOption links(
        u"register-links"_s,
        QCoreApplication::translate("Main", "Let this desktop open accord:// links with this program, and end."));
    parser.addOption(links);
    parser.process(application);
    if (parser.isSet(links))
        return registerLinks();

    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"Accord"_s, u"accord"_s);
    ui::Theme theme;
    theme.install(application);
    app::Launcher launcher(theme, settings);
    const QString place = parser.positionalArguments().value(0);
    if (parser.isSet(sample))
        launcher.openSample(parser.value(sample).isEmpty() ? app::Launcher::samplePath() : parser.value(sample));
    else if (!place.isEmpty() && ui::DeepLink::isLink(place))
        launcher.openLink(place);
    else if (!place.isEmpty())
        launcher.openFile(workspace::SavedServers(settings).resolved(place));
    else
        launcher.showWelcome();
    return QApplication::exec();
}
