// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drafts/form_draft.h"

#include "core/bank/iban.h"
#include "core/workspace/form_drafts.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QTimer>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace accord::ui {

namespace {

constexpr int pauseMilliseconds = 700; // a draft is kept within a second

bool isSecret(const QWidget *editor)
{
    const auto *line = qobject_cast<const QLineEdit *>(editor);
    return line && line->echoMode() != QLineEdit::Normal;
}

bool hasIban(const QString &text)
{
    static const QRegularExpression candidate(u"[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]){11,30}"_s);
    constexpr qsizetype shortest = 15;
    for (auto matches = candidate.globalMatch(text); matches.hasNext();) {
        const QString compact = matches.next().captured().remove(u' ');
        for (qsizetype size = shortest; size <= compact.size(); ++size) { // words may follow
            if (bank::Iban::parse(compact.left(size)))
                return true;
        }
    }
    return false;
}

QString textOf(const QWidget *editor)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(editor))
        return line->text();
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(editor))
        return text->toPlainText();
    if (const auto *day = qobject_cast<const QDateEdit *>(editor))
        return day->date().toString(Qt::ISODate);
    if (const auto *box = qobject_cast<const QCheckBox *>(editor))
        return box->isChecked() ? u"yes"_s : u"no"_s;
    const auto *choice = qobject_cast<const QComboBox *>(editor);
    if (!choice)
        return {};
    if (choice->isEditable())
        return choice->currentText();
    const QVariant value = choice->currentData();
    return value.isValid() ? value.toString() : QString::number(choice->currentIndex());
}

void choose(QComboBox *choice, const QString &text)
{
    int index = -1;
    for (int i = 0; i < choice->count() && index < 0; ++i) {
        const QVariant value = choice->itemData(i);
        const QString own = choice->isEditable() ? choice->itemText(i)
                            : value.isValid()    ? value.toString()
                                                 : QString::number(i);
        if (own == text)
            index = i;
    }
    if (index >= 0)
        choice->setCurrentIndex(index);
    else if (choice->isEditable())
        choice->setEditText(text);
}

void setText(QWidget *editor, const QString &text)
{
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setText(text);
    else if (auto *area = qobject_cast<QPlainTextEdit *>(editor))
        area->setPlainText(text);
    else if (auto *day = qobject_cast<QDateEdit *>(editor))
        day->setDate(QDate::fromString(text, Qt::ISODate));
    else if (auto *box = qobject_cast<QCheckBox *>(editor))
        box->setChecked(text == u"yes"_s);
    else if (auto *choice = qobject_cast<QComboBox *>(editor))
        choose(choice, text);
}

} // namespace

/// Lets drafts of one form be written in the order in which they were typed, by whichever worker comes first.
struct FormDraft::Pen
{
    QMutex mutex;
    int latest = 0; ///< in the thread of the form alone
    int written = 0;

    Result<> write(workspace::Services &services, const QString &form, const QJsonObject &fields, int number)
    {
        const QMutexLocker lock(&mutex);
        if (number < written)
            return {}; // what was typed later is kept already
        written = number;
        return workspace::keepFormDraft(services, form, fields);
    }
};

/// A sentence above the form, and a way to start over.
class FormDraft::Notice final : public QWidget
{
public:
    explicit Notice(FormDraft &draft)
        : QWidget(draft.m_owner)
        , m_sentence(new Label({}, TextRole::Body, Token::Text, this))
        , m_startOver(new QPushButton(FormDraft::tr("Start over"), this))
    {
        m_sentence->setWordWrap(true);
        setButtonKind(m_startOver, ButtonKind::Quiet);
        m_startOver->setAutoDefault(false);
        connect(m_startOver, &QPushButton::clicked, &draft, &FormDraft::startOver);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(metrics::inset, metrics::grid, metrics::grid, metrics::grid);
        layout->addWidget(m_sentence, 1);
        layout->addWidget(m_startOver);
    }
    void say(const QString &sentence, bool isProblem)
    {
        m_isProblem = isProblem;
        m_sentence->setText(sentence);
        m_startOver->setVisible(!isProblem);
        show();
        update();
    }
    QString sentence() const { return m_sentence->text(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawRounded(&painter, rect(), metrics::radiusControl,
                    Theme::of(this).color(m_isProblem ? Token::WarningTint : Token::InfoTint), {});
    }

private:
    Label *m_sentence;
    QPushButton *m_startOver;
    bool m_isProblem = false;
};

FormDraft::FormDraft(workspace::Workspace &workspace, const QString &form, const std::vector<Field> &fields,
                     QWidget *owner, QBoxLayout *place)
    : QObject(owner)
    , m_workspace(workspace)
    , m_form(form)
    , m_owner(owner)
    , m_place(place ? place : qobject_cast<QBoxLayout *>(owner->layout()))
    , m_pen(std::make_shared<Pen>())
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMilliseconds);
    connect(m_pause, &QTimer::timeout, this, &FormDraft::keep);
    if (workspace.isReadOnly()) {
        m_isFinished = true;
        return;
    }
    for (const Field &field : fields) {
        if (!isSecret(field.editor))
            watch(field);
    }
    if (auto *dialog = qobject_cast<QDialog *>(owner))
        connect(dialog, &QDialog::finished, this, &FormDraft::finish);
    look();
}

FormDraft::~FormDraft()
{
    delete m_notice;
    if (m_isFinished || !m_isKnown || m_typed == m_kept)
        return;
    if (const auto services = m_workspace.services())
        (void)m_pen->write(**services, m_form, m_typed, ++m_pen->latest);
}

void FormDraft::watch(const Field &field)
{
    m_fields.push_back(field);
    m_base << textOf(field.editor);
    if (auto *line = qobject_cast<QLineEdit *>(field.editor))
        connect(line, &QLineEdit::textChanged, this, &FormDraft::typed);
    else if (auto *text = qobject_cast<QPlainTextEdit *>(field.editor))
        connect(text, &QPlainTextEdit::textChanged, this, &FormDraft::typed);
    else if (auto *day = qobject_cast<QDateEdit *>(field.editor))
        connect(day, &QDateEdit::dateChanged, this, &FormDraft::typed);
    else if (auto *box = qobject_cast<QCheckBox *>(field.editor))
        connect(box, &QCheckBox::toggled, this, &FormDraft::typed);
    else if (auto *choice = qobject_cast<QComboBox *>(field.editor)) {
        connect(choice, &QComboBox::currentIndexChanged, this, &FormDraft::typed);
        connect(choice, &QComboBox::currentTextChanged, this, &FormDraft::typed);
    }
}

void FormDraft::look()
{
    m_workspace.start(
        this,
        [form = m_form](workspace::Services &services, jobs::Progress &) {
            return workspace::formDraft(services, form);
        },
        [this](const Result<std::optional<workspace::FormDraft>> &draft) {
            if (m_isFinished)
                return;
            m_isKnown = true;
            if (draft && *draft)
                restore((*draft)->fields, (*draft)->keptAt);
        });
}

void FormDraft::restore(const QJsonObject &fields, const QDateTime &keptAt)
{
    m_kept = fields;
    bool isChanged = false;
    {
        const QScopedValueRollback setting(m_isSetting, true);
        for (size_t i = 0; i < m_fields.size(); ++i) {
            const Field &field = m_fields[i];
            const QString text = fields.value(field.name).toString();
            // What is typed already stays, and so does what the record says by now.
            if (m_typed.contains(field.name) || !fields.contains(field.name) || text == m_base[qsizetype(i)])
                continue;
            setText(field.editor, text);
            isChanged = true;
        }
    }
    typed();
    if (!isChanged)
        return;
    const QDateTime at = keptAt.toLocalTime();
    const QLocale locale = m_owner->locale();
    const bool isToday = at.date() == m_workspace.clock().now().toLocalTime().date();
    shownNotice()->say(tr("Restored what you typed at %1.")
                           .arg(isToday ? locale.toString(at.time(), QLocale::ShortFormat)
                                        : locale.toString(at, QLocale::ShortFormat)),
                       false);
}

void FormDraft::typed()
{
    if (m_isSetting || m_isFinished)
        return;
    m_typed = changedFields();
    // Not put off by what is typed on: the first key since the last draft begins the second.
    if (m_typed != m_kept && !m_pause->isActive())
        m_pause->start();
}

QJsonObject FormDraft::changedFields() const
{
    QJsonObject changed;
    for (size_t i = 0; i < m_fields.size(); ++i) {
        if (const QString text = textOf(m_fields[i].editor); text != m_base[qsizetype(i)] && !hasIban(text))
            changed.insert(m_fields[i].name, text);
    }
    return changed;
}

void FormDraft::keep()
{
    if (!m_isKnown)
        return m_pause->start();
    if (!m_isFinished && m_typed != m_kept)
        write(m_typed);
}

void FormDraft::write(const QJsonObject &fields)
{
    // The workspace owns the work, so that it comes to its end when the form is closed meanwhile.
    m_workspace.start(
        &m_workspace,
        [pen = m_pen, form = m_form, fields, number = ++m_pen->latest](
            workspace::Services &services, jobs::Progress &) { return pen->write(services, form, fields, number); },
        [self = QPointer(this), fields](const Result<> &kept) {
            if (!self || self->m_isFinished)
                return;
            if (!kept)
                return self->shownNotice()->say(
                    tr("What you type here is not kept: %1").arg(inWords(kept.error()).paragraph()), true);
            self->m_kept = fields;
        });
}

void FormDraft::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    m_pause->stop();
    if (m_pen->latest > 0 || !m_kept.isEmpty())
        write({});
}

void FormDraft::settle()
{
    if (m_isFinished)
        return;
    for (size_t i = 0; i < m_fields.size(); ++i)
        m_base[qsizetype(i)] = textOf(m_fields[i].editor);
    m_typed = {};
    m_pause->stop();
    hideNotice();
    if (m_pen->latest > 0 || !m_kept.isEmpty())
        write({});
}

void FormDraft::startOver()
{
    {
        const QScopedValueRollback setting(m_isSetting, true);
        for (size_t i = 0; i < m_fields.size(); ++i)
            setText(m_fields[i].editor, m_base[qsizetype(i)]);
    }
    hideNotice();
    typed();
    if (!m_fields.empty())
        m_fields.front().editor->setFocus();
}

void FormDraft::hideNotice()
{
    if (!m_notice)
        return;
    m_notice->hide();
    m_notice->deleteLater(); // its button may be the one that was clicked
    m_notice.clear();
}

QString FormDraft::notice() const
{
    return m_notice ? m_notice->sentence() : QString();
}

FormDraft::Notice *FormDraft::shownNotice()
{
    if (m_notice)
        return m_notice;
    m_notice = new Notice(*this);
    Q_ASSERT(m_place);
    const bool hasTitle = m_place->count() > 0 && qobject_cast<Label *>(m_place->itemAt(0)->widget());
    m_place->insertWidget(hasTitle ? 1 : 0, m_notice);
    return m_notice;
}

} // namespace accord::ui
