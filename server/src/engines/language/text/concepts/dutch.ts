/** See `conceptWords`. */
export const dutch = `
terugbetaling terugbetalen geld_terug restitutie vergoeding vergoeden creditering
kosten kost tarief prijs prijzen toeslag hoeveel waarde
duur prijzig te_hoog
goedkoop voordelig betaalbaar
gratis kosteloos
korting kortingscode aanbieding actie coupon voucher code
betalen betaling betaald afrekenen voldoen
kopen gekocht aankoop bestellen bestelling besteld aanschaffen
factuur rekening bon kassabon afschrift
account profiel rekening
klant gebruiker lid
kaart pas betaalpas creditcard bankpas pinpas
contant cash
geldautomaat pinautomaat automaat
geld saldo bedrag tegoed
overmaken overschrijving overboeking sturen
storten opwaarderen storting
opnemen pinnen opname
valuta euro dollar pond
wisselen omwisselen wisselkoers koers
lening krediet hypotheek
schuld openstaand achterstand
belasting btw douane
loon salaris inkomen
incasso automatisch afschrijving
termijn termijnen gespreid
annuleren annulering opzeggen stopzetten beeindigen opzegging afzeggen
verwijderen wissen sluiten
abonnement contract lidmaatschap
verlengen verlenging vernieuwen
wijzigen wijziging aanpassen veranderen bewerken corrigeren
vervangen vervanging omruilen ruilen nieuw
retourneren retour terugsturen terugbrengen retourzending
kapot defect beschadigd stuk werkt_niet doet_het_niet
werken werkt functioneren
fout probleem storing
weigeren geweigerd afgewezen afwijzen
toestaan mogen kunnen mogelijk
accepteren aannemen
blokkeren geblokkeerd blokkade bevriezen
deblokkeren ontgrendelen vrijgeven
verliezen verloren kwijt
stelen gestolen diefstal
fraude oplichting verdacht phishing gehackt
herkennen kennen
dubbel twee_keer tweemaal
ontbreken ontbreekt niet_ontvangen niet_aangekomen
aankomen aangekomen ontvangen krijgen gekregen binnen
leveren levering bezorgen bezorging verzenden verzending versturen post
pakket zending pakje bestelling
volgen track waar status
status stand voortgang
laat vertraging vertraagd
wachten wachttijd
snel spoed dringend direct meteen
langzaam traag
hoe_lang duur duren duurt
wanneer datum tijd
afspraak bezoek
boeken reserveren boeking reservering
verzetten omboeken uitstellen
open openingstijden geopend
adres woonplaats
verhuizen verhuizing
huis woning appartement
land buitenland internationaal
reis reizen vakantie
vlucht vliegen vliegtuig
trein bus
auto wagen voertuig
bagage koffer tas
hotel kamer accommodatie
ticket kaartje
identiteit paspoort identiteitskaart rijbewijs
document formulier bestand
controleren bevestigen verifieren verificatie bewijs
zien bekijken tonen inzien vinden
app applicatie programma software
telefoon mobiel smartphone gsm
apparaat computer laptop toestel
website site pagina webpagina
internet wifi verbinding netwerk
verbinden koppelen
installeren downloaden
bijwerken update updaten
herstarten resetten
wachtwoord pincode code
inloggen aanmelden login
uitloggen afmelden
registreren inschrijven registratie aanmelden
instellen aanmaken openen
activeren aanzetten activering inschakelen
deactiveren uitzetten uitschakelen
email mail e-mail
bellen telefoneren telefoontje
contact bereiken spreken praten
medewerker persoon mens klantenservice
hulp helpen ondersteuning
klacht klagen
goed prima uitstekend geweldig
slecht vreselijk
waarom reden
zeggen informeren
melding notificatie herinnering
bericht sms
vraag vragen
informatie gegevens details
naam achternaam voornaam
verhogen hoger
verlagen verminderen lager
limiet maximum
extra nog_een
nieuw nieuwe
oud oude
verlopen geldig geldigheid
maat grootte
kleding shirt jurk schoenen
beschikbaar voorraad leverbaar
uitverkocht niet_beschikbaar
product artikel
winkel filiaal
verkoper handelaar
bedrijf firma onderneming
repareren reparatie oplossen herstellen
verzekering polis verzekerd
arts dokter
ziek ziekte
kind kinderen zoon dochter
familie moeder vader ouders
vriend collega
werk baan functie
eten maaltijd gerecht
stroom gas water energie
weer regen zon temperatuur
muziek liedje
nodig moeten
willen wensen
opnieuw nogmaals weer
aanbevelen aanraden
optie mogelijkheid manier
gebruiken gebruik
online virtueel digitaal
privacy prive persoonlijk
veilig veiligheid beveiligen
verkeerd fout onjuist
juist correct
zelfde gelijk
anders ander verschil
alle alles geheel
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
januari februari maart april mei juni juli augustus september oktober november december
maand maandelijks
jaar jaarlijks
week wekelijks
dag dagelijks
ochtend middag avond nacht
foto afbeelding
batterij accu opladen
`;
