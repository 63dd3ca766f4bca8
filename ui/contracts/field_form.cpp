// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/field_form.h"

#include "ui/contracts/cell_table.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/document_path.h"
#include "ui/contracts/field_values.h"
#include "ui/errors/finding_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>

namespace accord::ui {

namespace {

/// What a condition compares: "present" for an object, "true" and "false", or the text.
QString stateOf(const QJsonValue &value, const QString &otherwise)
{
    if (value.isObject())
        return u"present"_s;
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isString() ? value.toString() : otherwise;
}

/// The sentence of \a finding with the row of the table it is about.
QString sentenceOf(const contracts::Finding &finding, const QString &fieldPath)
{
    const QString sentence = findingInWords(finding.id, finding.args);
    static const QRegularExpression place(u"^\\[(\\d+)\\]"_s);
    const auto match = place.match(finding.path.mid(fieldPath.size()));
    return match.hasMatch() ? FieldForm::tr("Row %1: %2").arg(match.captured(1).toInt() + 1).arg(sentence) : sentence;
}

Token tokenOf(contracts::Severity severity)
{
    switch (severity) {
    case contracts::Severity::Blocking:
        return Token::Bad;
    case contracts::Severity::Warning:
        return Token::Warning;
    case contracts::Severity::Note:
        break;
    }
    return Token::Text3;
}

void showNote(Label *note, const QStringList &sentences, contracts::Severity worst)
{
    note->setToken(tokenOf(worst));
    note->setText(sentences.join(u'\n'));
    note->setVisible(!sentences.isEmpty());
}

/// The form gives a row over both columns the height that it had without its note.
void keepHeight(QWidget *holder)
{
    holder->setMinimumHeight(0);
    QLayout *layout = holder->layout();
    layout->activate();
    holder->setMinimumHeight(layout->hasHeightForWidth() ? layout->totalHeightForWidth(holder->width())
                                                         : layout->totalSizeHint().height());
}

Label *makeNote(QWidget *parent)
{
    auto *note = new Label({}, TextRole::Secondary, Token::Bad, parent);
    note->setWordWrap(true);
    note->hide();
    return note;
}

} // namespace

FieldForm::FieldForm(ContractDocument &document, std::vector<FieldSpec> fields, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_form(new QFormLayout)
    , m_general(makeNote(this))
{
    m_form->setHorizontalSpacing(metrics::insetLarge);
    m_form->setVerticalSpacing(metrics::insetSmall);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows); // where it is narrow, the label stands above
    for (FieldSpec &field : fields)
        addRow(std::move(field));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(m_general);
    layout->addLayout(m_form);
    connect(&m_document, &ContractDocument::replaced, this, &FieldForm::reload);
    connect(&m_document, &ContractDocument::changed, this, &FieldForm::showWanted);
    reload();
}

QString FieldForm::pathOf(const QString &path) const
{
    if (m_base.isEmpty())
        return path;
    return path.isEmpty() ? m_base : m_base + u'.' + path;
}

void FieldForm::addRow(FieldSpec spec)
{
    Row row;
    row.holder = new QWidget(this);
    auto *column = new QVBoxLayout(row.holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::grid / 2);
    if (spec.kind == FieldKind::Heading) {
        auto *heading = new Label(spec.label, TextRole::BodyStrong, Token::Text, row.holder);
        column->setContentsMargins(0, metrics::insetSmall, 0, 0);
        column->addWidget(heading);
        m_form->addRow(row.holder);
    } else {
        row.editor = makeEditor(spec);
        row.editor->setAccessibleName(spec.label);
        if (auto *inside = row.editor->findChild<QLineEdit *>()) // of a spin box: it takes the focus
            inside->setAccessibleName(spec.label);
        row.note = makeNote(row.holder);
        column->addWidget(row.editor);
        column->addWidget(row.note);
        const bool isWide = spec.kind == FieldKind::Cells;
        auto *label = new Label(spec.label, TextRole::Body, Token::Text2, this);
        if (!isWide)
            label->setFixedHeight(metrics::control);
        label->setBuddy(row.editor);
        if (isWide) {
            column->insertWidget(0, label);
            m_form->addRow(row.holder);
        } else {
            m_form->addRow(label, row.holder);
        }
    }
    row.spec = std::move(spec);
    m_rows.push_back(std::move(row));
}

QWidget *FieldForm::makeEditor(const FieldSpec &spec)
{
    switch (spec.kind) {
    case FieldKind::Choice:
        return makeChoice(spec);
    case FieldKind::Integer:
        return makeSpin(spec);
    case FieldKind::Check:
    case FieldKind::Present:
        return makeBox(spec);
    case FieldKind::PricesByName:
    case FieldKind::Sentences:
        return makeArea(spec);
    case FieldKind::Cells:
        return new CellTable(m_document, pathOf(spec.path), spec, this);
    default:
        return makeLine(spec);
    }
}

QWidget *FieldForm::makeLine(const FieldSpec &spec)
{
    if (spec.isReadOnly) {
        auto *said = new Label({}, TextRole::Body, Token::Text, this);
        said->setFixedHeight(metrics::control);
        return said;
    }
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(spec.hint);
    connect(field, &QLineEdit::textEdited, this,
            [this, spec](const QString &text) { write(spec, typedValue(spec.kind, text)); });
    return field;
}

QWidget *FieldForm::makeArea(const FieldSpec &spec)
{
    auto *area = new QPlainTextEdit(this);
    area->setPlaceholderText(spec.hint);
    area->setTabChangesFocus(true);
    area->setFixedHeight(3 * metrics::control);
    connect(area, &QPlainTextEdit::textChanged, this,
            [this, spec, area] { write(spec, typedValue(spec.kind, area->toPlainText())); });
    return area;
}

QWidget *FieldForm::makeChoice(const FieldSpec &spec)
{
    auto *box = new QComboBox(this);
    for (const Choice &choice : spec.choices)
        box->addItem(choice.title, choice.value);
    box->setEnabled(!spec.isReadOnly);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    connect(box, &QComboBox::currentIndexChanged, this, [this, spec, box] {
        const QString value = box->currentData().toString();
        write(spec, value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value));
    });
    return box;
}

QWidget *FieldForm::makeSpin(const FieldSpec &spec)
{
    auto *spin = new QSpinBox(this);
    spin->setRange(spec.least, spec.most);
    connect(spin, &QSpinBox::valueChanged, this, [this, spec](int value) { write(spec, value); });
    return spin;
}

QWidget *FieldForm::makeBox(const FieldSpec &spec)
{
    auto *box = new QCheckBox(spec.hint, this);
    box->setMinimumHeight(metrics::control);
    connect(box, &QCheckBox::toggled, this, [this, spec](bool checked) {
        if (spec.kind == FieldKind::Check)
            write(spec, checked);
        else
            write(spec, checked ? QJsonValue(spec.initial) : QJsonValue(QJsonValue::Undefined));
    });
    return box;
}

void FieldForm::write(const FieldSpec &spec, const QJsonValue &value)
{
    if (m_filling)
        return;
    m_document.set(spec.clearsPlace && value.isUndefined() ? m_base : pathOf(spec.path), value);
    if (spec.kind == FieldKind::Present || spec.kind == FieldKind::Choice)
        reload(); // fields that come to be seen show what is there
}

void FieldForm::setBase(const QString &base)
{
    m_base = base;
    for (const Row &row : m_rows)
        if (auto *table = qobject_cast<CellTable *>(row.editor))
            table->cells().setPath(pathOf(row.spec.path));
    showFindings({});
    reload();
}

void FieldForm::reload()
{
    m_filling = true;
    for (const Row &row : m_rows)
        fill(row);
    m_filling = false;
    showWanted();
}

void FieldForm::fill(const Row &row)
{
    const QJsonValue value = m_document.value(pathOf(row.spec.path));
    if (auto *line = qobject_cast<QLineEdit *>(row.editor)) {
        const QString text = shownText(row.spec.kind, value);
        if (typedValue(row.spec.kind, line->text()) != value || line->text().isEmpty())
            line->setText(text);
    } else if (auto *said = qobject_cast<Label *>(row.editor)) {
        said->setText(shownText(row.spec.kind, value));
    } else if (auto *area = qobject_cast<QPlainTextEdit *>(row.editor)) {
        if (typedValue(row.spec.kind, area->toPlainText()) != value)
            area->setPlainText(shownText(row.spec.kind, value));
    } else if (auto *choice = qobject_cast<QComboBox *>(row.editor)) {
        const QString state = stateOf(value, row.spec.otherwise);
        int at = choice->findData(state);
        if (at < 0 && !state.isEmpty()) {
            choice->addItem(state, state); // a meter or a word that is not among the choices stays visible
            at = choice->count() - 1;
        }
        choice->setCurrentIndex(std::max(0, at));
    } else if (auto *spin = qobject_cast<QSpinBox *>(row.editor)) {
        spin->setValue(value.isDouble() ? int(value.toInteger()) : row.spec.usual);
    } else if (auto *box = qobject_cast<QCheckBox *>(row.editor)) {
        box->setChecked(row.spec.kind == FieldKind::Present ? value.isObject()
                                                            : value.toBool(row.spec.otherwise == "true"_L1));
    }
}

bool FieldForm::isWanted(const FieldSpec &spec) const
{
    return spec.when.isEmpty() || spec.is.contains(stateOf(m_document.value(pathOf(spec.when)), spec.otherwise));
}

void FieldForm::showWanted()
{
    for (Row &row : m_rows) {
        row.isShown = isWanted(row.spec);
        m_form->setRowVisible(row.holder, row.isShown);
    }
}

void FieldForm::showFindings(const std::vector<contracts::Finding> &findings)
{
    std::vector<const contracts::Finding *> left;
    for (const contracts::Finding &finding : findings)
        if (m_base.isEmpty() || isWithin(finding.path, m_base))
            left.push_back(&finding);
    const auto take = [&](const auto &belongs, const QString &path, Label *note) {
        QStringList sentences;
        auto worst = contracts::Severity::Note;
        std::erase_if(left, [&](const contracts::Finding *finding) {
            if (!belongs(*finding))
                return false;
            sentences << sentenceOf(*finding, path);
            worst = std::max(worst, finding->severity);
            return true;
        });
        showNote(note, sentences, worst);
    };
    for (const Row &row : m_rows) {
        const QString path = pathOf(row.spec.path);
        if (row.note)
            take([&](const contracts::Finding &f) { return row.isShown && isWithin(f.path, path); }, path, row.note);
        if (row.spec.kind == FieldKind::Cells)
            keepHeight(row.holder);
    }
    take([&](const contracts::Finding &) { return !m_base.isEmpty(); }, m_base, m_general);
}

CellTable *FieldForm::table(const QString &path) const
{
    return qobject_cast<CellTable *>(editor(path));
}

QWidget *FieldForm::editor(const QString &path) const
{
    for (const Row &row : m_rows)
        if (row.spec.path == path && row.editor && row.isShown)
            return row.editor;
    return nullptr;
}

bool FieldForm::focusField(const QString &path)
{
    for (const Row &row : m_rows) {
        if (!row.editor || !row.isShown || !isWithin(path, pathOf(row.spec.path)))
            continue;
        row.editor->setFocus();
        return true;
    }
    return false;
}

QWidget *FieldForm::firstEditor() const
{
    for (const Row &row : m_rows)
        if (row.editor && row.isShown && row.editor->focusPolicy() != Qt::NoFocus)
            return row.editor;
    return nullptr;
}

} // namespace accord::ui
