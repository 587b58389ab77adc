/** See `conceptWords`. */
export const german = `
erstattung erstatten ruckerstattung zuruckerstatten ruckzahlung zuruckzahlen zuruckbekommen geld_zuruck gutschrift ersatz
gebuhr gebuhren kosten kostet preis preise tarif entgelt wie_viel wert aufpreis zuschlag
teuer kostspielig uberteuert zu_hoch
gunstig billig preiswert gunstiger
kostenlos gratis umsonst kostenfrei gebuhrenfrei
rabatt nachlass gutschein gutscheincode aktionscode coupon ermassigung angebot aktion code
bezahlen zahlen bezahlung zahlung gezahlt bezahlt begleichen uberweisen
kaufen gekauft kauf bestellen bestellung bestellt erwerben auftrag
rechnung beleg quittung abrechnung kassenbon kassenzettel bon
bank sparkasse kreditinstitut
konto account profil kundenkonto benutzerkonto zugang
kunde kundin nutzer benutzer mitglied
karte kreditkarte debitkarte girokarte bankkarte ec visa mastercard
bargeld bar geld schein munzen
geldautomat automat bankautomat
geld guthaben betrag summe saldo kontostand
uberweisen uberweisung senden schicken transferieren anweisen zahlung
aufladen einzahlen einzahlung aufladung
abheben abhebung auszahlen auszahlung
wahrung dollar euro pfund franken
tauschen umtauschen wechseln umrechnen wechselkurs kurs
kredit darlehen hypothek finanzierung leihen
schulden schulde offen fallig mahnung ruckstand
steuer mehrwertsteuer zoll mwst
gehalt lohn einkommen
lastschrift dauerauftrag einzug abbuchung sepa abbuchen abgebucht
rate raten ratenzahlung teilzahlung
kundigen kundigung stornieren storno stornierung abbrechen beenden absagen widerrufen widerruf ruckgangig aufheben
loschen entfernen loschung schliessen auflosen
abo abonnement vertrag mitgliedschaft tarif paket
verlangern verlangerung erneuern fortsetzen
andern anderung bearbeiten anpassen aktualisieren korrigieren wechseln umstellen
ersetzen ersatz austauschen umtausch umtauschen tauschen neu
zurucksenden zuruckschicken rucksendung retoure zuruckgeben ruckgabe retournieren
kaputt defekt beschadigt schaden fehlerhaft zerbrochen funktioniert_nicht geht_nicht
funktionieren funktioniert gehen geht laufen
fehler problem storung panne schwierigkeit bug
ablehnen abgelehnt verweigert zuruckgewiesen nicht_akzeptiert
erlauben erlaubt gestatten durfen darf konnen kann moglich
akzeptieren annehmen nehmen unterstutzen
sperren gesperrt blockieren blockiert sperrung einfrieren
entsperren freischalten freigeben entsperrung
verlieren verloren verlust weg verlegt verschwunden
gestohlen stehlen diebstahl geklaut
betrug betrugen phishing verdachtig unbefugt missbrauch gehackt
erkennen kennen bekannt
doppelt zweimal mehrfach
fehlen fehlt fehlend nicht_da nicht_angekommen nicht_erhalten vermisse
ankommen angekommen erhalten bekommen kommen kommt eintreffen da geliefert
liefern lieferung versand versenden verschicken schicken zustellen zustellung post
paket sendung packchen lieferung bestellung ware
verfolgen sendungsverfolgung tracking wo stand status
status stand fortschritt
spat verspatet verspatung verzogerung verzogert dauert
warten wartezeit ausstehend bearbeitung noch_nicht
schnell express eilig dringend sofort schnellstmoglich bald eilt
langsam lange
dauer dauert dauern wie_lange lange
wann zeitpunkt datum
termin verabredung besuch beratung uhrzeit
buchen reservieren buchung reservierung gebucht
umbuchen verschieben verlegen
geoffnet offnungszeiten offnungszeit offen aufmachen schliesst
adresse anschrift wohnort lieferadresse
umziehen umzug
wohnung haus zuhause
land ausland international auslandisch
reise reisen urlaub ferien fahrt
flug fliegen flugzeug airline
zug bahn bus
taxi fahrt uber
auto wagen fahrzeug pkw
gepack koffer tasche
hotel zimmer unterkunft
ticket fahrkarte fahrschein karte eintrittskarte
ausweis personalausweis reisepass pass identitat fuhrerschein
dokument unterlagen formular papiere datei
prufen uberprufen bestatigen verifizieren nachweis nachweisen kontrollieren bestatigung
sehen ansehen anzeigen zeigen einsehen finden
app anwendung programm software
telefon handy mobiltelefon smartphone iphone android
gerat rechner computer laptop pc
webseite website homepage seite internetseite online
internet wlan wifi netz verbindung netzwerk
verbinden verbindung koppeln verknupfen
installieren herunterladen download
aktualisieren update aktualisierung upgrade
neustart neu_starten zurucksetzen
passwort kennwort pin code geheimzahl zugangsdaten
vergessen weiss_nicht
anmelden einloggen login anmeldung
abmelden ausloggen abmeldung
registrieren registrierung anmelden konto_eroffnen anlegen
einrichten erstellen anlegen eroffnen einstellen
aktivieren einschalten aktivierung freischalten
deaktivieren ausschalten abschalten
email mail e-mail
anrufen telefonieren anruf telefonisch
kontakt kontaktieren erreichen sprechen melden
mitarbeiter berater kundenservice kundendienst support mensch person ansprechpartner
hilfe helfen unterstutzung support
beschwerde beschweren reklamation reklamieren unzufrieden
gut super toll prima klasse ausgezeichnet
schlecht furchtbar schrecklich mies
warum wieso weshalb grund
sagen mitteilen informieren bescheid
benachrichtigung mitteilung hinweis erinnerung
nachricht sms
frage anfrage fragen
information informationen auskunft angaben details daten
name nachname vorname
erhohen erhohung hoher steigern mehr
reduzieren verringern senken weniger niedriger
limit grenze maximum hochstbetrag maximal obergrenze
zusatzlich weitere extra noch_ein mehr
neu neue
alt alte vorherige
ablaufen abgelaufen gultig gultigkeit ungultig
grosse gross passt massen
farbe farben
kleidung hemd kleid schuhe hose
verfugbar vorratig lager lieferbar
ausverkauft nicht_verfugbar nicht_lieferbar vergriffen
produkt artikel ware
laden geschaft filiale markt shop
verkaufer handler anbieter
firma unternehmen betrieb
garantie gewahrleistung
reparieren reparatur beheben losen instandsetzen
versicherung versichert versichern police
arzt doktor
krank krankheit
kind kinder sohn tochter
familie mutter vater eltern bruder schwester
freund freundin kollege bekannte
arbeit job stelle beruf
essen mahlzeit speise
restaurant lokal gaststatte
strom gas wasser energie
wetter regen sonne schnee temperatur
musik lied song
wecker alarm erinnerung erinnern
brauchen benotigen mussen muss notig erforderlich
wollen mochten mochte will wunsche
versuchen versucht probieren
nochmal wieder erneut noch_einmal
empfehlen empfehlung vorschlagen
moglichkeit option alternative weg
benutzen nutzen verwenden verwendung
online virtuell digital
daten datenschutz privat dsgvo
sicher sicherheit schutzen
falsch fehler irrtum versehentlich verkehrt
richtig korrekt
gleich selbe identisch
anders andere unterschied
alle alles ganz gesamt
montag dienstag mittwoch donnerstag freitag samstag sonntag
januar februar marz april mai juni juli august september oktober november dezember
monat monatlich
jahr jahrlich
woche wochentlich
tag taglich
morgens mittags nachmittags abends nachts morgen abend
geschenk schenken
punkte treuepunkte bonus pramie
newsletter abbestellen werbung
bild foto
akku batterie laden aufladen
`;
