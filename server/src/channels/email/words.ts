/** What mails say, by language. English is the one others fall back to. */
const en = {
  hello: (name: string | null) => (name ? `Hello ${name},` : 'Hello,'),
  repliesSubject: (from: string, company: string) => `${from} (${company}) replied to you`,
  repliesTitle: (from: string, company: string) => `${from} from ${company} replied to you`,
  answer: 'Read and answer',
  repliesFooter: (company: string) =>
    `You get this because you wrote to ${company} and left the page before the answer came. The link opens your conversation on any device; keep it to yourself.`,
  transcriptSubject: (company: string) => `Your conversation with ${company}`,
  transcriptTitle: (company: string) => `Your conversation with ${company}`,
  transcriptFooter: 'You get this because a copy of the conversation was asked for.',
  invitationSubject: (workspace: string) => `Join ${workspace} on Causerie`,
  invitationBody: (by: string | null, workspace: string) =>
    `${by ?? 'A colleague'} invites you to answer customers of ${workspace} together.`,
  join: 'Join',
  invitationFooter: 'The link is good for seven days. If you did not expect it, do nothing.',
  webhookSubject: (name: string) => `The webhook ${name} is paused`,
  webhookBody: (name: string, url: string) =>
    `Nothing has got through to ${name} (${url}) for more than two days, so it is paused. What happens meanwhile is kept: once the address answers again, let the webhook go on.`,
  webhookButton: 'See what went wrong',
  webhookFooter: (workspace: string) => `You get this because you look after ${workspace}.`,
  visitor: 'a visitor',
  notified: {
    mention: (by: string | null, contact: string) =>
      `${by ?? 'Somebody'} mentioned you in the conversation with ${contact}`,
    assignment: (by: string | null, contact: string) =>
      by ? `${by} gave you the conversation with ${contact}` : `The conversation with ${contact} is yours`,
    reply: (by: string | null, contact: string) =>
      `${by ?? contact} wrote in the conversation with ${contact}, which you follow`,
    step_back: (_by: string | null, contact: string) =>
      `An FAQ was wrong too often and answers no more; the last time in the conversation with ${contact}`,
  },
  notifiedOne: (text: string, workspace: string) => `${text} (${workspace})`,
  notifiedMany: (many: number, workspace: string) => `${many} things for you in ${workspace}`,
  notifiedOpen: 'Open the conversation',
  notifiedFooter: (workspace: string) =>
    `You get this because you were away from ${workspace} and had not read it after a few minutes.`,
  notifiedSettings: 'Choose what you are told of',
  resetSubject: 'Choose a new password',
  resetBody: (name: string) =>
    `Hello ${name}, somebody asked for a new password for your account. If it was you, choose one now.`,
  resetButton: 'Choose a new password',
  resetFooter: 'The link is good for one hour. If it was not you, do nothing: your password stays as it is.',
};

const fr: typeof en = {
  hello: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  repliesSubject: (from, company) => `${from} (${company}) vous a répondu`,
  repliesTitle: (from, company) => `${from} de ${company} vous a répondu`,
  answer: 'Lire et répondre',
  repliesFooter: (company) =>
    `Vous recevez ce message parce que vous avez écrit à ${company} et quitté la page avant la réponse. Le lien ouvre votre conversation sur n’importe quel appareil ; gardez-le pour vous.`,
  transcriptSubject: (company) => `Votre conversation avec ${company}`,
  transcriptTitle: (company) => `Votre conversation avec ${company}`,
  transcriptFooter: 'Vous recevez ce message parce qu’une copie de la conversation a été demandée.',
  invitationSubject: (workspace) => `Rejoignez ${workspace} sur Causerie`,
  invitationBody: (by, workspace) =>
    `${by ?? 'Un collègue'} vous invite à répondre ensemble aux clients de ${workspace}.`,
  join: 'Rejoindre',
  invitationFooter: 'Le lien est valable sept jours. Si vous ne vous y attendiez pas, ne faites rien.',
  webhookSubject: (name) => `Le webhook ${name} est en pause`,
  webhookBody: (name, url) =>
    `Rien n’est parvenu à ${name} (${url}) depuis plus de deux jours : le webhook est en pause. Ce qui se passe entre-temps est conservé ; dès que l’adresse répond à nouveau, relancez-le.`,
  webhookButton: 'Voir ce qui ne va pas',
  webhookFooter: (workspace) => `Vous recevez ce message parce que vous administrez ${workspace}.`,
  visitor: 'un visiteur',
  notified: {
    mention: (by, contact) => `${by ?? 'Quelqu’un'} vous a mentionné dans la conversation avec ${contact}`,
    assignment: (by, contact) =>
      by
        ? `${by} vous a confié la conversation avec ${contact}`
        : `La conversation avec ${contact} est à vous`,
    reply: (by, contact) => `${by ?? contact} a écrit dans la conversation avec ${contact}, que vous suivez`,
    step_back: (_by, contact) =>
      `Une FAQ s’est trop souvent trompée et ne répond plus ; la dernière fois dans la conversation avec ${contact}`,
  },
  notifiedOne: (text, workspace) => `${text} (${workspace})`,
  notifiedMany: (many, workspace) => `${many} nouvelles pour vous dans ${workspace}`,
  notifiedOpen: 'Ouvrir la conversation',
  notifiedFooter: (workspace) =>
    `Vous recevez ce message parce que vous étiez absent de ${workspace} et ne l’aviez pas lu après quelques minutes.`,
  notifiedSettings: 'Choisir de quoi vous êtes averti',
  resetSubject: 'Choisissez un nouveau mot de passe',
  resetBody: (name) =>
    `Bonjour ${name}, un nouveau mot de passe a été demandé pour votre compte. Si c’est vous, choisissez-le maintenant.`,
  resetButton: 'Choisir un nouveau mot de passe',
  resetFooter:
    'Le lien est valable une heure. Si ce n’est pas vous, ne faites rien : votre mot de passe reste le même.',
};

const byLanguage: Record<string, typeof en> = { en, fr };

export const wordsFor = (language: string): typeof en => byLanguage[language.slice(0, 2).toLowerCase()] ?? en;
