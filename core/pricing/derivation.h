// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtCore/QStringList>

#include <vector>

namespace accord::pricing {

/// Where a figure comes from: what it is, the rule in words, the exact value before rounding, the rounded value, the
/// fact it was taken from, and the figures it was made of.
struct Derivation
{
    QString label; ///< "Storage overage, Hamburg"
    QString rule; ///< "used − included, not below zero"
    QString exact; ///< before rounding; empty for a fact
    QString rounded; ///< after rounding, or the fact's own value
    QString source; ///< "contract ENT-ANNUAL-2024 v1, item storage"; empty for a computed figure
    std::vector<Derivation> children;
    QStringList lines = {}; ///< keys of the lines of a bill that it explains

    bool operator==(const Derivation &) const = default;
};

/// Listens to a computation and keeps how it went. The functions of `core/pricing`, `tax` and `billing` take a
/// `Recorder *`; with a null pointer they compute the same and record nothing, so an explanation can not differ from
/// the computation it explains.
class Recorder
{
public:
    Recorder();

    void open(const QString &label);
    void close();
    void rule(const QString &words);
    void exact(const Exact &value);
    void exact(const QString &value);
    void rounded(const QString &value);
    void rounded(const Money &value);
    void source(const QString &fact);
    /// The open figure explains the line of a bill with this key.
    void explains(const QString &lineKey);
    /// A child without children of its own.
    void fact(const QString &label, const QString &value, const QString &source = {});

    /// What was recorded at the top level. Every open() must have been closed.
    std::vector<Derivation> take();

private:
    std::vector<Derivation> m_open;
};

/// One figure being derived: opens a node for as long as it lives. Does nothing with a null recorder.
class Step
{
public:
    template<typename MakeLabel> Step(Recorder *recorder, MakeLabel &&label)
        : m_recorder(recorder)
    {
        if (m_recorder)
            m_recorder->open(label());
    }
    ~Step()
    {
        if (m_recorder)
            m_recorder->close();
    }
    Step(const Step &) = delete;
    Step &operator=(const Step &) = delete;

private:
    Recorder *m_recorder;
};

/// Everything among \a derivations, at any depth, that explains the line \a lineKey.
std::vector<Derivation> explanationsOf(const std::vector<Derivation> &derivations, const QString &lineKey);

/// A derivation as indented text, one figure a line: for the clipboard and `--explain` on a terminal.
QString toText(const Derivation &derivation, int indent = 0);

} // namespace accord::pricing
