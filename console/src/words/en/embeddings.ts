/** The endpoint that makes vectors of questions: one more thing that FAQs are told apart by. */
export const embeddings = {
  title: 'Embeddings',
  lead: 'Optional. A language model on a server of yours, or of a provider, helps to recognise questions put in other words. Without it, and whenever it does not answer, the engine decides by itself.',
  privacy:
    'Examples and customers’ messages are sent there, without mail addresses, links and long numbers. Only when the bot decides or suggestions are made.',
  on: 'Use embeddings',
  onHint: 'The engine learns anew. It keeps them only if held-back examples are recognised better with them.',
  url: 'Address',
  urlHint: 'What comes before /embeddings; for Ollama http://localhost:11434/v1',
  urlError: 'An address begins with https:// or http://',
  model: 'Model',
  modelHint: 'Its name there, such as nomic-embed-text',
  key: 'Key',
  keyHint: 'Where one is needed. It is shown to nobody, and goes to this server alone.',
  keyKept: 'A key is set. Leave this empty to keep it.',
  keyGone: 'The address is on another server: give its key.',
  timeout: 'A message waits at most',
  milliseconds: 'milliseconds',
  timeoutError: 'From 50 to 1500',
  test: 'Test',
  works: (dimensions: string, ms: string) => `It works: ${dimensions} dimensions in ${ms} ms.`,
  tooSlow: 'That is longer than a message waits. Once the model is loaded it may be faster: test again.',
  onlyAdmins: 'Only administrators can change this.',
  problems: {
    address: 'This address is inside a private network. Your operator can allow it: OUTGOING_ALLOW_PRIVATE.',
    unreachable: 'Nobody answers at this address. Is the server running, and is the port right?',
    timeout: 'No answer in time.',
    key: 'The key was refused. Look whether it is complete and still valid.',
    not_found:
      'There is no such model or path there. Look at both; with Ollama the model must be pulled first.',
    busy: 'Too many requests for this provider’s limit. Wait a moment or raise the limit.',
    server: 'The other side failed.',
    refused: 'The other side refused.',
    shape: 'What it answered are no embeddings. Is the address right, and the model one for embeddings?',
    dimensions: 'The vectors have another size than before. Train again.',
    too_many: 'There are more than 20,000 examples; that many are not sent.',
  },
  today: (failed: string, asked: string) =>
    `${failed} of ${asked} messages today were judged without: the endpoint did not answer in time, or not rightly.`,
  todayFine: (asked: string) => `It answered for all of ${asked} messages today.`,
  states: {
    used: (model: string) => `The last training uses ${model}.`,
    usedPartly: (model: string) => `The last training uses ${model}; for some new examples no vectors came.`,
    unhelpful: (model: string) =>
      `With ${model}, held-back examples were recognised no better, so the engine does without and sends no messages there.`,
    failed: (model: string) =>
      `The last training had to do without ${model}. It is tried again by itself every five minutes.`,
  },
  line: {
    used: (model: string) => `with embeddings (${model})`,
    unhelpful: 'embeddings are of no use here',
    failed: 'without embeddings: the endpoint failed',
  },
  without: (share: string) => `${share} without embeddings`,
  vector: { used: 'with its embedding', missing: 'without its embedding, which did not come in time' },
};
