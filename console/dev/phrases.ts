/** Words of believable people: a small lighting shop, in English and French. */
export const people: [
  name: string | null,
  email: string | null,
  language: 'en' | 'fr',
  city: string,
  zone: string,
  company: string | null,
][] = [
  ['Léa Martin', 'lea.martin@example.fr', 'fr', 'Lyon', 'Europe/Paris', null],
  ['Oliver Bennett', 'oliver@bennettdesign.example', 'en', 'Leeds', 'Europe/London', 'Bennett Design'],
  ['Priya Raman', 'priya.raman@example.com', 'en', 'Bengaluru', 'Asia/Kolkata', null],
  ['Hugo Lefèvre', 'hugo.lefevre@example.fr', 'fr', 'Nantes', 'Europe/Paris', 'Atelier Lefèvre'],
  ['Sofia Almeida', 'sofia.almeida@example.pt', 'en', 'Porto', 'Europe/Lisbon', null],
  [null, null, 'en', 'Chicago', 'America/Chicago', null],
  ['Camille Roux', 'camille.roux@example.fr', 'fr', 'Lille', 'Europe/Paris', null],
  ['Daniel Okafor', 'd.okafor@example.com', 'en', 'Lagos', 'Africa/Lagos', 'Okafor Hotels'],
  ['Ingrid Solberg', 'ingrid@solberg.example', 'en', 'Bergen', 'Europe/Oslo', null],
  ['Antoine Dubois', 'antoine.dubois@example.fr', 'fr', 'Bordeaux', 'Europe/Paris', null],
  [null, 'm.keller@example.ch', 'fr', 'Lausanne', 'Europe/Zurich', null],
  ['Grace Whitfield', 'grace.whitfield@example.com', 'en', 'Bristol', 'Europe/London', null],
  ['Tomás Herrera', 'tomas@casaherrera.example', 'en', 'Madrid', 'Europe/Madrid', 'Casa Herrera'],
  ['Margaux Petit', 'margaux.petit@example.fr', 'fr', 'Rennes', 'Europe/Paris', null],
  ['Emily Nakamura', 'emily.nakamura@example.com', 'en', 'Seattle', 'America/Los_Angeles', null],
  ['Julien Moreau', 'julien.moreau@example.fr', 'fr', 'Strasbourg', 'Europe/Paris', 'Moreau & Fils'],
];

type Exchange = [question: string, ...rest: string[]];

/** Contact and agent in turn, beginning with the contact. */
export const exchanges: Record<'en' | 'fr', Exchange[]> = {
  en: [
    [
      'Hi! Does the **Arc** floor lamp come with a bulb?',
      'Hello! It does: a warm white one, E27, 9 W. You can dim it.',
      'Perfect, and how long is the cable?',
      'Two and a half metres, with a foot switch.',
      'Lovely, thank you!',
    ],
    [
      'My order 48213 says delivered, but nothing arrived.',
      'I am sorry to hear that. Let me ask the carrier, one moment.',
      'Thanks. I checked with the neighbours already.',
      'The driver left it at the pick-up point on *Station Road*. Your code is `7741`.',
      'Found it, thanks for being so quick',
    ],
    [
      'Can I return a lamp that I have already assembled?',
      'Of course, within 30 days. Please keep the packaging if you can.',
      'I still have the box. Do I pay for the return?',
      'No, here is your label: https://example.com/returns/48213',
    ],
    [
      'Is the Nomad lamp really waterproof? I would leave it on the terrace all summer.',
      'It is splash-proof (IP54): rain is fine, a pool is not.',
      'And the battery?',
      'About twelve hours at half brightness.',
    ],
    [
      'We are fitting out a hotel with 40 rooms. Do you have trade prices?',
      'We do, from ten pieces. Shall I put together an offer?',
      'Please. Mostly wall lamps and 40 bedside ones.',
    ],
    ['The switch of my Galet lamp stopped working after two weeks :('],
    [
      'Do you ship to Norway?',
      'Yes, in 4 to 6 working days. Customs are included.',
      'Great, then I will order today.',
    ],
    ['hello, is anybody there?'],
    ['I paid twice for the same order! Order 48377. Please refund one of them as soon as possible.'],
    ['Which bulb fits the Brume?', 'Any E14 up to 40 W, or 6 W if it is LED.'],
  ],
  fr: [
    [
      'Bonjour, la lampe Arc est-elle disponible en noir ?',
      'Bonjour ! Oui, elle revient en stock mardi. Je peux vous prévenir.',
      'Volontiers, merci beaucoup',
      'C’est noté, vous recevrez un message mardi matin.',
    ],
    [
      'Bonjour, ma commande 51022 devait arriver hier…',
      'Bonjour, je regarde tout de suite avec le transporteur.',
      'Merci, c’est pour un anniversaire samedi',
      'Le colis est à Lyon, il sera livré **demain avant 13 h**.',
      'Super, merci !',
    ],
    [
      'L’abat-jour est arrivé fendu. Que dois-je faire ?',
      'Je suis désolée. Pouvez-vous m’envoyer une photo ?',
      'La voici',
      'Merci. Un nouvel abat-jour part aujourd’hui, vous n’avez rien à payer.',
    ],
    ['Est-ce que vous livrez en Suisse ?', 'Oui, sous cinq jours. Les droits de douane sont compris.'],
    [
      'Bonjour, je voudrais une facture au nom de mon entreprise svp',
      'Bien sûr, quel est le nom exact et le numéro de TVA ?',
    ],
    ['La lampe Colline clignote quand je la baisse au minimum, c’est normal ?'],
    [
      'Peut-on passer à la boutique sans rendez-vous ?',
      'Oui, du mardi au samedi, de 10 h à 19 h.',
      'Parfait, à samedi alors',
    ],
    ['Je me suis trompé d’adresse de livraison, est-il trop tard pour changer ?'],
  ],
};

export const live: Record<'en' | 'fr', string[]> = {
  en: [
    'One more thing: can you gift-wrap it?',
    'Are you still there?',
    'Thanks, that helps a lot!',
    'Could you send me the invoice too?',
  ],
  fr: [
    'Encore une question : faites-vous des emballages cadeaux ?',
    'Vous êtes toujours là ?',
    'Merci, c’est très clair !',
    'Pouvez-vous aussi m’envoyer la facture ?',
  ],
};

export const pages: [path: string, title: string][] = [
  ['/lamps/arc', 'Arc floor lamp'],
  ['/lamps/nomad', 'Nomad outdoor lamp'],
  ['/lamps/galet', 'Galet bedside lamp'],
  ['/delivery', 'Delivery and returns'],
  ['/', 'Lumière: lamps made in France'],
  ['/cart', 'Your basket'],
];
