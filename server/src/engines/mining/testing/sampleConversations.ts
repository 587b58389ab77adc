import type { Turn } from '../turn.ts';

/** What customers of a small shop asked and were answered, in three languages; for tests. */
interface Topic {
  name: string;
  language: string;
  asked: string[];
  /** `{name}` and `{number}` differ from one conversation to the next. */
  answer: string;
}

export const topics: Topic[] = [
  {
    name: 'where',
    language: 'en',
    asked: [
      'where is my parcel',
      'Where is my order? It is number 48213-A',
      'my parcel has not arrived yet',
      'when will my parcel be delivered',
      'the parcel is late, where is it',
      'parcel still not here',
      'I am waiting for my parcel since monday',
      'has my parcel been delivered to a neighbour',
      'track my parcel please',
      'Hello there, where is my parcel? Kind regards, Jane',
      'parcel tracking shows nothing, where is it',
      'no parcel delivered today',
    ],
    answer: 'Hi {name}, your parcel {number} is on its way and should arrive within two days.',
  },
  {
    name: 'return',
    language: 'en',
    asked: [
      'how do I return the shoes',
      'I want to return an item',
      'can I return this jacket for a refund',
      'the shoes do not fit, I want to return them',
      'what is your return policy',
      'return label for the jacket please',
      'I would like a refund, how do I return it',
      'is it possible to return opened items',
      'return and refund of two items',
      'where do I return my item',
      'need to return shoes, get a refund',
      'how long can I return an item',
    ],
    answer: 'Dear {name}, you can return items within 30 days; I am sending you the label {number} by mail.',
  },
  {
    name: 'password',
    language: 'en',
    asked: [
      'I forgot my password',
      'cannot log in, password does not work',
      'reset my password please',
      'how can I change the password of my account',
      'my account is locked after a wrong password',
      'password reset mail never came',
      'log in to my account fails',
      'I can not log in to the account any more',
      'new password for my account',
      'account password is not accepted',
      'the log in page refuses my password',
      'please unlock my account, wrong password',
    ],
    answer: 'Please open the sign-in page, click Forgot and follow the link that we mail to you.',
  },
  {
    name: 'livraison',
    language: 'fr',
    asked: [
      'où est mon colis',
      'mon colis n’est pas encore arrivé',
      'quand est-ce que le colis sera livré',
      'je n’ai pas reçu mon colis',
      'Bonjour, où en est la livraison de mon colis ?',
      'le colis est en retard',
      'suivi de mon colis s’il vous plaît',
      'la livraison du colis était prévue hier',
      'toujours pas de colis chez moi',
      'le colis a-t-il été livré chez un voisin',
    ],
    answer: 'Bonjour {name}, votre colis {number} est en route et arrivera dans deux jours.',
  },
  {
    name: 'facture',
    language: 'fr',
    asked: [
      'je voudrais une facture',
      'pouvez-vous m’envoyer la facture',
      'où puis-je télécharger ma facture',
      'il me faut une facture avec le nom de la société',
      'la facture est fausse',
      'je n’ai pas la facture de ma commande',
      'facture au format PDF s’il vous plaît',
      'comment obtenir la facture de la commande',
      'une copie de la facture, merci',
      'mettre une autre adresse sur la facture',
    ],
    answer: 'Vous trouverez toutes vos factures dans votre compte, sous Commandes.',
  },
  {
    name: '退款',
    language: 'zh',
    asked: [
      '我想申请退款',
      '退款什么时候到账',
      '怎么申请退款？',
      '退款还没有到账',
      '请问退款需要多久',
      '退款申请失败了怎么办',
      '我的退款在哪里查看',
      '可以全额退款吗',
    ],
    answer: '退款会在三个工作日内原路退回，请您耐心等待。',
  },
  {
    name: '营业时间',
    language: 'zh',
    asked: [
      '你们几点开门',
      '周末营业吗',
      '门店营业时间是几点到几点',
      '今天几点关门',
      '营业时间是什么',
      '周日开门吗',
      '门店几点营业',
      '春节期间营业时间有变化吗',
    ],
    answer: '门店每天早上九点到晚上八点营业，节假日不休息。',
  },
];

const courtesies: Record<string, [string, string]> = {
  en: ['Hello', 'ok thanks'],
  fr: ['Bonjour', 'merci'],
  zh: ['你好', '谢谢'],
};
const names = ['Anna', 'Bruno', 'Chloé', 'Dmitri', 'Elif', 'Farid', 'Grace', 'Hugo'];
const start = Date.UTC(2026, 0, 5, 9);
const day = 24 * 3600_000;

/** One conversation for each thing asked, a few hours apart. The label of a turn is the topic's name. */
export function sampleConversations(): { turns: Turn[]; labels: Map<Turn, string> } {
  const turns: Turn[] = [];
  const labels = new Map<Turn, string>();
  const longest = Math.max(...topics.map((topic) => topic.asked.length));
  for (let round = 0; round < longest; round++)
    topics.forEach((topic, t) => {
      const text = topic.asked[round];
      if (text === undefined) return;
      const [greeting, thanks] = courtesies[topic.language]!;
      const conversation = `c-${round}-${t}`;
      const at = start + round * 3 * day + t * 3600_000;
      const name = names[(round * 3 + t) % names.length]!;
      const answer = topic.answer.replace('{name}', name).replace('{number}', `${70_000 + round * 37 + t}`);
      const asked: Turn = { conversation, at: at + 20_000, author: 'contact', text };
      labels.set(asked, topic.name);
      turns.push(
        { conversation, at, author: 'contact', text: greeting },
        asked,
        { conversation, at: at + 140_000, author: 'agent', agent: `agent-${round % 2}`, text: answer },
        {
          conversation,
          at: at + 200_000,
          author: 'contact',
          text: thanks,
        },
      );
    });
  return { turns, labels };
}
