import type { Words } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const roles: Words['roles'] = {
  lead: 'Ce que les personnes et les programmes peuvent faire ici. Personne ne peut donner plus qu’il n’a.',
  create: 'Nouveau rôle',
  createTitle: 'Nouveau rôle',
  edit: (name) => `Modifier ${name}`,
  name: 'Nom',
  startFrom: 'Partir de',
  nothing: 'Rien',
  permission: 'Droit',
  allowed: 'Autorisé',
  notAllowed: 'Non autorisé',
  delete: (name) => `Supprimer ${name}`,
  deleteTitle: (name) => `Supprimer ${name} ?`,
  deleteText: 'Cette action est définitive.',
  own: 'Vos propres rôles',
  ownEmpty:
    'Les quatre rôles intégrés suffisent souvent. Créez les vôtres pour ceux qui ne doivent voir que les conversations de leur équipe, seulement consulter, ou seulement exporter des rapports.',
  members: (n) => plural(n, { one: '# membre', other: '# membres' }),
  keys: (n) => plural(n, { one: '# clé', other: '# clés' }),
  matrix: 'Qui peut faire quoi',
  beyond: 'Vous n’avez pas ce droit vous-même : vous ne pouvez pas le donner.',
  groups: { conversations: 'Échanges', contacts: 'Fiches', reports: 'Rapports', settings: 'Réglages' },
  permissions: {
    'conversations.all': 'Voir toutes les conversations, pas seulement les siennes et celles de ses équipes',
    'conversations.reply': 'Écrire des messages et des notes',
    'conversations.change': 'Attribuer, résoudre, mettre en veille, étiqueter',
    'contacts.read': 'Consulter les contacts',
    'contacts.change': 'Modifier les contacts',
    'contacts.export': 'Exporter les données d’un contact',
    'contacts.erase': 'Effacer des contacts',
    'reports.read': 'Rapports et tableau en direct',
    'workspace.change': 'Nom et langue de l’espace',
    'members.change': 'Membres et leurs rôles',
    'owners.change': 'Propriétaires',
    'invitations.change': 'Les invitations',
    'teams.change': 'Équipes',
    'roles.change': 'Rôles',
    'apiKeys.change': 'Clés d’API',
    'inboxes.change': 'Boîtes',
    'webhooks.change': 'Les webhooks',
    'retention.change': 'Durées de conservation',
    'audit.read': 'Journal d’audit',
  },
};
