import type { Language } from './model.ts';

/** Everything the dialogues' slots draw from. No real person, company or address; numbers from ranges kept for fiction. */

type Place = { city: string; country: string; timeZone: string; phone: 'fr' | 'uk' | 'us' };
const at = (country: string, timeZone: string, phone: Place['phone'], ...cities: string[]): Place[] =>
  cities.map((city) => ({ city, country, timeZone, phone }));

export const lyon = at('FR', 'Europe/Paris', 'fr', 'Lyon', 'Villeurbanne', 'Caluire-et-Cuire', 'Oullins');
export const france = at(
  'FR', 'Europe/Paris', 'fr',
  'Lyon', 'Villeurbanne', 'Paris', 'Montreuil', 'Grenoble', 'Saint-Étienne', 'Annecy', 'Dijon', 'Nantes', 'Rennes', 'Bordeaux',
  'Toulouse', 'Montpellier', 'Lille', 'Strasbourg', 'Clermont-Ferrand', 'Chambéry', 'Valence', 'Tours', 'Angers', 'Marseille', 'Nice',
);
export const frenchAbroad = [
  ...at('CH', 'Europe/Zurich', 'fr', 'Genève', 'Lausanne', 'Fribourg', 'Neuchâtel'),
  ...at('BE', 'Europe/Brussels', 'fr', 'Bruxelles', 'Liège', 'Namur'),
  ...at('LU', 'Europe/Luxembourg', 'fr', 'Luxembourg'),
  ...at('CA', 'America/Toronto', 'us', 'Montréal', 'Québec'),
];
export const uk = at(
  'GB', 'Europe/London', 'uk',
  'London', 'Bristol', 'Leeds', 'Edinburgh', 'Glasgow', 'Manchester', 'Bath', 'Norwich', 'Brighton', 'York', 'Cardiff', 'Sheffield', 'Oxford',
);
export const nearEnglish = [
  ...uk,
  ...at('IE', 'Europe/Dublin', 'uk', 'Dublin', 'Cork', 'Galway'),
  ...at('NL', 'Europe/Amsterdam', 'uk', 'Utrecht', 'Amsterdam', 'Haarlem'),
  ...at('DK', 'Europe/Copenhagen', 'uk', 'Copenhagen', 'Aarhus'),
  ...at('SE', 'Europe/Stockholm', 'uk', 'Gothenburg', 'Malmö'),
  ...at('DE', 'Europe/Berlin', 'uk', 'Hamburg', 'Cologne'),
];
export const far = [
  ...at('US', 'America/New_York', 'us', 'Boston', 'Philadelphia', 'Portland'),
  ...at('CA', 'America/Toronto', 'us', 'Toronto', 'Ottawa'),
  ...at('AU', 'Australia/Melbourne', 'uk', 'Melbourne', 'Hobart'),
  ...at('SG', 'Asia/Singapore', 'uk', 'Singapore'),
];
export const postcodes: Record<string, string> = {
  Lyon: '69004', Villeurbanne: '69100', 'Caluire-et-Cuire': '69300', Oullins: '69600', Paris: '75011', Montreuil: '93100', Grenoble: '38000', 'Saint-Étienne': '42000',
  Annecy: '74000', Dijon: '21000', Nantes: '44000', Rennes: '35000', Bordeaux: '33000', Toulouse: '31000', Montpellier: '34000', Lille: '59000', Strasbourg: '67000',
  'Clermont-Ferrand': '63000', Chambéry: '73000', Valence: '26000', Tours: '37000', Angers: '49000', Marseille: '13006', Nice: '06000', Genève: '1204', Lausanne: '1003',
  Fribourg: '1700', Neuchâtel: '2000', Bruxelles: '1050', Liège: '4000', Namur: '5000',
};
export const countryNames: Record<string, string> = { US: 'the United States', CA: 'Canada', AU: 'Australia', SG: 'Singapore' };

export const firstNames: Record<Language, { f: string[]; m: string[] }> = {
  fr: {
    f: 'Camille Léa Manon Inès Chloé Nadia Sylvie Hélène Aurore Mathilde Solène Margaux Yasmine Fatou Élodie Brigitte Véronique Agnès Juliette Noémie Salomé Anaïs Maud Capucine Odile Lucie Awa Céleste'.split(' '),
    m: 'Julien Thibault Mehdi Bastien Corentin Gaspard Étienne Olivier Rémi Yann Karim Loïc Mathieu Fabrice Baptiste Sami Adrien Quentin Gérard Malik Félix Ousmane Tanguy Valentin'.split(' '),
  },
  en: {
    f: 'Hannah Imogen Saoirse Fiona Beatrice Zadie Rosalind Maeve Tamsin Ingrid Freya Annika Saskia Leila Harriet Nkechi Bridget Olivia Marta Eleanor Joanna Mei Sunita Greta Niamh Phoebe'.split(' '),
    m: 'Oliver Declan Rory Callum Tobias Henrik Alistair Femi Nathan Gareth Jonas Marcus Duncan Owen Ravi Lars Patrick Conor Edmund Samuel Winston Joost Kenji Hugh'.split(' '),
  },
};
export const lastNames: Record<Language, string[]> = {
  fr: 'Delorme Vasseur Chevrier Tissot Bellanger Marchand Rousselet Pichon Garnier Lacombe Benali Diallo Fontaine Perrichon Gauthier Mazet Charrier Loubet Haddad Nguyen Ravier Tournier Bonnefoy Sauvage Cordier Blanchet Teyssier Poulain Guichard Maillet Carpentier Baudin Ferrand Jourdan Kaci Cissé Lemoine Roche Vial Thévenet'.split(' '),
  en: 'Ashworth Penrose Kavanagh Lindqvist Okonjo Fairchild Holloway Marsden Whitcombe Drummond Bainbridge Kowalczyk Brandt Visser Gallagher Pryce Thornbury Mistry Hargreaves Selwyn Macleod Eriksen Sorensen Dunmore Pemberton Adeyemi Winslow Jansen Castell Redfern Bhatt Trevelyan Lockwood Farrow Ellery Nakata Quigley Ransome Teague Yates'.split(' '),
};
export const spamNames: Record<Language, string[]> = {
  en: ['Marketing Team', 'Web Expert', 'Sales Dept', 'Growth Partner', 'SEO Desk', 'LED Factory Direct', 'Export Manager', 'Traffic Boost'],
  fr: ['Agent crédit', 'Maître Oumar', 'Prêt Facile', 'Audit Web', 'Service Export', 'Finance Express', 'Cabinet Réussite', 'Crédit Ami'],
};
export const companies: Record<Language, string[]> = {
  fr: ['Atelier Vermeil', 'Studio Colombe', 'Agence Deux Fenêtres', 'Les Toits Bleus', 'Hôtel du Tilleul', 'Café des Ombrages', 'Maison Carrel', 'Bureau Sillage', 'La Table d’Octave', 'Cabinet Lisière'],
  en: ['Fernhill Interiors', 'Studio Oxbow', 'Larkspur & Row', 'Two Rivers Architects', 'The Juniper House', 'Saltmarsh Hotels', 'Kestrel Rooms', 'North Quay Studio', 'Alder & Finch', 'Plumb Line Design'],
};
export const streets: Record<Language, string[]> = {
  fr: ['12 rue des Lavandières', '4 impasse du Pressoir', '38 cours des Acacias', '7 bis rue de la Source', '61 avenue des Peupliers', '19 quai des Brumes', '3 place du Lavoir', '25 montée des Vignes'],
  en: ['14 Larkfield Road', '3 Mill Cottages', 'Flat 6, 22 Harbour Row', '51 Ashdown Terrace', '8 Old Chapel Lane', '117 Weavers Street', '2b Orchard Rise', '33 Quarry Hill'],
};
export const devices = [
  'Safari, iPhone', 'Safari, iPhone', 'Safari, macOS', 'Chrome, Windows', 'Chrome, Windows', 'Chrome, Android', 'Chrome, Android', 'Firefox, Windows',
  'Firefox, Linux', 'Edge, Windows', 'Safari, iPad', 'Firefox, Android',
];

export type Lamp = 'arc' | 'opaline' | 'nomad' | 'colline' | 'brume' | 'galet';
export const lamps: Record<Lamp, { name: string; price: number; cap: string; watt: number; en: string; fr: string }> = {
  arc: { name: 'Arc', price: 489, cap: 'E27', watt: 12, en: 'A floor lamp that leans over your shoulder.', fr: 'Un lampadaire qui se penche sur votre épaule.' },
  opaline: { name: 'Opaline', price: 189, cap: 'E27', watt: 12, en: 'Mouth-blown opal glass, in three sizes.', fr: 'Verre opale soufflé à la bouche, en trois tailles.' },
  nomad: { name: 'Nomad', price: 119, cap: 'LED', watt: 3, en: 'Twelve hours of light wherever you sit.', fr: 'Douze heures de lumière, où que vous soyez.' },
  colline: { name: 'Colline', price: 149, cap: 'E14', watt: 6, en: 'Ash arms, a steady hand, no glare.', fr: 'Des bras en frêne, une main sûre.' },
  brume: { name: 'Brume', price: 98, cap: 'E14', watt: 6, en: 'Washed linen, and a cord to pull.', fr: 'Du lin lavé, et un cordon à tirer.' },
  galet: { name: 'Galet', price: 129, cap: 'E14', watt: 6, en: 'Stoneware you want to touch.', fr: 'Un grès qu’on a envie de toucher.' },
};

/** Pools of which each conversation draws once, so that "Thursday" stays Thursday. */
export const pools: Record<Language, Record<string, string[]>> = {
  en: {
    hi: ['Hi', 'Hello', 'Hi there', 'Good morning', 'Good afternoon', 'Hey', 'Hello there'],
    hello: ['Hello {first},', 'Hi {first},', 'Hello {first}, {me} here.', 'Hi {first}, this is {me}.', 'Hello {first}, thank you for writing.', 'Hi {first}, thanks for your message.'],
    bye: ['Have a lovely day, {first}!', 'We are here if you need anything else.', 'Enjoy your evening!', 'Write any time, this conversation stays open for you.', 'All the best from Lyon.', 'Take care, {first}.', 'You’re very welcome.'],
    thanks: ['Thanks {me}!', 'Thank you!', 'cheers', 'Thanks a lot.', 'Many thanks, {me}.', 'Much appreciated!', 'ta very much', 'Thank you so much for the help.'],
    thumbs: ['👍', '👍👍', ''], smile: ['🙂', ':)', '😊', ''], sad: ['😢', ':(', '💔', ''],
    day: ['Monday', 'Tuesday'], day2: ['Wednesday', 'Thursday'], day3: ['Friday', 'Saturday'],
    hub: ['Lille', 'Calais', 'Dijon', 'Strasbourg', 'Paris', 'Rotterdam'],
    occasion: ['my mother’s birthday', 'our anniversary', 'a housewarming', 'my sister’s birthday', 'my best friend’s fortieth', 'my dad’s retirement'],
    month: ['January', 'March', 'April', 'May', 'September', 'October'], date: ['3rd', '9th', '14th', '18th', '22nd', '27th'],
    nomadcolour: ['ivory', 'terracotta', 'night blue'], ceiling: ['2.45', '2.50', '2.60', '2.75', '3.10'], ship: ['39', '45', '49', '55'],
    cardtext: ['For the long evenings, love from all of us', 'Read more. Sleep later.', 'A little light for your new home', 'So you stop reading in the dark. M.'],
  },
  fr: {
    hi: ['Bonjour,', 'Bonjour,', 'Bonjour !', 'Bonsoir,', 'Hello,', 'Bonjour à vous,', 'bonjour'],
    hello: ['Bonjour {first},', 'Bonjour {first},', 'Bonjour {first}, {me} à votre service.', 'Merci pour votre message {first}.', 'Bonjour {first}, ici {me}.'],
    bye: ['Très belle journée, {first} !', 'Je reste là si besoin.', 'Bonne soirée !', 'À bientôt !', 'Écrivez-nous quand vous voulez, la conversation reste ouverte.', 'Belle journée depuis Lyon.', 'Avec plaisir, {first}.'],
    thanks: ['Merci {me} !', 'Merci !', 'Merci beaucoup.', 'Un grand merci', 'merci bcp'],
    smile: ['🙂', ':)', '😊', ''], sad: ['😢', ':(', '😭', ''],
    day: ['lundi', 'mardi'], day2: ['mercredi', 'jeudi'], day3: ['vendredi', 'samedi'],
    hub: ['Corbas', 'Dijon', 'Orléans', 'Rungis', 'Le Mans', 'Mulhouse'],
    occasion: ['l’anniversaire de ma mère', 'nos dix ans de mariage', 'une pendaison de crémaillère', 'le départ en retraite d’un collègue', 'les trente ans de ma sœur'],
    month: ['janvier', 'mars', 'avril', 'mai', 'septembre', 'octobre'], date: ['3', '9', '14', '18', '22', '27'],
    nomadcolour: ['la terre cuite', 'la bleu nuit'], ceiling: ['2,40', '2,50', '2,65', '2,80', '3,20'], two: ['deux', 'trois', 'quatre'],
    code: ['A2847', '19B05', '4471A', 'B7730', '58A12'], floor: ['3e étage gauche', '2e droite', 'dernier étage', 'rez-de-cour', '5e sans ascenseur, désolé'],
    street2: ['des Tilleuls', 'du Moulin', 'de la Fontaine'],
    cardtext: ['Pour tes longues soirées, on t’embrasse', 'Lis encore un chapitre', 'Un peu de lumière dans ta nouvelle maison', 'Pour que tu arrêtes de lire dans le noir'],
  },
};

export const ratingWords: Record<Language, Record<number, string[]>> = {
  en: {
    5: ['Quick, kind and clear.', 'Lovely people.', 'Best service I have had this year.', 'Felt like talking to a neighbour.', 'Problem solved in ten minutes!', '{me} was wonderful.', 'No robot, a real person. More of this!', 'So patient with my questions'],
    4: ['Good, the wait was a little long.', 'Helpful.', 'All sorted, thank you.', 'friendly and efficient'],
    3: ['Fine in the end, but I had to ask twice.', 'OK.', 'Kind answer, slow parcel.'],
    2: ['Nice person, bad delivery.', 'Took too long.'],
    1: ['Three messages before anyone answered.', 'Not good enough at this price.'],
  },
  fr: {
    5: ['Rapide, gentil, efficace.', 'Quel plaisir de parler à quelqu’un !', 'Merci {me}, au top.', 'Service impeccable', 'On sent qu’ils aiment leur métier.', 'Réponse en cinq minutes un samedi, chapeau.', 'Parfait, rien à redire'],
    4: ['Très bien, juste un peu d’attente.', 'Bon conseil.', 'Efficace, merci', 'Problème réglé.'],
    3: ['Correct, mais il a fallu relancer.', 'Moyen, le colis a quand même traîné.'],
    2: ['Accueil aimable, livraison décevante.', 'Trop long.'],
    1: ['Très déçu de l’attente.'],
  },
};

/** Slips of the finger, for contacts who type fast. */
export const slips: Record<Language, [RegExp, string][]> = {
  en: [
    [/\bthe\b/, 'teh'], [/\bdon't\b/, 'dont'], [/\bcan't\b/, 'cant'], [/\bI'm\b/, 'Im'], [/\bit's\b/, 'its'], [/\btomorrow\b/, 'tommorow'], [/\bwhich\b/, 'wich'],
    [/\bbecause\b/, 'becuase'], [/\bplease\b/, 'pls'], [/\byou\b/, 'yuo'], [/\bparcel\b/, 'parcle'], [/\bdelivery\b/, 'delivary'], [/\barrived\b/, 'arived'],
    [/\bthanks\b/i, 'thnaks'], [/\bbeautiful\b/, 'beatiful'], [/\baddress\b/, 'adress'], [/\bwith\b/, 'wiht'], [/\bhaven't\b/, 'havent'],
  ],
  fr: [
    [/\bj'ai\b/, 'jai'], [/\bc'est\b/, 'cest'], [/ ça\b/, ' ca'], [/\best-ce que\b/i, 'est ce que'], [/\btoujours\b/, 'tjrs'], [/reçu/, 'recu'], [/\bvous\b/, 'vosu'],
    [/\bmerci\b/i, 'mreci'], [/commandé/, 'commander'], [/\bquelqu'un\b/, 'quelquun'], [/\bà\b/, 'a'], [/\bpouvez-vous\b/, 'pouvez vous'], [/\bêtes\b/, 'etes'],
    [/\bdéjà\b/, 'deja'], [/\bbeaucoup\b/, 'bcp'], [/\bquand\b/, 'qd'], [/ampoule/, 'ampoulle'], [/\bparce que\b/, 'pcq'], [/appelle/, 'apelle'],
  ],
};
