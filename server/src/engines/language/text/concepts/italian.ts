/** See `conceptWords`. */
export const italian = `
rimborso rimborsare restituzione restituire_denaro
costo costare costa prezzo tariffa quanto commissione spesa spese valore
caro costoso elevato
economico conveniente
gratis gratuito gratuita
sconto promozione buono coupon offerta codice
pagamento pagare saldare bonifico
comprare acquistare acquisto ordinare ordine
fattura ricevuta scontrino
conto account profilo
cliente utente membro
carta visa mastercard bancomat
contanti denaro soldi
sportello bancomat prelievo
soldi denaro saldo importo somma
bonifico trasferire trasferimento inviare
depositare versare ricaricare ricarica deposito
prelevare prelievo
valuta euro dollaro
cambiare cambio convertire scambiare
prestito mutuo credito
debito dovere scaduto
tassa imposta iva dogana
stipendio salario
addebito automatico
rata rate
annullare cancellare disdire disdetta terminare annullamento
eliminare cancellare rimuovere chiudere
abbonamento contratto piano
rinnovare rinnovo prolungare
cambiare modificare modifica aggiornare correggere
sostituire sostituzione cambio nuovo
restituire reso rendere rispedire
rotto danneggiato difettoso guasto non_funziona
funzionare funziona
errore problema guasto
rifiutare rifiutato respinto negato
permettere potere possibile consentire
bloccare bloccato sospendere
sbloccare riattivare
perdere perso smarrito
rubare rubato furto
frode truffa sospetto
riconoscere conoscere
doppio due_volte
mancare manca non_arrivato non_ricevuto
arrivare arrivato ricevere ricevuto
consegnare consegna spedire spedizione inviare
pacco spedizione ordine
tracciare tracciamento seguire dove stato
stato situazione
tardi ritardo
aspettare attesa attendere
veloce rapido urgente subito presto
quanto_tempo durata
quando data ora
appuntamento riunione
prenotare prenotazione
spostare rimandare
aperto orario orari aprire
indirizzo domicilio
casa appartamento
paese estero internazionale
viaggio viaggiare vacanza
volo aereo volare
treno autobus
macchina auto veicolo
bagaglio valigia
albergo hotel camera
identita passaporto documento
documento modulo file
verificare confermare controllare verifica
vedere mostrare visualizzare trovare
app applicazione programma software
telefono cellulare smartphone
dispositivo computer apparecchio
sito web pagina
internet wifi connessione rete
collegare connettere
installare scaricare
aggiornare aggiornamento
riavviare reimpostare
password pin codice
dimenticare dimenticato
accedere entrare login accesso
uscire disconnettere
registrare iscrivere registrazione iscrizione
configurare creare aprire impostare
attivare attivazione accendere
disattivare spegnere
email mail posta
chiamare telefonare chiamata
contattare contatto parlare
operatore persona umano agente assistenza
aiuto aiutare assistenza supporto
reclamo lamentare
buono bene ottimo eccellente
cattivo male terribile pessimo
perche motivo ragione
dire informare comunicare
notifica avviso promemoria
messaggio sms
domanda richiesta chiedere
informazione dettagli informazioni
nome cognome
aumentare alzare
diminuire ridurre abbassare
limite massimo
extra altro aggiuntivo
nuovo nuova
vecchio precedente
scadere scaduto valido
taglia misura dimensione
vestito abbigliamento scarpe
disponibile magazzino
esaurito non_disponibile
prodotto articolo
azienda impresa societa ditta compagnia
riparare riparazione risolvere
assicurazione assicurare polizza
medico dottore
malato malattia
bambino figlio figlia
famiglia madre padre fratello sorella
amico collega
lavoro impiego
cibo piatto mangiare pasto
luce gas acqua elettricita energia
tempo pioggia sole temperatura
musica canzone
bisogno servire necessario
volere desiderare
provare tentare
ancora nuovamente
consigliare suggerire
opzione alternativa possibilita modo
usare utilizzare uso
online virtuale digitale
dati privacy privato personale
sicuro sicurezza proteggere
sbagliato errato errore
corretto giusto esatto
stesso uguale
diverso differente altro
tutto tutti tutta tutte
lunedi martedi mercoledi giovedi venerdi sabato domenica
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
mese mensile
anno annuale
settimana settimanale
mattina pomeriggio sera notte
punti fedelta
foto immagine
batteria caricare
`;
