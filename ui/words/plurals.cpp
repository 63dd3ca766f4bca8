// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/plurals.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTranslator>

namespace accord::ui {

void installPlurals(QCoreApplication &application)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QStringLiteral(":/i18n/accord_en.qm")))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace accord::ui
