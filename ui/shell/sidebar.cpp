// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sidebar.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>

namespace accord::ui {

/// One line of the side bar, painted from the tokens.
class SidebarButton final : public QAbstractButton
{
public:
    SidebarButton(const QString &title, const QString &icon, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
    {
        setText(title);
        setAccessibleName(title);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setPicture(const QString &icon)
    {
        m_icon = icon;
        update();
    }
    void setFolded(bool folded)
    {
        m_folded = folded;
        setPlainToolTip(this, folded ? text() : QString());
        update();
    }
    void setCount(int count)
    {
        m_count = count;
        update();
    }
    QSize sizeHint() const override { return {80, Theme::of(this).scaled(30)}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        const QRectF body = QRectF(rect()).adjusted(8, 1, -8, -1);
        if (isChecked())
            drawRounded(&painter, body, metrics::radiusControl, theme.color(Token::Selected), {});
        else if (underMouse())
            drawRounded(&painter, body, metrics::radiusControl, theme.color(Token::SelectedInactive), {});
        const QColor ink = theme.color(isChecked() ? Token::Accent : Token::Text2);
        const int left = m_folded ? (width() - 18) / 2 : 18;
        painter.drawPixmap(left, (height() - 18) / 2, theme.pixmap(m_icon, 18, devicePixelRatioF(), ink));
        if (!m_folded) {
            painter.setFont(theme.font(isChecked() ? TextRole::BodyStrong : TextRole::Body));
            painter.setPen(theme.color(Token::Text));
            painter.drawText(rect().adjusted(46, 0, -44, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 90));
        }
        if (m_count > 0)
            drawCount(painter, theme);
        if (hasFocus())
            drawFocusRing(&painter, body, metrics::radiusControl, theme.color(Token::Accent));
    }

private:
    void drawCount(QPainter &painter, const Theme &theme) const
    {
        painter.setFont(theme.font(TextRole::Caption));
        if (m_folded) {
            drawRounded(&painter, QRectF(width() - 20, 5, 7, 7), 3.5, theme.color(Token::Accent), {});
            return;
        }
        painter.setPen(theme.color(isChecked() ? Token::Accent : Token::Text2));
        painter.drawText(rect().adjusted(0, 0, -18, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(m_count));
    }

    QString m_icon;
    int m_count = 0;
    bool m_folded = false;
};

Sidebar::Sidebar(const PageFactory &pages, QWidget *parent)
    : QWidget(parent)
    , m_companyBox(new QWidget(this))
    , m_company(new Label({}, TextRole::BodyStrong, Token::Text, this))
    , m_note(new Label({}, TextRole::Caption, Token::Text3, this))
    , m_items(new QVBoxLayout)
    , m_fold(new SidebarButton(tr("Fold the side bar"), u"panel-left"_s, this))
{
    m_company->setElided(true);
    m_note->setElided(true);
    auto *company = new QVBoxLayout(m_companyBox);
    company->setContentsMargins(18, 0, metrics::inset, 0);
    company->setSpacing(0);
    company->addStretch();
    company->addWidget(m_company);
    company->addWidget(m_note);
    company->addStretch();
    m_companyBox->setFixedHeight(metrics::toolbar + 8);
    m_items->setContentsMargins(0, 0, 0, 0);
    m_items->setSpacing(1);
    QString group;
    for (const PageInfo &info : pages.pages()) {
        if (!info.inSidebar)
            continue;
        if (info.group != group && !info.group.isEmpty()) {
            auto *heading = new Label(info.group, TextRole::Caption, Token::Text3, this);
            heading->setContentsMargins(18, metrics::inset, 0, metrics::grid);
            m_items->addWidget(heading);
            m_headings << heading;
        }
        group = info.group;
        auto *button = new SidebarButton(info.title, info.icon, this);
        button->setCheckable(true);
        connect(button, &QAbstractButton::clicked, this, [this, button, name = info.name] {
            button->setChecked(true);
            Q_EMIT chosen(name);
        });
        m_items->addWidget(button);
        m_buttons.insert(info.name, button);
    }
    connect(m_fold, &QAbstractButton::clicked, this, [this] { setFolded(!m_folded); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::insetSmall);
    layout->setSpacing(0);
    layout->addWidget(m_companyBox);
    layout->addLayout(m_items);
    layout->addStretch();
    layout->addWidget(m_fold);
    setFixedWidth(metrics::sidebar);
}

void Sidebar::setCompany(const QString &name, const QString &note)
{
    m_company->setText(name);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Sidebar::setCurrent(const QString &pageName)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setChecked(it.key() == pageName);
}

void Sidebar::setCount(const QString &pageName, int count)
{
    if (SidebarButton *button = m_buttons.value(pageName)) {
        button->setCount(count);
        button->setAccessibleDescription(count > 0 ? tr("%n waiting", "", count) : QString());
    }
}

void Sidebar::setFolded(bool folded)
{
    m_folded = folded;
    setFixedWidth(folded ? metrics::sidebarFolded : metrics::sidebar);
    m_company->setVisible(!folded);
    m_note->setVisible(!folded && !m_note->text().isEmpty());
    for (Label *heading : m_headings)
        heading->setVisible(!folded);
    for (SidebarButton *button : m_buttons)
        button->setFolded(folded);
    m_fold->setText(folded ? tr("Unfold the side bar") : tr("Fold the side bar"));
    m_fold->setAccessibleName(m_fold->text());
    m_fold->setFolded(folded);
    Q_EMIT foldedChanged(folded);
}

void Sidebar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Sidebar));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.color(Token::BorderSubtle));
}

} // namespace accord::ui
