// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QFrame>

class QBoxLayout;
class QVBoxLayout;

namespace accord::ui {

class Label;

/// A section on the surface with a title, room for commands beside it, and a body.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);
    QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title);
    /// Puts \a widget at the right end of the title line.
    void addToTitle(QWidget *widget);
    /// No margin around the body: for a table that fills the card.
    void setFlush(bool flush);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_title;
    QBoxLayout *m_head;
    QVBoxLayout *m_body;
};

/// A status as a word on its tint.
class StatusBadge : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBadge(QWidget *parent = nullptr);
    void setBadge(const struct Badge &badge);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    int m_tone = 0;
};

/// A horizontal hairline.
class Hairline : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace accord::ui
