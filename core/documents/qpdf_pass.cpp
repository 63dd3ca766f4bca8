// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/qpdf_pass.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

namespace accord::documents {

namespace {

using Object = QPDFObjectHandle;

void describe(QPDF &pdf, const PdfDescription &description)
{
    Object info = Object::newDictionary();
    info.replaceKey("/Title", Object::newUnicodeString(description.title));
    info.replaceKey("/Author", Object::newUnicodeString(description.author));
    info.replaceKey("/Creator", Object::newString(description.producer));
    info.replaceKey("/Producer", Object::newString(description.producer));
    info.replaceKey("/CreationDate", Object::newString(description.time));
    info.replaceKey("/ModDate", Object::newString(description.time));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    pdf.getTrailer().removeKey("/ID"); // random; the deterministic one comes from the content

    Object metadata = Object::newStream(&pdf, description.xmp);
    metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    Object view = Object::newDictionary();
    view.replaceKey("/DisplayDocTitle", Object::newBool(true));
    Object root = pdf.getRoot();
    root.replaceKey("/Metadata", metadata);
    root.replaceKey("/Lang", Object::newString(description.language));
    root.replaceKey("/ViewerPreferences", view);
}

/// ISO 32000-1, 7.11.4: the content, then the specification that names it, then the two places where it is found.
void embed(QPDF &pdf, const EmbeddedFile &file, const std::string &time)
{
    Object content = Object::newStream(&pdf, file.content);
    Object parameters = Object::newDictionary();
    parameters.replaceKey("/ModDate", Object::newString(time));
    parameters.replaceKey("/Size", Object::newInteger(static_cast<long long>(file.content.size())));
    content.getDict().replaceKey("/Type", Object::newName("/EmbeddedFile"));
    content.getDict().replaceKey("/Subtype", Object::newName("/text/xml"));
    content.getDict().replaceKey("/Params", parameters);

    Object streams = Object::newDictionary();
    streams.replaceKey("/F", content);
    streams.replaceKey("/UF", content);
    Object specification = Object::newDictionary();
    specification.replaceKey("/Type", Object::newName("/Filespec"));
    specification.replaceKey("/F", Object::newString(file.name));
    specification.replaceKey("/UF", Object::newUnicodeString(file.name));
    specification.replaceKey("/Desc", Object::newUnicodeString(file.description));
    specification.replaceKey("/EF", streams);
    specification.replaceKey("/AFRelationship", Object::newName(file.relationship));
    specification = pdf.makeIndirectObject(specification);

    Object tree = Object::newDictionary();
    tree.replaceKey("/Names", Object::newArray({Object::newString(file.name), specification}));
    Object names = pdf.getRoot().getKey("/Names");
    if (!names.isDictionary())
        names = Object::newDictionary();
    names.replaceKey("/EmbeddedFiles", tree);
    pdf.getRoot().replaceKey("/Names", names);
    pdf.getRoot().replaceKey("/AF", Object::newArray({specification}));
}

/// "/AAAAAB+AccordDocument-Regular": six letters that count the fonts of the file, in the order of its objects.
std::string subsetName(int index, const std::string &name)
{
    std::string tag(6, 'A');
    for (size_t i = tag.size(); i-- > 0; index /= 26)
        tag[i] = char('A' + index % 26);
    const size_t plus = name.find('+');
    return "/" + tag + "+" + name.substr(plus == std::string::npos ? 1 : plus + 1);
}

/// Qt tags the descriptor with letters that follow the hash seed, and leaves the tag out of /BaseFont.
void renameFonts(QPDF &pdf)
{
    int index = 0;
    for (Object &object : pdf.getAllObjects()) {
        if (!object.isDictionaryOfType("/Font", "/Type0"))
            continue;
        Object descendant = object.getKey("/DescendantFonts").getArrayItem(0);
        Object descriptor = descendant.getKey("/FontDescriptor");
        const Object name = Object::newName(subsetName(index++, descriptor.getKey("/FontName").getName()));
        descriptor.replaceKey("/FontName", name);
        descendant.replaceKey("/BaseFont", name);
        object.replaceKey("/BaseFont", name);
    }
}

/// Takes what a stream decodes to, and no more than it may: a few bytes can decode to gigabytes.
class Taker final : public Pipeline
{
public:
    explicit Taker(size_t mostBytes)
        : Pipeline("content", nullptr)
        , m_mostBytes(mostBytes)
    { }
    void write(const unsigned char *data, size_t length) override
    {
        isTooLarge |= content.size() + length > m_mostBytes; // qpdf would swallow what is thrown here
        if (!isTooLarge)
            content.append(reinterpret_cast<const char *>(data), length);
    }
    void finish() override { }

    std::string content;
    bool isTooLarge = false;

private:
    size_t m_mostBytes;
};

std::string written(QPDF &pdf, bool isPdfA3)
{
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    if (isPdfA3)
        writer.setMinimumPDFVersion("1.7");
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setNewlineBeforeEndstream(true); // PDF/A-1 asks for it
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return std::string(reinterpret_cast<const char *>(buffer->getBuffer()), buffer->getSize());
}

} // namespace

std::string rewritePdf(const std::string &pdf, const PdfDescription &description)
{
    QPDF file;
    file.setSuppressWarnings(true);
    file.processMemoryFile("document", pdf.data(), pdf.size());
    describe(file, description);
    renameFonts(file);
    if (description.embedded)
        embed(file, *description.embedded, description.time);
    return written(file, description.embedded.has_value());
}

std::optional<std::string> embeddedFile(const std::string &pdf, const std::string &name, size_t mostBytes)
{
    QPDF file;
    file.setSuppressWarnings(true);
    file.processMemoryFile("document", pdf.data(), pdf.size());
    const auto found = QPDFEmbeddedFileDocumentHelper(file).getEmbeddedFile(name);
    if (!found)
        return std::nullopt;
    Object stream = found->getEmbeddedFileStream();
    if (!stream.isStream())
        return std::nullopt;
    Taker taker(mostBytes);
    const bool isWhole = stream.pipeStreamData(&taker, 0, qpdf_dl_generalized, true, false);
    if (taker.isTooLarge)
        throw std::length_error("an embedded file is too large");
    if (!isWhole)
        throw std::runtime_error("an embedded file can not be decoded");
    return taker.content;
}

} // namespace accord::documents
