import type { Words } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const views: Words['views'] = {
  all: 'Toutes les vues',
  close: 'Masquer les vues',
  teams: 'Équipes',
  saved: 'Vues enregistrées',
  create: 'Nouvelle vue',
  edit: (name) => `Modifier ${name}`,
  editThis: 'Modifier cette vue',
  save: 'Enregistrer comme vue',
  moveUp: (name) => `Monter ${name}`,
  moveDown: (name) => `Descendre ${name}`,
  deleteTitle: (name) => `Supprimer la vue ${name} ?`,
  deleteText: 'Ses conversations restent où elles sont.',
  gone: { title: 'Cette vue n’est pas ici', text: 'Elle a été supprimée, ou ne vous est plus partagée.' },
  unread: (n) => plural(n, { one: '# mention non lue', other: '# mentions non lues' }),
  form: {
    name: 'Nom de la vue',
    emoji: 'Émoji',
    noEmoji: 'Sans émoji',
    order: 'Ordre de la liste',
    who: 'Pour qui',
    private: 'Moi seulement',
    team: (name) => `Équipe ${name}`,
    workspace: 'Tout le monde',
    shareHint: 'Les superviseurs peuvent partager des vues.',
    uncounted: 'Les vues de conversations résolues ou indésirables n’ont pas de compteur.',
    hint: 'Sans condition sur le statut, la vue montre les conversations ouvertes.',
  },
};
