// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/strict_json.h"
#include "tests/conformance/models.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

#include <cstdio>

using namespace accord;
using namespace accord::conformance;

namespace {

Outcome answer(const Models &models, const QJsonObject &object)
{
    auto vector = readVector(object);
    if (!vector)
        return Outcome::failed(vector.error());
    const Model model = models.value(vector->model);
    if (!model)
        return Outcome::failed({ErrorKind::InvalidInput, u"vector.unknown_model"_s, {{u"model"_s, vector->model}}, {}});
    if (const QString mode = vector->rounding.text(u"mode"_s, u"half_up"_s); mode != u"half_up"_s)
        return Outcome::skipped(u"Accord rounds half away from zero only, not %1"_s.arg(mode));
    const Outcome outcome = model(*vector);
    if (outcome.status != Outcome::Status::Ok)
        return outcome;
    const auto status = vector->status();
    return status ? outcome : Outcome::failed(status.error());
}

QString nameOf(Outcome::Status status)
{
    switch (status) {
    case Outcome::Status::Ok:
        return u"ok"_s;
    case Outcome::Status::Skipped:
        return u"skipped"_s;
    case Outcome::Status::Error:
        break;
    }
    return u"error"_s;
}

void put(const QJsonObject &vector, const QString &model, const Outcome &outcome)
{
    const QJsonObject line{{u"id"_s, vector.value(u"id"_s)},
                           {u"model"_s, model},
                           {u"status"_s, nameOf(outcome.status)},
                           {u"result"_s, outcome.result},
                           {u"reason"_s, outcome.reason}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

/// Every area counts in minor units of one stated currency; where a case names none, its digits are those of the
/// dollar.
Outcome answerCase(const Areas &areas, const QString &area, const QJsonObject &object)
{
    const Area known = areas.value(area);
    if (!known)
        return Outcome::failed({ErrorKind::InvalidInput, u"vector.unknown_area"_s, {{u"area"_s, area}}, {}});
    const auto currency = Currency::fromCode(object.value(u"currency"_s).toString(u"USD"_s));
    if (!currency)
        return Outcome::failed(currency.error());
    Fields input(object.value(u"input"_s).toObject(), u"input"_s);
    const Outcome outcome = known(input, *currency);
    const auto status = input.status();
    return outcome.status != Outcome::Status::Ok || status ? outcome : Outcome::failed(status.error());
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file.unreadable"_s, {{u"path"_s, path}});
    return file.readAll();
}

void answerVectors(const Models &models, const QJsonArray &vectors)
{
    for (const auto &entry : vectors)
        put(entry.toObject(), entry[u"model"_s].toString(), answer(models, entry.toObject()));
}

/// The vectors are a list, alone or named; the analytics vectors an object with an area and its cases.
/// \returns InvalidInput "vector.unknown_layout" for anything else.
Result<void> answerAll(const Models &models, const Areas &areas, const QByteArray &content)
{
    if (!content.trimmed().startsWith('{')) {
        const auto vectors = interchange::readJsonArray(content);
        if (!vectors)
            return passOn(vectors);
        answerVectors(models, *vectors);
        return {};
    }
    const auto document = interchange::readJsonObject(content);
    if (!document)
        return passOn(document);
    if (document->value(u"vectors"_s).isArray()) {
        answerVectors(models, document->value(u"vectors"_s).toArray());
        return {};
    }
    const QString area = document->value(u"area"_s).toString();
    if (area.isEmpty() || !document->value(u"cases"_s).isArray())
        return fail(ErrorKind::InvalidInput, u"vector.unknown_layout"_s,
                    {{u"expected"_s, u"a list of vectors, \"vectors\", or \"area\" and \"cases\""_s}});
    for (const auto &entry : document->value(u"cases"_s).toArray())
        put(entry.toObject(), area, answerCase(areas, area, entry.toObject()));
    return {};
}

bool answerFile(const Models &models, const Areas &areas, const QString &path)
{
    const auto content = contentOf(path);
    const Result<void> done = content ? answerAll(models, areas, *content) : passOn(content);
    if (!done)
        std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(Outcome::failed(done.error()).reason));
    return done.has_value();
}

} // namespace

/// Answers each vector of the files with one line of JSON. Exit code 1 where a file can not be read, 2 without files.
int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::fputs("usage: accord-conformance FILE...\n", stderr);
        return 2;
    }
    Models models;
    addChargeModels(models);
    addProrationModels(models);
    addScheduleModels(models);
    addCommitmentModels(models);
    addDiscountModels(models);
    addTaxModels(models);
    addContractModels(models);
    addRecognitionModels(models);
    Areas areas;
    addReceivablesAreas(areas);
    addPurchasingAreas(areas);
    addAllocationAreas(areas);
    addRecognitionAreas(areas);
    bool allRead = true;
    for (int i = 1; i < argc; ++i)
        allRead = answerFile(models, areas, QFile::decodeName(argv[i])) && allRead;
    return allRead ? 0 : 1;
}
