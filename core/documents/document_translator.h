// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLocale>
#include <QtCore/QTranslator>

namespace accord::documents {

/// The words of statements and letters in German, French and Spanish; asked, never installed. What it does not know
/// stays English.
class DocumentTranslator : public QTranslator
{
    Q_OBJECT
public:
    /// \param language  "de", "fr", "es"; every other one is English
    explicit DocumentTranslator(const QString &language, QObject *parent = nullptr);

    QString translate(const char *context, const char *source, const char *disambiguation = nullptr,
                      int n = -1) const override;
    bool isEmpty() const override { return m_column < 0; }

private:
    int m_column = -1;
};

/// The customs of \a language in \a country: how dates and amounts are written.
QLocale documentLocale(const QString &language, const QString &country);

} // namespace accord::documents
