// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_words.h"

#include "ui/errors/error_sentences.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences kindSentences[] = {
    {"InvalidInput", S("Something in the input cannot be used."), S("Correct it and try again.")},
    {"NotFound", S("The record is not there any more."), S("Go back and refresh the list.")},
    {"Conflict", S("Someone else saved this record first."), S("Reload, then make your change again."),
     S("Their version is kept; yours is still on screen.")},
    {"Forbidden", S("A rule does not allow this."), S("Ask someone who holds the right, or an administrator.")},
    {"Cancelled", S("The work was cancelled."), S("Start it again to go on from there."),
     S("Everything finished before that is kept.")},
    {"Unavailable", S("The database cannot be reached."), S("Check the file or the connection, then try again."),
     S("What is saved is safe.")},
    {"Internal", S("Accord met a fault of its own."),
     S("Try again; if it happens again, send the reference to support."), S("What is saved is safe.")},
};

#undef S

const Sentences *find(const QString &id)
{
    static const QHash<QString, const Sentences *> table = [] {
        QHash<QString, const Sentences *> all;
        const auto add = [&all](const auto &sentences) {
            for (const Sentences &one : sentences)
                all.insert(QString::fromLatin1(one.id), &one);
        };
        add(workspaceSentences());
        add(peopleSentences());
        add(inputSentences());
        add(contractSentences());
        add(billingSentences());
        add(approvalSentences());
        add(settlementSentences());
        add(einvoiceSentences());
        add(bankSentences());
        add(collectionSentences());
        add(paymentSentences());
        return all;
    }();
    return table.value(id, nullptr);
}

const Sentences &ofKind(ErrorKind kind)
{
    // In the order of ErrorKind.
    return kindSentences[size_t(kind)];
}

/// \a sentence with {name} replaced by the argument of that name, once: what stands in an argument is never looked at
/// again.
QString filled(const char *sentence, const QVariantMap &args)
{
    const QString text = Tr::tr(sentence);
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text[at] == u'{' ? text.indexOf(u'}', at) : -1;
        if (end < 0) {
            result += text[at++];
            continue;
        }
        const QString name = text.mid(at + 1, end - at - 1);
        const QString value = args.value(name).toString();
        // A leading {path} says where; a sentence that begins with it is whole without.
        const bool leads = at == 0 && name == u"path"_s && !text.startsWith(u"{path} "_s);
        if (leads)
            result += value.isEmpty() ? QString() : Tr::tr("In %1: ").arg(value);
        else
            result += value.isEmpty() ? u"?"_s : value;
        at = end + 1;
    }
    return result;
}

} // namespace

QString ErrorWords::paragraph() const
{
    return QStringList{happened, safe, advice}.join(u' ');
}

ErrorWords inWords(const Error &error)
{
    const Sentences *found = find(error.id);
    const Sentences &sentences = found ? *found : ofKind(error.kind);
    const QString safe = sentences.safe ? filled(sentences.safe, error.args) : Tr::tr("Nothing was changed.");
    return {filled(sentences.happened, error.args), safe, filled(sentences.advice, error.args), error.id};
}

} // namespace accord::ui
