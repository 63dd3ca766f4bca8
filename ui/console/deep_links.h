// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/shell/command_palette.h"

#include <QtCore/QObject>
#include <QtCore/QUuid>

class QSettings;

namespace accord::ui {

class MainWindow;

/// The links of a window: copies one to what is shown, follows one that was pasted into the palette or handed over by
/// another program. Notes in the settings where the company of a link is found on this machine.
class DeepLinks : public QObject
{
    Q_OBJECT
public:
    /// \param place  file or address of the open company; never with a password
    DeepLinks(MainWindow &window, QSettings &settings, const QString &place);

    /// Which company is open; links that came before are followed now.
    void setCompany(const QUuid &company);
    /// A link to the page in front, with its filter, chosen row and figure; empty while the company is not known.
    QString toShown() const;
    /// Goes where \a text says, in a new tab; otherwise a message says why not.
    void follow(const QString &text);
    /// What the palette offers for \a query, if it is a link.
    std::vector<PaletteEntry> entriesFor(const QString &query);

    /// Where the company of the link \a text was opened on this machine.
    /// \returns what DeepLink::fromText() refuses; NotFound "link.company_unknown".
    static Result<QString> placeOf(const QString &text, const QSettings &settings);

private:
    void copy();

    MainWindow &m_window;
    QSettings &m_settings;
    QString m_place;
    QUuid m_company;
    QStringList m_waiting; ///< links that came before the company was known
};

} // namespace accord::ui
