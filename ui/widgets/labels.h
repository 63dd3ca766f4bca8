// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QtWidgets/QLabel>

namespace accord::ui {

/// A label that shows text as it is: nothing that a customer typed is ever read as markup. Font and colour follow the
/// theme.
class Label : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString &text = {}, TextRole role = TextRole::Body, Token token = Token::Text,
                   QWidget *parent = nullptr);

    void setRole(TextRole role);
    void setToken(Token token);
    /// Cuts the text with "…" instead of asking for its full width.
    void setElided(bool elided);
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    TextRole m_role;
    Token m_token;
    bool m_elided = false;
};

/// Sets a tool tip that shows \a text as it is.
void setPlainToolTip(QWidget *widget, const QString &text);

} // namespace accord::ui
