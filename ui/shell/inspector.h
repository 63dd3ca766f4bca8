// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace accord::ui {

class Label;

/// The panel at the right: follows the page in front, never takes the focus by itself.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);
    ~Inspector() override;
    /// Shows \a content without owning it; null says that there is nothing to show.
    void setContent(QWidget *content);
    QWidget *content() const { return m_content; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_layout;
    Label *m_nothing;
    QPointer<QWidget> m_content;
};

} // namespace accord::ui
