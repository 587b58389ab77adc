/** See `conceptWords`. */
export const french = `
remboursement rembourser rembourse rendre_argent avoir
frais cout couter prix tarif combien commission supplement valeur
cher chere couteux trop_cher eleve
bon_marche pas_cher moins_cher abordable economique
gratuit gratuite gratuitement offert sans_frais
remise reduction promotion promo rabais bon coupon code offre
paiement payer paye regler reglement virement
acheter achat commander commande acquerir
facture recu ticket justificatif releve
banque bancaire etablissement
compte profil espace adhesion
client cliente utilisateur membre abonne
carte bleue cb visa mastercard
especes liquide argent billet
distributeur guichet automate
argent solde montant somme fonds
virement virer transferer transfert envoyer
deposer depot recharger alimenter verser approvisionner
retirer retrait
devise monnaie euro dollar livre franc
echanger echange convertir change taux
pret credit emprunt emprunter hypotheque
dette devoir impaye retard
taxe impot tva douane
salaire paie revenu
prelevement prelever automatique mensualite debit debiter
annuler annulation resilier resiliation arreter mettre_fin interrompre terminer
supprimer effacer suppression fermer cloturer
abonnement contrat forfait formule adhesion
renouveler renouvellement prolonger reconduire
changer modifier modification changement mettre_jour corriger
remplacer remplacement echanger echange nouveau
retourner retour renvoyer rendre renvoi
casse abime endommage defectueux panne defaut ne_marche_pas ne_fonctionne_pas
fonctionner marcher fonctionne marche
erreur probleme bug souci panne dysfonctionnement
refuser refuse rejete rejet decline
autoriser permettre pouvoir possible permis
accepter prendre
bloquer bloque blocage suspendre geler
debloquer deverrouiller reactiver
perdre perdu perte egare disparu
vole vol voler
fraude arnaque escroquerie hameconnage suspect pirate frauduleux
reconnaitre connaitre
double deux_fois doublon
manquer manque manquant absent pas_recu pas_arrive
arriver arrive recevoir recu livre obtenir
livrer livraison expedier expedition envoyer envoi poste
colis paquet envoi livraison commande
suivre suivi ou statut
statut etat avancement
retard tard tardif delai
attendre attente cours traitement
rapide vite urgent express rapidement immediat
lent longtemps
combien_temps duree delai durer
quand date heure
rendez-vous rendezvous rdv reunion
reserver reservation
reporter decaler deplacer
ouvert ouverture horaire horaires ouvrir heures
adresse domicile
demenager demenagement
maison appartement logement
pays etranger international
voyage voyager vacances sejour
vol avion voler aerien
train bus metro
taxi vtc
voiture vehicule auto
bagage valise sac
hotel chambre hebergement
billet ticket place
identite passeport cni permis
document papier formulaire fichier
verifier confirmer verification controler valider preuve
voir afficher montrer consulter trouver
application appli logiciel programme
telephone portable mobile smartphone iphone android
appareil ordinateur pc
site web page internet ligne
internet wifi connexion reseau
connecter connexion associer relier
installer telecharger
mise_jour actualiser
redemarrer reinitialiser
mot_passe code pin identifiant
oublier oublie
connecter connexion identifier
deconnecter deconnexion
inscrire inscription enregistrer creer
configurer creer ouvrir parametrer
activer activation allumer
desactiver eteindre
mail email courriel e-mail
appeler telephoner appel
contacter joindre parler contact
conseiller agent humain personne service assistance
aide aider assistance
plainte reclamation plaindre mecontent
bon bien super genial excellent
mauvais terrible horrible nul
pourquoi raison
dire informer prevenir
notification alerte rappel
message sms texto
question demande demander
information renseignement details infos
nom prenom
augmenter hausse plus_eleve
diminuer reduire baisser moins
limite plafond maximum
supplementaire autre encore_un
nouveau nouvelle
ancien ancienne
expirer expire valable valide validite
taille dimension
vetement chemise robe chaussure
disponible stock
epuise rupture indisponible
produit article
magasin boutique
vendeur commercant marchand
entreprise societe compagnie firme
reparer reparation resoudre
assurance assurer
medecin docteur
malade maladie
enfant fils fille
famille mere pere parents frere soeur
ami copain collegue
travail emploi poste
nourriture repas plat manger
electricite gaz eau energie
meteo pluie soleil temps temperature
musique chanson
besoin falloir devoir necessaire
vouloir souhaiter desirer
essayer tenter
encore nouveau fois
recommander conseiller suggerer
option choix possibilite moyen facon
utiliser usage servir
ligne virtuel numerique
donnees confidentialite prive personnel
securite securiser sur proteger
faux incorrect erreur mauvais
correct exact juste
meme identique
different autre
tout tous toute toutes
lundi mardi mercredi jeudi vendredi samedi dimanche
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
mois mensuel
an annee annuel
semaine hebdomadaire
jour journee
matin midi apres-midi soir nuit
cadeau offrir
points fidelite bonus
desabonner newsletter publicite
photo image
batterie charger
`;
