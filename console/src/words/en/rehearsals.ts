import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** Running the FAQs over past conversations, as if they had been there. */
export const rehearsals = {
  start: 'Rehearse',
  again: 'Rehearse again',
  dialog: {
    title: 'Rehearse on past conversations',
    text: 'Each message is decided as the bot would have then, in the order of time, and compared with what your agents answered. Nothing is sent. It goes on in the background.',
    faqs: 'FAQs that answer',
    all: 'All, whatever their stage',
    on: 'Only those that are not off',
    noneOn: 'No FAQ is switched on yet.',
    noEmbeddings:
      'Without your embeddings, as past conversations are sent nowhere: live, more may be recognised.',
  },
  run: {
    title: 'Rehearsal',
    queued: 'The rehearsal begins in a moment.',
    running: (share: string) => `Rehearsing, ${share}`,
    failed:
      'The last rehearsal failed. Rehearse again; if it fails again, tell your administrator what stands here:',
    cancelled: 'The last rehearsal was stopped. What stands here is from the one before.',
    cancelledFirst: 'The rehearsal was stopped before it came to an end.',
    which: 'Rehearsal of',
    some: (n: number) => plural(n, { one: '# FAQ answered', other: '# FAQs answered' }),
  },
  empty: {
    title: 'See what would have happened, before anything happens',
    steps: [
      'Your FAQs go through past conversations in the order of time, deciding each message as they would live.',
      'What your agents answered then tells what would have been right, and what wrong.',
      'You read every wrong one, mend the FAQ, and only then switch it on.',
    ],
    note: 'Nothing is sent to customers. An example taken from these conversations counts only after it was asked.',
    noFaqs: 'There is no FAQ yet. Find out what is asked again and again, and make the first one.',
    find: 'Find opportunities',
    nothing: 'No message was found',
    nothingText: 'There are no conversations in that time. Rehearse a longer time, or another inbox.',
  },
  advice: {
    title: 'Next step',
    all: {
      examples:
        'Too little could be judged to tell. Give the FAQs ten to twenty examples each, or rehearse a longer time.',
      mend: 'It would be wrong more often than promised. Read the wrong ones below, mend those FAQs, and rehearse again.',
      shadow: 'Nothing speaks against the shadow, where nothing is sent: switch the FAQs on there.',
      share:
        'They kept the promise here. If the measured shadow agrees, let them answer a share of your contacts.',
      all: 'They kept the promise over many answers. If the measured figures agree, let them answer everybody.',
      keep: 'Leave them at their stages for now, and watch the measured figures.',
    },
    asking: (share: string) =>
      `Asking back offered the right one in only ${share}, so it would cost customers more than it helps. More examples help; until then you can switch it off in the settings.`,
    settings: 'Open the settings',
    names: {
      examples: 'More examples',
      mend: 'Mend it first',
      shadow: 'To the shadow',
      share: 'To a share',
      all: 'To everybody',
      keep: 'Leave it there',
    },
    hints: {
      examples: 'Too few answers could be judged. Add examples, or rehearse a longer time.',
      mend: 'The interval rules out that it keeps the promise. Read the wrong ones.',
      shadow: 'Not known to break the promise; in the shadow nothing is sent.',
      share: 'At least 20 answers were judged, and it kept the promise.',
      all: 'At least 50 answers were judged, and it kept the promise.',
      keep: 'Not enough for the next stage yet, or it is there already.',
    },
  },
  tiles: {
    answered: 'Would be answered',
    right: 'Of these right',
    wrong: 'Wrong',
    asked: 'Asked back',
    left: 'Left to people',
    saved: 'Saves a month',
  },
  hints: {
    answered: (n: string, of: string) => `${n} of ${of} questions`,
    right: (n: string, promise: string) => `of ${n} that can be judged; promised: ${promise}`,
    wrong: (wrong: string, unjudged: number) =>
      `${wrong}; ${plural(unjudged, { one: '# more cannot be judged', other: '# more cannot be judged' })}`,
    asked: (right: string) => `the right one was offered in ${right}`,
    askedNone: '“Did you mean …?”',
    left: (suggested: number) =>
      plural(suggested, { one: '# of them with a suggestion', other: '# of them with a suggestion' }),
    saved: (low: string, high: string) => `${low} to ${high}, in 95 of 100 cases`,
  },
  bar: 'What would have been done',
  part: (name: string, n: string, share: string) => `${name}: ${n} (${share})`,
  parts: {
    right: 'Answered right',
    wrong: 'Answered wrong',
    unjudged: 'Answered, not judged',
    asked: 'Asked back',
    suggested: 'Suggested',
    left: 'Left',
  },
  faqs: {
    title: 'By FAQ',
    lead: 'Intervals hold in 95 of 100 cases. What agents said tells right from wrong; where they were brief, it errs towards wrong.',
    columns: {
      messages: 'Questions',
      answered: 'Answered',
      right: 'Right',
      wrong: 'Wrong',
      asked: 'Asked back',
      precision: 'Right, of those judged',
      minutes: 'Minutes a month',
      advice: 'Next step',
    },
    wrongOf: (n: number, title: string) =>
      plural(n, { one: `# wrong answer of ${title}`, other: `# wrong answers of ${title}` }),
    none: 'No FAQ came near any of the questions.',
  },
  weeks: {
    title: 'By week',
    lead: 'Weeks begin on Monday. Early ones show less where examples were taken from these conversations.',
    chart: 'Questions a week, by what would have been done',
    week: 'Week of',
    columns: {
      messages: 'Questions',
      coverage: 'Answered',
      precision: 'Right, of those judged',
      asked: 'Asked back',
      minutes: 'Minutes saved',
    },
  },
  curves: 'If everything from a probability on had been answered, whatever the FAQs’ cost.',
  list: {
    title: 'One by one',
    lead: 'What would have been said, beside what your agent said. Read the wrong ones: some will be right after all, where the agent only asked back.',
    verdict: 'Show',
    verdicts: { wrong: 'Wrong', right: 'Right', unjudged: 'Not judged', any: 'All' },
    notJudged: 'Not judged',
    decision: 'Decided',
    decisions: { answer: 'Answered', ask: 'Asked back', any: 'Both' },
    faq: 'FAQ',
    anyFaq: 'Any FAQ',
    none: { wrong: 'No answer would have been wrong.', other: 'There is nothing here.' },
    hidden: 'You may not see this conversation’s words, or they are gone.',
    wouldSay: 'The bot would have said',
    wouldAsk: 'The bot would have asked',
    agentSaid: 'The agent said',
    nobody: 'Nobody answered.',
    goneFaq: 'The FAQ was deleted.',
    didYouMean: (titles: string) => `Did you mean ${titles}?`,
    show: 'Conversation',
    export: 'As CSV',
  },
};
