/** Messages that have nothing to do with a shop's FAQs, by language, in the words that any question is asked with. */
export const foreignMessages: Record<string, string[]> = {
  en: [
    'how do I bake bread',
    'where is the nearest dentist',
    'what is the weather like today',
    'can you tell me how old the universe is',
    'I want to learn the violin',
    'is it possible to grow tomatoes in winter',
  ],
  fr: [
    'comment faire du pain',
    'où est le dentiste le plus proche',
    'quel temps fait-il aujourd’hui',
    'pouvez-vous me dire l’âge de l’univers',
    'je voudrais apprendre le violon',
  ],
  de: [
    'wie backe ich Brot',
    'wo ist der nächste Zahnarzt',
    'wie wird das Wetter heute',
    'ich möchte Geige lernen',
    'können Sie mir sagen, wie alt das Weltall ist',
  ],
  es: [
    'cómo se hace el pan',
    'dónde está el dentista más cercano',
    'qué tiempo hace hoy',
    'quiero aprender a tocar el violín',
  ],
  zh: ['怎么烤面包', '最近的牙医在哪里', '今天天气怎么样', '我想学小提琴'],
};
