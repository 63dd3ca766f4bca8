// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/fonts.h"

#include <QtWidgets/QWidget>

namespace accord::ui {

/// A figure with a caption that can be asked for its derivation: dotted underline on hover and focus, `E`, Enter or a
/// click explains.
class FigureLabel : public QWidget
{
    Q_OBJECT
public:
    explicit FigureLabel(const QString &caption, TextRole role = TextRole::Figure, QWidget *parent = nullptr);

    /// \param note  a quieter line below: a comparison, or why there is no value
    void setFigure(const QString &figure, const QString &note = {});
    /// Whether there is a derivation to show.
    void setExplainable(bool explainable);
    QString figure() const { return m_figure; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void explainRequested();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void describe();

    QString m_caption;
    QString m_figure;
    QString m_note;
    TextRole m_role;
    bool m_explainable = false;
};

} // namespace accord::ui
