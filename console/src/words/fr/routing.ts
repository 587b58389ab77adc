import type { Words } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const routing: Words['routing'] = {
  load: (load, capacity) => `${load}/${capacity}`,
  loadLong: (load, capacity) => `${load} conversations sur ${capacity}`,
  place: (n) => (n === 1 ? '1er dans la file' : `${n}e dans la file`),
  placeHint: (n, waiting) => `${n}e de ${waiting} dans sa file`,
  handedOver: {
    asked: 'Transmise par le robot : une personne est demandée',
    unhelpful: 'Transmise par le robot : sa réponse n’a pas aidé',
    no_answer: 'Transmise par le robot : aucune réponse ne convient',
    unavailable: 'Transmise : le robot n’a pas pu décider à temps',
  },
  requeued: {
    unanswered: (who) => `De retour dans la file : sans réponse de ${who}`,
    gone: (who) => `De retour dans la file : ${who} n’est plus là`,
    full: (who) => `De retour dans la file : ${who} n’a plus de place`,
  },
  requeuedFromYou: {
    unanswered: 'De retour dans la file : sans réponse de votre part',
    gone: 'De retour dans la file : vous n’étiez plus là',
    full: 'De retour dans la file : vous n’avez plus de place',
  },
  routedToYou: 'Attribuée automatiquement à vous',
  routedTo: (who) => `Attribuée automatiquement à ${who}`,
  waited: (line, duration) => `${line} après ${duration}`,
  beyond: (line) => `${line}, au-delà de la capacité`,
  full: {
    title: (name) => `${name} n’a plus de place`,
    has: (n) => plural(n, { one: '# conversation', other: '# conversations' }),
    text: (has, limit) =>
      `${has} pour une limite de ${limit}. La distribution automatique ne va pas plus loin ; vous, si.`,
    anyway: 'Attribuer quand même',
  },
  transfer: {
    item: 'Transférer avec une note…',
    title: 'Transférer',
    to: 'À',
    people: 'Personnes',
    teams: 'Équipes',
    note: 'Note pour la suite',
    noteHint: 'Seuls vos collègues la voient.',
    action: 'Transférer',
    done: (to) => `Transférée à ${to}`,
    choose: 'Choisissez une personne ou une équipe.',
  },
  inbox: {
    title: 'Distribution',
    mode: 'Qui reçoit les nouvelles conversations',
    modes: {
      off: 'Chacun les prend soi-même',
      auto: 'Causerie les donne à qui est là et a de la place',
    },
    autoHint:
      'Au moins chargé de l’équipe ; à égalité, à qui a été servi il y a le plus longtemps. Personne ne reçoit plus que sa capacité.',
    sticky: 'Le même interlocuteur',
    stickyHint: 'Le dernier agent du contact passe en premier, s’il est là et a de la place.',
    language: 'Langue',
    languages: {
      ignore: 'Sans importance',
      prefer: 'De préférence quelqu’un qui parle la langue du contact',
      require: 'Seulement quelqu’un qui parle la langue du contact',
    },
    skills: 'Compétences requises',
    skillsHint:
      'Séparées par des virgules. Seuls les membres qui les ont toutes reçoivent ces conversations.',
    skillsByLabel: 'Une étiquette peut demander une compétence',
    skillsByLabelHint: 'Une étiquette du nom d’une compétence demande quelqu’un qui l’a.',
    relax: 'Ne plus exiger ni compétence ni langue après',
    returnUnanswered: 'Sans réponse : retour dans la file après',
    returnGone: 'Agent parti alors que le client attend : retour dans la file après',
    never: 'Jamais',
    minutes: (n) => plural(n, { one: '# minute', other: '# minutes' }),
    showQueue: 'Indiquer aux visiteurs leur place dans la file',
    showQueueHint: 'Avec l’attente prévue, quand les dernières heures permettent de la dire.',
    honesty: {
      told: (days, n) =>
        `Depuis ${days} jours, ${plural(n, { one: 'une attente a été annoncée à # visiteur.', other: 'une attente a été annoncée à # visiteurs.' })}`,
      kept: (share) => `${share} n’ont pas attendu plus longtemps, à une minute près.`,
      off: (n) =>
        plural(n, {
          one: 'La moitié des annonces étaient justes à # minute près.',
          other: 'La moitié des annonces étaient justes à # minutes près.',
        }),
    },
  },
  member: {
    edit: (name) => `Distribution pour ${name}`,
    capacity: 'Capacité',
    capacityHint: (standard) =>
      `Conversations à la fois. Vide : la valeur de l’espace (${standard}). 0 : aucune automatiquement.`,
    skills: 'Compétences',
    skillsHint: 'Séparées par des virgules, par exemple : facturation, réparations.',
    languages: 'Langues',
    languagesHint: 'Codes comme fr, en, de. Vide : toutes.',
    languageWrong: (code) => `« ${code} » n’est pas un code de langue. Utilisez par exemple fr ou pt-BR.`,
    capacityWrong: 'Un nombre entier de 0 à 200.',
  },
  workspace: {
    capacity: 'Capacité habituelle',
    capacityHint: 'Combien de conversations chaque membre reçoit à la fois, sauf nombre qui lui est propre.',
  },
};
