// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

/// The part that talks to libqpdf. Standard types only: qpdf 11's headers do not compile as C++20 with clang (a
/// defaulted destructor over an incomplete type), so its source is C++17.
namespace accord::documents {

/// A file inside of the file, and how it stands to the pages.
struct EmbeddedFile
{
    std::string name;
    std::string description;
    std::string relationship; ///< "/Alternative", "/Data"
    std::string content; ///< XML
};

struct PdfDescription
{
    std::string title;
    std::string author;
    std::string producer;
    std::string language;
    std::string time; ///< "D:20240131000000Z"
    std::string xmp;
    std::optional<EmbeddedFile> embedded; ///< makes it PDF 1.7, which PDF/A-3 is
};

/// Rewrites \a pdf with \a description and with nothing in it that differs from run to run. Throws std::exception.
std::string rewritePdf(const std::string &pdf, const PdfDescription &description);

/// The content of the file \a name that is embedded in \a pdf; none when there is none. Throws std::length_error when
/// it has more than \a mostBytes, and std::exception.
std::optional<std::string> embeddedFile(const std::string &pdf, const std::string &name, size_t mostBytes);

} // namespace accord::documents
