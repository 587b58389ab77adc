import type { Words } from '../en.ts';

export const automation: Words['automation'] = {
  title: 'Automatisation',
  groups: { answer: 'Répondre', find: 'Trouver', watch: 'Suivre', set: 'Règles' },
  nav: {
    faqs: 'FAQ',
    test: 'Essayer',
    matrix: 'Matrice',
    reports: 'Mesures',
    decisions: 'Décisions',
    settings: 'Réglages',
  },
  leads: {
    faqs: 'Les questions que les clients posent sans cesse, et la réponse type qui répond à chacune.',
    test: 'Écrivez comme un client. Rien n’est envoyé, rien n’est enregistré.',
    matrix: 'À quel point le moteur est sûr de chaque FAQ, face à ce que coûte une erreur.',
    reports:
      'Ce qui a reçu une réponse sans personne, combien de fois c’était juste, et ce que cela a épargné.',
    decisions: 'Ce qui a été décidé pour chaque message, et ce qui en est sorti.',
    settings: 'Ce que vaut une réponse, à quel point elle doit être sûre, et où elle peut être donnée.',
  },
};
