import { useSpeech } from '../words/words.ts';

/** What only late parts say, in every language that the messenger speaks: the first opening does without it. */
const en = {
  notSent: 'Not sent',
  notTaken: 'Messages from here are not accepted at the moment',
  sendAgain: 'Send again',
  remove: 'Remove',
  required: 'required',
  fillIn: 'Please fill this in.',
  badNumber: 'Please give a number.',
  choose: 'Choose…',
  stars: (n: number) => (n === 1 ? '1 star' : `${n} stars`),
  ratingComment: 'Comment (optional)',
  cardOf: (n: number, of: number) => `${n} of ${of}`,
  previous: 'Previous',
  next: 'Next',
  noMicrophone: 'The microphone is not available. Allow it in your browser and try again.',
  thanks: 'Thank you!',
  openMap: 'Show on map',
  emojiGroups: ['Smileys', 'People', 'Nature', 'Food', 'Activities', 'Objects', 'Symbols'] as string[],
  recent: 'Recent',
  recording: 'Recording',
  stopAndSend: 'Send voice message',
  discard: 'Discard',
  opensNewTab: '(opens in a new tab)',
  transcriptTo: 'Where should the transcript go?',
  sendTranscript: 'Send me a transcript',
  endChat: 'End chat',
  notNow: 'Not now',
  endConfirm: 'End this chat?',
  endKeep: 'Keep chatting',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  emailAsk: 'Leave your e-mail, so that we can reach you if you go.',
  save: 'Save',
  emailSaved: (address: string) => `We will also reply to ${address}.`,
  noConversations: 'No conversation yet. Write to us whenever you like.',
};

const fr: LateWords = {
  notSent: 'Non envoyé',
  notTaken: 'Les messages d’ici ne sont pas acceptés pour le moment',
  sendAgain: 'Envoyer à nouveau',
  remove: 'Retirer',
  required: 'obligatoire',
  fillIn: 'Merci de remplir ce champ.',
  badNumber: 'Merci d’indiquer un nombre.',
  choose: 'Choisir…',
  stars: (n) => (n === 1 ? '1 étoile' : `${n} étoiles`),
  ratingComment: 'Commentaire (facultatif)',
  cardOf: (n, of) => `${n} sur ${of}`,
  previous: 'Précédent',
  next: 'Suivant',
  noMicrophone: 'Le micro n’est pas disponible. Autorisez-le dans votre navigateur et réessayez.',
  thanks: 'Merci !',
  openMap: 'Voir sur la carte',
  emojiGroups: ['Sourires', 'Personnes', 'Nature', 'Cuisine', 'Activités', 'Objets', 'Symboles'],
  recent: 'Récents',
  recording: 'Enregistrement',
  stopAndSend: 'Envoyer le message vocal',
  discard: 'Abandonner',
  opensNewTab: '(s’ouvre dans un nouvel onglet)',
  transcriptTo: 'Où envoyer la transcription ?',
  sendTranscript: 'M’envoyer la transcription',
  endChat: 'Terminer le chat',
  notNow: 'Plus tard',
  endConfirm: 'Terminer ce chat ?',
  endKeep: 'Continuer',
  soundOn: 'Activer le son',
  soundOff: 'Couper le son',
  emailAsk: 'Laissez votre e-mail, pour que nous puissions vous joindre si vous partez.',
  save: 'Enregistrer',
  emailSaved: (address) => `Nous répondrons aussi à ${address}.`,
  noConversations: 'Pas encore de conversation. Écrivez-nous quand vous voulez.',
};

export type LateWords = typeof en;

export const lateWords: { [language: string]: LateWords } = { en, fr };

/** Those of the visitor's language. */
export function useLateWords(): LateWords {
  const { language } = useSpeech();
  return lateWords[language.split('-')[0]!.toLowerCase()] ?? en;
}
