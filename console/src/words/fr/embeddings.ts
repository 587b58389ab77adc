import type { Words } from '../en.ts';

export const embeddings: Words['embeddings'] = {
  title: 'Plongements (embeddings)',
  lead: 'Facultatif. Un modèle de langue sur un serveur à vous, ou chez un fournisseur, aide à reconnaître les questions dites autrement. Sans lui, et chaque fois qu’il ne répond pas, le moteur décide seul.',
  privacy:
    'Les exemples et les messages des clients y sont envoyés, sans adresses e-mail, liens ni longs numéros. Seulement quand le robot décide ou que des suggestions sont faites.',
  on: 'Utiliser les plongements',
  onHint:
    'Le moteur réapprend. Il ne les garde que si les exemples mis de côté sont mieux reconnus grâce à eux.',
  url: 'Adresse',
  urlHint: 'Ce qui précède /embeddings ; pour Ollama http://localhost:11434/v1',
  urlError: 'Une adresse commence par https:// ou http://',
  model: 'Modèle',
  modelHint: 'Son nom là-bas, par exemple nomic-embed-text',
  key: 'Clé',
  keyHint: 'S’il en faut une. Elle n’est montrée à personne et ne va qu’à ce serveur.',
  keyKept: 'Une clé est en place. Laissez vide pour la garder.',
  keyGone: 'L’adresse est sur un autre serveur : donnez sa clé.',
  timeout: 'Un message attend au plus',
  milliseconds: 'millisecondes',
  timeoutError: 'De 50 à 1500',
  test: 'Tester',
  works: (dimensions, ms) => `Cela marche : ${dimensions} dimensions en ${ms} ms.`,
  tooSlow:
    'C’est plus long qu’un message n’attend. Une fois le modèle chargé, ce sera peut-être plus rapide : testez encore.',
  onlyAdmins: 'Seuls les administrateurs peuvent changer cela.',
  problems: {
    address:
      'Cette adresse est dans un réseau privé. Votre exploitant peut l’autoriser : OUTGOING_ALLOW_PRIVATE.',
    unreachable: 'Personne ne répond à cette adresse. Le serveur tourne-t-il, le port est-il juste ?',
    timeout: 'Pas de réponse à temps.',
    key: 'La clé a été refusée. Vérifiez qu’elle est complète et encore valable.',
    not_found:
      'Ce modèle ou ce chemin n’existe pas là-bas. Vérifiez les deux ; avec Ollama, le modèle doit d’abord être téléchargé.',
    busy: 'Trop de requêtes pour la limite de ce fournisseur. Attendez un instant ou relevez la limite.',
    server: 'L’autre côté a échoué.',
    refused: 'L’autre côté a refusé.',
    shape:
      'Ce qui a été répondu n’est pas un plongement. L’adresse est-elle juste, et le modèle en est-il un pour cela ?',
    dimensions: 'Les vecteurs ont une autre taille qu’avant. Réapprenez.',
    too_many: 'Il y a plus de 20 000 exemples ; autant ne sont pas envoyés.',
  },
  today: (failed, asked) =>
    `${failed} messages sur ${asked} aujourd’hui ont été jugés sans : l’adresse n’a pas répondu à temps, ou pas comme il faut.`,
  todayFine: (asked) => `Réponse reçue pour chacun des ${asked} messages d’aujourd’hui.`,
  states: {
    used: (model) => `Le dernier apprentissage utilise ${model}.`,
    usedPartly: (model) =>
      `Le dernier apprentissage utilise ${model} ; pour quelques nouveaux exemples, aucun vecteur n’est venu.`,
    unhelpful: (model) =>
      `Avec ${model}, les exemples mis de côté n’ont pas été mieux reconnus : le moteur s’en passe et n’y envoie aucun message.`,
    failed: (model) =>
      `Le dernier apprentissage a dû se passer de ${model}. Un nouvel essai a lieu de lui-même toutes les cinq minutes.`,
  },
  line: {
    used: (model) => `avec plongements (${model})`,
    unhelpful: 'les plongements n’apportent rien ici',
    failed: 'sans plongements : l’adresse a échoué',
  },
  without: (share) => `${share} sans plongements`,
  vector: { used: 'avec son plongement', missing: 'sans son plongement, qui n’est pas venu à temps' },
};
