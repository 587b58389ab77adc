import type { Words } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const rehearsals: Words['rehearsals'] = {
  start: 'Répéter',
  again: 'Répéter à nouveau',
  dialog: {
    title: 'Répéter sur les conversations passées',
    text: 'Chaque message est décidé comme le robot l’aurait fait alors, dans l’ordre du temps, et comparé à ce que vos agents ont répondu. Rien n’est envoyé. Cela continue en arrière-plan.',
    faqs: 'FAQ qui répondent',
    all: 'Toutes, quelle que soit leur étape',
    on: 'Seulement celles qui ne sont pas éteintes',
    noneOn: 'Aucune FAQ n’est encore allumée.',
    noEmbeddings:
      'Sans vos plongements, car les conversations passées ne sont envoyées nulle part : en vrai, davantage peut être reconnu.',
  },
  run: {
    title: 'Répétition',
    queued: 'La répétition commence dans un instant.',
    running: (share) => `Répétition, ${share}`,
    failed:
      'La dernière répétition a échoué. Répétez à nouveau ; si cela échoue encore, dites à votre administrateur ce qui est écrit ici :',
    cancelled: 'La dernière répétition a été arrêtée. Ce qui suit vient de la précédente.',
    cancelledFirst: 'La répétition a été arrêtée avant la fin.',
    which: 'Répétition du',
    some: (n) => plural(n, { one: '# FAQ a répondu', other: '# FAQ ont répondu' }),
  },
  empty: {
    title: 'Voyez ce qui se serait passé, avant qu’il se passe quoi que ce soit',
    steps: [
      'Vos FAQ parcourent les conversations passées dans l’ordre du temps et décident de chaque message comme en vrai.',
      'Ce que vos agents ont répondu dit alors ce qui aurait été juste, et ce qui aurait été faux.',
      'Vous lisez chaque erreur, corrigez la FAQ, et alors seulement vous l’allumez.',
    ],
    note: 'Rien n’est envoyé aux clients. Un exemple tiré de ces conversations ne compte qu’après avoir été posé.',
    noFaqs: 'Il n’y a pas encore de FAQ. Découvrez ce qui est demandé sans cesse, et faites-en la première.',
    find: 'Trouver des opportunités',
    nothing: 'Aucun message n’a été trouvé',
    nothingText:
      'Il n’y a pas de conversation dans cette période. Répétez sur une plus longue période, ou une autre boîte.',
  },
  advice: {
    title: 'Prochain pas',
    all: {
      examples:
        'Trop peu a pu être jugé pour le dire. Donnez à chaque FAQ dix à vingt exemples, ou répétez sur une plus longue période.',
      mend: 'Elles se tromperaient plus souvent que promis. Lisez les erreurs ci-dessous, corrigez ces FAQ, et répétez.',
      shadow: 'Rien ne s’oppose à l’étape à blanc, où rien n’est envoyé : allumez-y les FAQ.',
      share:
        'Elles ont tenu la promesse ici. Si les mesures à blanc le confirment, laissez-les répondre à une partie des contacts.',
      all: 'Elles ont tenu la promesse sur beaucoup de réponses. Si les mesures le confirment, laissez-les répondre à tous.',
      keep: 'Laissez-les à leur étape pour l’instant, et suivez les mesures.',
    },
    asking: (share) =>
      `Demander de préciser ne proposait la bonne que dans ${share} : cela coûterait aux clients plus que cela n’aide. Plus d’exemples aident ; d’ici là, vous pouvez l’éteindre dans les réglages.`,
    settings: 'Ouvrir les réglages',
    names: {
      examples: 'Plus d’exemples',
      mend: 'À corriger d’abord',
      shadow: 'À blanc',
      share: 'À une partie',
      all: 'À tous',
      keep: 'La laisser là',
    },
    hints: {
      examples:
        'Trop peu de réponses ont pu être jugées. Ajoutez des exemples, ou répétez sur une plus longue période.',
      mend: 'L’intervalle exclut qu’elle tienne la promesse. Lisez les erreurs.',
      shadow: 'Rien ne dit qu’elle rompt la promesse ; à blanc, rien n’est envoyé.',
      share: 'Au moins 20 réponses ont été jugées, et elle a tenu la promesse.',
      all: 'Au moins 50 réponses ont été jugées, et elle a tenu la promesse.',
      keep: 'Pas encore assez pour l’étape suivante, ou elle y est déjà.',
    },
  },
  tiles: {
    answered: 'Auraient reçu une réponse',
    right: 'Dont justes',
    wrong: 'Fausses',
    asked: 'Demandes de préciser',
    left: 'Laissées aux agents',
    saved: 'Gain par mois',
  },
  hints: {
    answered: (n, of) => `${n} questions sur ${of}`,
    right: (n, promise) => `sur ${n} qu’on peut juger ; promis : ${promise}`,
    wrong: (wrong, unjudged) =>
      `${wrong} ; ${plural(unjudged, { one: '# de plus ne peut être jugée', other: '# de plus ne peuvent être jugées' })}`,
    asked: (right) => `la bonne était proposée dans ${right}`,
    askedNone: '« Vouliez-vous dire… ? »',
    left: (suggested) =>
      plural(suggested, { one: 'dont # avec une suggestion', other: 'dont # avec une suggestion' }),
    saved: (low, high) => `${low} à ${high}, dans 95 cas sur 100`,
  },
  bar: 'Ce qui aurait été fait',
  part: (name, n, share) => `${name} : ${n} (${share})`,
  parts: {
    right: 'Réponse juste',
    wrong: 'Réponse fausse',
    unjudged: 'Réponse non jugée',
    asked: 'Précision demandée',
    suggested: 'Suggérée',
    left: 'Laissée',
  },
  faqs: {
    title: 'Par FAQ',
    lead: 'Les intervalles tiennent dans 95 cas sur 100. Ce qu’ont dit les agents sépare le juste du faux ; là où ils furent brefs, le doute penche vers faux.',
    columns: {
      messages: 'Questions posées',
      answered: 'Réponses',
      right: 'Justes',
      wrong: 'Fausses',
      asked: 'À préciser',
      precision: 'Justes, parmi les jugées',
      minutes: 'Minutes par mois',
      advice: 'Prochain pas',
    },
    wrongOf: (n, title) =>
      plural(n, { one: `# réponse fausse de ${title}`, other: `# réponses fausses de ${title}` }),
    none: 'Aucune FAQ n’approche d’aucune de ces questions.',
  },
  weeks: {
    title: 'Par semaine',
    lead: 'Les semaines commencent le lundi. Les premières montrent moins là où des exemples viennent de ces conversations.',
    chart: 'Questions par semaine, selon ce qui aurait été fait',
    week: 'Semaine du',
    columns: {
      messages: 'Questions posées',
      coverage: 'Réponses',
      precision: 'Justes, parmi les jugées',
      asked: 'À préciser',
      minutes: 'Minutes gagnées',
    },
  },
  curves: 'Si tout avait reçu une réponse à partir d’une probabilité, quel que soit le coût des FAQ.',
  list: {
    title: 'Une à une',
    lead: 'Ce qui aurait été dit, à côté de ce que votre agent a dit. Lisez les erreurs : certaines sont justes malgré tout, quand l’agent a seulement demandé une précision.',
    verdict: 'Afficher',
    verdicts: { wrong: 'Fausses', right: 'Justes', unjudged: 'Non jugées', any: 'Toutes' },
    notJudged: 'Non jugée',
    decision: 'Décidé',
    decisions: { answer: 'Réponses', ask: 'À préciser', any: 'Les deux' },
    faq: 'FAQ',
    anyFaq: 'Toute FAQ',
    none: { wrong: 'Aucune réponse n’aurait été fausse.', other: 'Il n’y a rien ici.' },
    hidden: 'Vous ne pouvez pas voir les mots de cette conversation, ou ils ont disparu.',
    wouldSay: 'Le robot aurait dit',
    wouldAsk: 'Le robot aurait demandé',
    agentSaid: 'L’agent a dit',
    nobody: 'Personne n’a répondu.',
    goneFaq: 'La FAQ a été supprimée.',
    didYouMean: (titles) => `Vouliez-vous dire ${titles} ?`,
    show: 'La conversation',
    export: 'En CSV',
  },
};
