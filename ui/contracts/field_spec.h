// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace accord::ui {

/// How a place of the document is written by a person.
enum class FieldKind {
    Text,
    Decimal, ///< text of a decimal; empty: not there
    NullableDecimal, ///< empty is null, which has a meaning of its own
    Integer,
    Date, ///< ISO; empty: not there
    LastDay, ///< the document has the first day after it
    Choice,
    Check,
    Present, ///< a box: whether there is an object at all
    StepPrice, ///< of a cell: the one figure of a price object
    Words, ///< a list of words with commas
    Sentences, ///< a list of texts, one a line
    PricesByName, ///< prices by name, one a line: "BER = 12.50"; a price with more than one figure as its JSON
    Limits, ///< figures by name: "GB=10, users=5"
    Cells, ///< an array of objects as a table
    Heading ///< no field: begins a group
};

struct Choice
{
    QString value;
    QString title;
};

/// A column of a table of cells.
struct CellColumn
{
    QString path; ///< within a row: "unit_price"
    QString title;
    FieldKind kind = FieldKind::Decimal;
    int width = 96;
    std::vector<Choice> choices = {};
    QString hint = {}; ///< shown in an empty cell: "open"
};

/// One field of a form.
struct FieldSpec
{
    QString path; ///< within the form's place in the document
    QString label;
    FieldKind kind = FieldKind::Text;
    QString hint = {}; ///< shown while it is empty
    std::vector<Choice> choices = {};
    std::vector<CellColumn> columns = {};
    int least = 0; ///< of an integer
    int most = 0;
    int usual = 0; ///< what the reader takes where there is nothing
    QString when = {}; ///< shown only while this place ...
    QStringList is = {}; ///< ... says one of these
    QString otherwise = {}; ///< what an empty choice or a missing \c when stands for
    QJsonObject initial = {}; ///< what \c Present puts there
    bool isReadOnly = false;
    bool clearsPlace = false; ///< an empty choice removes the object that the form is about
};

/// \a text as the document has it: grouped figures without their separators.
QString plainNumber(const QString &text);
/// The day before or after an ISO day; anything else stays as it is.
QString shiftedDay(const QString &iso, int days);

} // namespace accord::ui
