// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_translator.h"

#include "core/base/error.h"

#include <QtCore/QHash>

#include <array>

namespace accord::documents {

namespace {

/// A word or sentence in English, German, French and Spanish.
struct Words
{
    const char *english;
    std::array<const char *, 3> others;
};

const Words words[] = {
    {"Invoice", {"Rechnung", "Facture", "Factura"}},
    {"Issue date", {"Rechnungsdatum", "Date d’émission", "Fecha de emisión"}},
    {"Due date", {"Fällig am", "Échéance", "Vencimiento"}},
    {"Status", {"Stand", "État", "Estado"}},
    {"Billed", {"Berechnet", "Facturé", "Facturado"}},
    {"Open", {"Offen", "Ouvert", "Pendiente"}},
    {"Total", {"Summe", "Total", "Total"}},
    {"Amount", {"Betrag", "Montant", "Importe"}},
    {"not due yet", {"noch nicht fällig", "non échu", "no vencido"}},
    {"due today", {"heute fällig", "échu ce jour", "vence hoy"}},
    {"disputed", {"bestritten", "contesté", "en disputa"}},
    {"We charge %1 to your card on %2.",
     {"Wir belasten am %2 Ihre Karte mit %1.", "Nous débitons votre carte de %1 le %2.",
      "Cargaremos %1 en su tarjeta el %2."}},
    {"We charge %1 to your card ending in %3 on %2.",
     {"Wir belasten am %2 Ihre Karte mit den Endziffern %3 mit %1.",
      "Nous débitons votre carte se terminant par %3 de %1 le %2.",
      "Cargaremos %1 en su tarjeta terminada en %3 el %2."}},
    {"We debit %1 from your account ending in %3 on %2.",
     {"Wir ziehen %1 am %2 von Ihrem Konto mit den Endziffern %3 ein.",
      "Nous prélevons %1 le %2 sur votre compte se terminant par %3.",
      "Adeudaremos %1 el %2 en su cuenta terminada en %3."}},
    {"the days of its parts", {"den Fälligkeiten der Raten", "échéances", "las fechas de sus plazos"}},
    {"Please pay by transfer to:",
     {"Bitte überweisen Sie an:", "Veuillez payer par virement à :", "Pague por transferencia a:"}},
    {"Please pay by cheque to the order of %1.",
     {"Bitte zahlen Sie mit Scheck an %1.", "Veuillez payer par chèque à l’ordre de %1.",
      "Pague con cheque a la orden de %1."}},
    {"Mandate %1", {"Mandat %1", "Mandat %1", "Mandato %1"}},
    {"Creditor identifier %1",
     {"Gläubiger-Identifikationsnummer %1", "Identifiant créancier %1", "Identificador del acreedor %1"}},
    {"void", {"storniert", "annulée", "anulada"}},
    {"credit", {"Guthaben", "avoir", "abono"}},
    {"%1 days late", {"%1 Tage überfällig", "%1 jours de retard", "%1 días de retraso"}},
    {"Nothing is open.", {"Nichts ist offen.", "Rien n’est ouvert.", "No hay nada pendiente."}},
    {"Payments since %1", {"Zahlungen seit %1", "Paiements depuis le %1", "Pagos desde el %1"}},
    {"Applied to", {"Verwendet für", "Affecté à", "Aplicado a"}},
    {"Received", {"Eingang", "Reçu", "Recibido"}},
    {"Nothing was received.", {"Nichts ging ein.", "Rien n’a été reçu.", "No se recibió nada."}},
    {"By age", {"Nach Alter", "Par ancienneté", "Por antigüedad"}},
    {"Days past due", {"Tage über Fälligkeit", "Jours de retard", "Días de retraso"}},
    {"over 90", {"über 90", "plus de 90", "más de 90"}},
    {"Statement of account", {"Kontoauszug", "Relevé de compte", "Estado de cuenta"}},
    {"Customer", {"Kunde", "Client", "Cliente"}},
    {"Balance", {"Saldo", "Solde", "Saldo"}},
    {"As of", {"Stand", "Au", "A fecha de"}},
    {"Customer number", {"Kundennummer", "Numéro de client", "Número de cliente"}},
    {"Currency", {"Währung", "Devise", "Divisa"}},
    {"Of that disputed", {"Davon bestritten", "Dont contesté", "De ello en disputa"}},
    {"Credited or paid too much",
     {"Zu viel gezahlt oder gutgeschrieben", "Trop-perçu ou avoir", "Abonado o pagado de más"}},
    {"On account, not applied yet",
     {"Auf dem Konto, noch nicht verwendet", "Sur compte, non affecté", "A cuenta, sin aplicar"}},
    {"From", {"Von", "De", "De"}},
    {"Payment", {"Zahlung", "Paiement", "Pago"}},
    {"continued", {"Fortsetzung", "suite", "continuación"}},
    {"Page %1 of %2", {"Seite %1 von %2", "Page %1 sur %2", "Página %1 de %2"}},
    {"VAT ID %1", {"USt-IdNr. %1", "N° TVA %1", "NIF-IVA %1"}},
    // ---- letters
    {"To", {"An", "À", "A"}},
    {"Payment reminder", {"Zahlungserinnerung", "Rappel de paiement", "Recordatorio de pago"}},
    {"Second reminder", {"Zweite Mahnung", "Deuxième rappel", "Segundo aviso"}},
    {"Final notice", {"Letzte Mahnung", "Dernier avis", "Último aviso"}},
    {"To be paid", {"Zu zahlen", "À payer", "A pagar"}},
    {"by %1", {"bis %1", "avant le %1", "antes del %1"}},
    {"Date", {"Datum", "Date", "Fecha"}},
    {"Interest and fees for late payment",
     {"Zinsen und Gebühren wegen verspäteter Zahlung", "Intérêts et frais de retard",
      "Intereses y gastos por pago atrasado"}},
    {"Received, not applied yet", {"Eingegangen, noch nicht verwendet", "Reçu, non affecté", "Recibido, sin aplicar"}},
    {"Dear %1,", {"Sehr geehrte Damen und Herren von %1,", "Madame, Monsieur (%1),", "Estimados señores de %1:"}},
    {"perhaps our invoices were overlooked: the amounts below are due. Please pay them by %1. If your payment is on "
     "its "
     "way, please take this letter as settled.",
     {"vielleicht sind unsere Rechnungen übersehen worden: die folgenden Beträge sind fällig. Bitte zahlen Sie sie bis "
      "zum %1. Falls Ihre Zahlung schon unterwegs ist, betrachten Sie dieses Schreiben bitte als erledigt.",
      "nos factures vous ont peut-être échappé : les montants ci-dessous sont échus. Merci de les régler avant le %1. "
      "Si "
      "votre paiement est en route, veuillez ne pas tenir compte de cette lettre.",
      "quizá nuestras facturas se hayan pasado por alto: los importes siguientes han vencido. Les rogamos que los "
      "paguen "
      "antes del %1. Si el pago ya está en camino, no tengan en cuenta esta carta."}},
    {"in spite of our reminder the amounts below are still open. Please pay them by %1, or tell us what keeps you from "
     "it.",
     {"trotz unserer Erinnerung sind die folgenden Beträge noch offen. Bitte zahlen Sie sie bis zum %1, oder sagen Sie "
      "uns, was Sie daran hindert.",
      "malgré notre rappel, les montants ci-dessous restent dus. Merci de les régler avant le %1, ou de nous dire ce "
      "qui "
      "s’y oppose.",
      "a pesar de nuestro aviso, los importes siguientes siguen pendientes. Les rogamos que los paguen antes del %1, o "
      "que "
      "nos digan qué lo impide."}},
    {"the amounts below are long overdue and several letters were not answered. Please pay them by %1. Otherwise we "
     "shall "
     "have to restrict our services and to claim what is owed.",
     {"die folgenden Beträge sind lange überfällig, und mehrere Schreiben blieben ohne Antwort. Bitte zahlen Sie sie "
      "bis "
      "zum %1. Andernfalls müssten wir unsere Leistungen einschränken und die Forderung geltend machen.",
      "les montants ci-dessous sont échus depuis longtemps et plusieurs lettres sont restées sans réponse. Merci de "
      "les "
      "régler avant le %1. À défaut, nous devrons restreindre nos services et réclamer la créance.",
      "los importes siguientes vencieron hace tiempo y varias cartas quedaron sin respuesta. Les rogamos que los "
      "paguen "
      "antes del %1. De lo contrario tendremos que restringir nuestros servicios y reclamar la deuda."}},
};

const QHash<QByteArray, const Words *> &known()
{
    static const QHash<QByteArray, const Words *> table = [] {
        QHash<QByteArray, const Words *> made;
        for (const Words &one : words)
            made.insert(one.english, &one);
        return made;
    }();
    return table;
}

} // namespace

DocumentTranslator::DocumentTranslator(const QString &language, QObject *parent)
    : QTranslator(parent)
    , m_column(int(QStringList{u"de"_s, u"fr"_s, u"es"_s}.indexOf(language)))
{ }

QString DocumentTranslator::translate(const char *, const char *source, const char *, int) const
{
    const Words *const found = m_column < 0 ? nullptr : known().value(source);
    return found ? QString::fromUtf8(found->others[size_t(m_column)]) : QString();
}

QLocale documentLocale(const QString &language, const QString &country)
{
    const auto spoken = QLocale::codeToLanguage(language);
    if (spoken == QLocale::English || spoken == QLocale::AnyLanguage)
        return QLocale(QLocale::English, country == u"US"_s ? QLocale::UnitedStates : QLocale::UnitedKingdom);
    const QLocale own(spoken, QLocale::codeToTerritory(country));
    return own.language() == spoken ? own : QLocale(spoken);
}

} // namespace accord::documents
