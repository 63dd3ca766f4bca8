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

bool answerFile(const Models &models, const QString &path)
{
    QFile file(path);
    const auto vectors = file.open(QIODevice::ReadOnly)
                             ? interchange::readJsonArray(file.readAll())
                             : fail(ErrorKind::NotFound, u"file.unreadable"_s, {{u"path"_s, path}});
    if (!vectors) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(vectors.error().id));
        return false;
    }
    for (const auto &entry : *vectors) {
        const QJsonObject object = entry.toObject();
        const Outcome outcome = answer(models, object);
        const QJsonObject line{{u"id"_s, object.value(u"id"_s)},
                               {u"model"_s, object.value(u"model"_s)},
                               {u"status"_s, nameOf(outcome.status)},
                               {u"result"_s, outcome.result},
                               {u"reason"_s, outcome.reason}};
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    }
    return true;
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
    bool allRead = true;
    for (int i = 1; i < argc; ++i)
        allRead = answerFile(models, QFile::decodeName(argv[i])) && allRead;
    return allRead ? 0 : 1;
}
