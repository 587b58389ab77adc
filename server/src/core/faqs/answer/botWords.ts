/** What the bot says of its own, in one language. */
export type BotWords = {
  helpful: string;
  yes: string;
  no: string;
  person: string;
  /** Said with the first message. */
  reach: string;
  didYouMean: string;
  none: string;
  /** Of one alone, whose title stands for `%`. */
  isItAbout: string;
  yesIt: string;
  notIt: string;
  handedOver: string;
  glad: string;
};

const words: Record<string, BotWords> = {
  en: {
    helpful: 'Was this helpful?',
    yes: 'Yes, thank you',
    no: 'No',
    person: 'Talk to a person',
    reach: 'This is an automatic answer. You can talk to a person at any time.',
    didYouMean: 'Did you mean one of these?',
    none: 'None of these',
    isItAbout: 'Is it about “%”?',
    yesIt: 'Yes',
    notIt: 'No, something else',
    handedOver: 'I am passing this on to a colleague, who will answer you here.',
    glad: 'Glad to hear it. Write again whenever you need us.',
  },
  fr: {
    helpful: 'Cela vous a-t-il aidé ?',
    yes: 'Oui, merci',
    no: 'Non',
    person: 'Parler à une personne',
    reach: 'Ceci est une réponse automatique. Vous pouvez parler à une personne à tout moment.',
    didYouMean: 'Vouliez-vous dire l’une de ces questions ?',
    none: 'Aucune de celles-ci',
    isItAbout: 'S’agit-il de «\u00a0%\u00a0» ?',
    yesIt: 'Oui',
    notIt: 'Non, autre chose',
    handedOver: 'Je transmets votre demande à un collègue, qui vous répondra ici.',
    glad: 'Ravi de l’apprendre. Écrivez-nous à nouveau quand vous voulez.',
  },
  es: {
    helpful: '¿Le ha sido útil?',
    yes: 'Sí, gracias',
    no: 'No',
    person: 'Hablar con una persona',
    reach: 'Esta es una respuesta automática. Puede hablar con una persona en cualquier momento.',
    didYouMean: '¿Se refería a una de estas preguntas?',
    none: 'Ninguna de estas',
    isItAbout: '¿Se trata de «%»?',
    yesIt: 'Sí',
    notIt: 'No, otra cosa',
    handedOver: 'Se lo paso a un compañero, que le responderá aquí.',
    glad: 'Me alegro. Escríbanos de nuevo cuando lo necesite.',
  },
  de: {
    helpful: 'Hat das geholfen?',
    yes: 'Ja, danke',
    no: 'Nein',
    person: 'Mit einem Menschen sprechen',
    reach: 'Das ist eine automatische Antwort. Sie können jederzeit mit einem Menschen sprechen.',
    didYouMean: 'Meinten Sie eine dieser Fragen?',
    none: 'Keine davon',
    isItAbout: 'Geht es um „%“?',
    yesIt: 'Ja',
    notIt: 'Nein, etwas anderes',
    handedOver: 'Ich gebe das an eine Kollegin oder einen Kollegen weiter. Die Antwort kommt hier.',
    glad: 'Das freut uns. Schreiben Sie jederzeit wieder.',
  },
  it: {
    helpful: 'È stato utile?',
    yes: 'Sì, grazie',
    no: 'No',
    person: 'Parlare con una persona',
    reach: 'Questa è una risposta automatica. Può parlare con una persona in qualsiasi momento.',
    didYouMean: 'Intendeva una di queste domande?',
    none: 'Nessuna di queste',
    isItAbout: 'Si tratta di «%»?',
    yesIt: 'Sì',
    notIt: 'No, altro',
    handedOver: 'Passo la richiesta a un collega, che le risponderà qui.',
    glad: 'Ne siamo felici. Ci scriva di nuovo quando vuole.',
  },
  pt: {
    helpful: 'Isto ajudou?',
    yes: 'Sim, obrigado',
    no: 'Não',
    person: 'Falar com uma pessoa',
    reach: 'Esta é uma resposta automática. Pode falar com uma pessoa a qualquer momento.',
    didYouMean: 'Queria dizer uma destas perguntas?',
    none: 'Nenhuma destas',
    isItAbout: 'Trata-se de «%»?',
    yesIt: 'Sim',
    notIt: 'Não, outra coisa',
    handedOver: 'Vou passar a um colega, que responderá aqui.',
    glad: 'Ainda bem. Escreva-nos de novo quando precisar.',
  },
  nl: {
    helpful: 'Heeft dit geholpen?',
    yes: 'Ja, bedankt',
    no: 'Nee',
    person: 'Met een mens praten',
    reach: 'Dit is een automatisch antwoord. U kunt altijd met een mens praten.',
    didYouMean: 'Bedoelde u een van deze vragen?',
    none: 'Geen van deze',
    isItAbout: 'Gaat het om ‘%’?',
    yesIt: 'Ja',
    notIt: 'Nee, iets anders',
    handedOver: 'Ik geef dit door aan een collega, die hier antwoordt.',
    glad: 'Fijn om te horen. Schrijf gerust opnieuw.',
  },
  zh: {
    helpful: '这个回答有帮助吗？',
    yes: '有，谢谢',
    no: '没有',
    person: '转人工服务',
    reach: '这是自动回复。您可以随时转人工服务。',
    didYouMean: '您是想问以下哪个问题？',
    none: '都不是',
    isItAbout: '您想问的是“%”吗？',
    yesIt: '是的',
    notIt: '不是，别的问题',
    handedOver: '我已转给同事，他们会在这里回复您。',
    glad: '很高兴能帮到您。有需要请随时再联系我们。',
  },
  ja: {
    helpful: 'お役に立ちましたか？',
    yes: 'はい、ありがとう',
    no: 'いいえ',
    person: '担当者と話す',
    reach: 'これは自動応答です。いつでも担当者と話せます。',
    didYouMean: 'お尋ねの内容は次のどれですか？',
    none: 'どれでもない',
    isItAbout: '「%」についてのお尋ねですか？',
    yesIt: 'はい',
    notIt: 'いいえ、別の内容です',
    handedOver: '担当者に引き継ぎます。こちらでお返事いたします。',
    glad: 'お役に立てて嬉しいです。またいつでもご連絡ください。',
  },
  ar: {
    helpful: 'هل كان هذا مفيدًا؟',
    yes: 'نعم، شكرًا',
    no: 'لا',
    person: 'التحدث إلى شخص',
    reach: 'هذه إجابة تلقائية. يمكنك التحدث إلى شخص في أي وقت.',
    didYouMean: 'هل تقصد أحد هذه الأسئلة؟',
    none: 'لا شيء منها',
    isItAbout: 'هل سؤالك عن «%»؟',
    yesIt: 'نعم',
    notIt: 'لا، شيء آخر',
    handedOver: 'سأحوّل طلبك إلى زميل سيجيبك هنا.',
    glad: 'يسعدنا ذلك. راسلنا مجددًا متى احتجت إلينا.',
  },
};

/** In the first of these languages that the bot speaks, else in English. */
export function botWordsOf(...languages: (string | null | undefined)[]): BotWords {
  for (const language of languages) {
    const found = language && words[language.toLowerCase().split('-')[0]!];
    if (found) return found;
  }
  return words.en!;
}
